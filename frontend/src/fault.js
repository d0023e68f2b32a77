// The place that an error names: its line is coloured, and the word there underlined.

import { setDiagnostics } from "@codemirror/lint";
import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";

const found = StateEffect.define();
const line = Decoration.line({ class: "fault" });

/** The extension that colours the line; it stays until the line is changed or another query runs. */
export const faults = StateField.define({
  create: () => Decoration.none,
  update(marks, transaction) {
    const effect = transaction.effects.find((one) => one.is(found));
    if (effect) return effect.value === null ? Decoration.none : Decoration.set([line.range(effect.value)]);
    return transaction.docChanged ? Decoration.none : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Marks a place, moves the cursor there and takes the focus. */
export function mark(view, number, column, message) {
  const { doc } = view.state;
  const there = doc.line(Math.min(number, doc.lines));
  const from = Math.min(there.from + column - 1, there.to);
  const length = /^\S+/.exec(doc.sliceString(from, there.to))?.[0].length ?? 0;
  const range = length ? { from, to: from + length } : { from: there.from, to: there.to };
  view.dispatch(setDiagnostics(view.state, [{ ...range, severity: "error", message }]));
  view.dispatch({ effects: found.of(there.from), selection: { anchor: from }, scrollIntoView: true });
  view.focus();
}

/** Takes the mark away. */
export function clear(view) {
  view.dispatch(setDiagnostics(view.state, []));
  view.dispatch({ effects: found.of(null) });
}
