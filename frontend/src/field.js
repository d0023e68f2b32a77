// The editor in place of a text field; the field keeps the text, so that the form works as without it.

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, indentOnInput, LanguageSupport } from "@codemirror/language";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { styleTags, tags } from "@lezer/highlight";
import { SparqlLanguage } from "codemirror-lang-sparql";
import { completions } from "./completion.js";
import { element } from "./elements.js";
import { clear, faults, mark } from "./fault.js";
import { meanings } from "./meaning.js";
import { theme } from "./theme.js";
import { typing } from "./typing.js";

/** As many suggestions as are seen at once; the list never scrolls, so no pointer is needed to see them all. */
const ROWS = 9;

const names = styleTags({ "Pname_ln Pname_ns": tags.namespace, A_predicate: tags.keyword, Langtag: tags.annotation });
const language = SparqlLanguage.configure({ props: [names] });

/** An editor over a text field. */
export class Field {
  /** Takes the place of a text field; ``run`` is called by Ctrl+Enter, ``changed`` after each change of the text. */
  constructor(field, label, { terms, words, run, changed }) {
    this.field = field;
    const focused = document.activeElement === field;
    const host = element("div", { class: "editor" });
    const line = element("p", { class: "meaning" });
    field.after(host, line);
    field.classList.add("replaced");
    // Within a shadow root the styles of the editor need no exception from the policy of the page.
    const root = host.attachShadow({ mode: "open" });
    const listener = EditorView.updateListener.of((update) => {
      if (!update.docChanged) return;
      field.value = update.state.doc.toString();
      changed();
    });
    this.view = new EditorView({
      root,
      parent: root,
      doc: field.value,
      extensions: [
        Prec.highest(keymap.of([{ key: "Mod-Enter", run: () => (run(), true) }])),
        extensions(label.textContent, words),
        autocompletion({ override: [completions(terms, words)], icons: false, maxRenderedOptions: ROWS }),
        meanings(terms, words, line),
        listener,
      ],
    });
    if (focused) this.view.focus();
    label.addEventListener("click", (event) => {
      event.preventDefault();
      this.view.focus();
    });
  }

  get text() {
    return this.view.state.doc.toString();
  }

  set text(text) {
    this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: text } });
  }

  /** Marks a place as wrong and moves there. */
  mark(line, column, message) {
    mark(this.view, line, column, message);
  }

  /** Takes the mark away. */
  clear() {
    clear(this.view);
  }
}

function extensions(label, words) {
  return [
    lineNumbers(),
    history(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    highlightActiveLine(),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ "aria-label": label, translate: "no" }),
    EditorState.phrases.of({ Completions: words.completions }),
    // Tab is not bound: it leaves the editor, as it leaves every field.
    keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap]),
    new LanguageSupport(language),
    faults,
    typing,
    theme,
  ];
}
