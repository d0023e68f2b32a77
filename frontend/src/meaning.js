// What the name under the pointer or the cursor means: on hover as a tooltip, and in a line below the editor.

import { syntaxTree } from "@codemirror/language";
import { EditorView, hoverTooltip } from "@codemirror/view";
import { element } from "./elements.js";
import { namesOf } from "./terms.js";

const NAMES = /^(Pname_ln|IriRef)$/;

/** Returns the extension that tells what names mean; ``line`` is the element below the editor. */
export function meanings(terms, words, line) {
  const below = EditorView.updateListener.of(async (update) => {
    if (!update.selectionSet && !update.docChanged && !update.focusChanged) return;
    const head = update.state.selection.main.head;
    const found = await find(update.state, head, terms);
    if (update.view.state === update.state) line.replaceChildren(...(found ? told(found.term, words) : []));
  });
  const above = hoverTooltip(async (view, position) => {
    const found = await find(view.state, position, terms);
    if (!found) return null;
    const dom = element("div", { class: "meaning" }, ...told(found.term, words));
    return { pos: found.from, end: found.to, above: true, create: () => ({ dom }) };
  });
  return [above, below];
}

async function find(state, position, terms) {
  for (const side of [1, -1]) {
    const { name, from, to } = syntaxTree(state).resolveInner(position, side);
    if (!NAMES.test(name)) continue;
    const known = await terms();
    const term = known.byIri.get(known.expand(state.sliceDoc(from, to), state.doc.toString()));
    if (term) return { term, from, to };
  }
  return null;
}

function told(term, words) {
  const [name, ...others] = namesOf(term, document.documentElement.lang);
  return [
    name ? element("strong", { lang: name.language || null }, name.text) : null,
    ...others.map(({ language, text }) => element("span", { lang: language || null }, ` · ${text}`)),
    element("span", { class: "kind" }, ` (${words[`kind.${term.kind}`]})`),
    term.about ? element("span", { class: "about" }, ` ${term.about}`) : null,
  ].filter(Boolean);
}
