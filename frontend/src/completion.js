// What the editor suggests: terms by their short form or by a name in either language, prefixes, variables, keywords.

import { startCompletion } from "@codemirror/autocomplete";
import { syntaxTree } from "@codemirror/language";
import { SparqlLanguage } from "codemirror-lang-sparql";
import { element } from "./elements.js";
import { declared, namesOf } from "./terms.js";

const MOST = 60;
const WORD = /[\p{L}\p{N}_][\p{L}\p{N}_:.-]*|<[^<>\s]*/u;
const VARIABLE = /[?$]\w*/;
const DECLARING = /\bPREFIX\s+[\w-]*:?$/i;
const KEYWORDS = SparqlLanguage.parser.nodeSet.types.map((type) => type.name).filter((name) => /^[A-Z_]{2,}$/.test(name));

/** Returns a source of completions; ``terms`` says what there is, once that is known. */
export function completions(terms, words) {
  return async (context) => {
    const around = syntaxTree(context.state).resolveInner(context.pos, -1).name;
    if (/Comment|String/.test(around)) return null;
    const variable = context.matchBefore(VARIABLE);
    if (variable) return { from: variable.from, options: variables(context, words), validFor: /^[?$]\w*$/ };
    const word = context.matchBefore(WORD);
    if (!context.explicit && (!word || word.text.length < 2)) return null;
    const known = await terms();
    if (context.aborted) return null;
    const from = word?.from ?? context.pos;
    const typed = word?.text ?? "";
    if (DECLARING.test(context.state.sliceDoc(Math.max(0, from - 40), context.pos))) {
      return { from, options: declarations(known, typed, words), filter: false };
    }
    const options = [
      ...keywords(typed, words),
      ...prefixes(known, typed, words),
      ...known.search(typed.replace(/^</, ""), MOST).map((one) => suggestion(one, known, words)),
    ];
    return { from, options, filter: false };
  };
}

function suggestion({ term, short }, known, words) {
  const names = namesOf(term, document.documentElement.lang).map((one) => one.text);
  const kind = words[`kind.${term.kind}`];
  const shown = short.startsWith("<") && names.length ? names[0] : short;
  const others = names.filter((name) => name !== shown);
  return {
    label: short,
    displayLabel: shown,
    detail: [...others, kind].join(" · "),
    type: term.kind,
    info: term.about ? () => element("p", {}, term.about) : undefined,
    apply: (view, _, from, to) => insert(view, short, from, to, known),
  };
}

/** Puts a name into the query, and the declaration of its prefix above it where that is missing. */
function insert(view, short, from, to, known) {
  const closing = short.startsWith("<") && view.state.sliceDoc(to, to + 1) === ">" ? 1 : 0;
  const changes = [{ from, to: to + closing, insert: short }];
  const text = view.state.doc.toString();
  const prefix = short.startsWith("<") ? null : short.slice(0, short.indexOf(":"));
  let shift = 0;
  if (prefix !== null && !(prefix in declared(text)) && prefix in known.prefixes) {
    const line = `PREFIX ${prefix}: <${known.prefixes[prefix]}>\n`;
    changes.unshift({ from: prologue(text), insert: line });
    shift = line.length;
  }
  const anchor = from + short.length + shift;
  view.dispatch({ changes, selection: { anchor }, userEvent: "input.complete", scrollIntoView: true });
  return short;
}

/** Returns where a new declaration goes: after comments at the top, before everything else. */
function prologue(text) {
  return text.match(/^(?:[ \t]*#.*\n|[ \t]*\n)*/)[0].length;
}

function prefixes(known, typed, words) {
  if (!typed || typed.includes(":") || typed.startsWith("<")) return [];
  const fits = Object.entries(known.prefixes).filter(([prefix]) => prefix.startsWith(typed.toLowerCase()));
  return fits.map(([prefix, base]) => ({
    label: `${prefix}:`,
    detail: `${base} · ${words["kind.prefix"]}`,
    type: "prefix",
    apply(view, _, from, to) {
      insert(view, `${prefix}:`, from, to, known);
      startCompletion(view);
    },
  }));
}

function declarations(known, typed, words) {
  const fits = Object.entries(known.prefixes).filter(([prefix]) => `${prefix}:`.startsWith(typed.toLowerCase()));
  return fits.map(([prefix, base]) => ({
    label: `${prefix}: <${base}>`,
    detail: words["kind.prefix"],
    type: "prefix",
  }));
}

function keywords(typed, words) {
  if (!typed || typed.includes(":")) return [];
  const fits = KEYWORDS.filter((one) => one.startsWith(typed.toUpperCase()));
  return fits.map((label) => ({ label, detail: words["kind.keyword"], type: "keyword" }));
}

function variables(context, words) {
  const found = new Set();
  syntaxTree(context.state).iterate({
    enter(node) {
      if (node.name === "Var" && node.to !== context.pos) found.add(context.state.sliceDoc(node.from, node.to));
    },
  });
  return [...found].map((label) => ({ label, detail: words["kind.variable"], type: "variable" }));
}
