// How the editor looks: with the colours of the page, which know light and dark.

import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const look = EditorView.theme({
  "&": {
    color: "var(--ink)",
    backgroundColor: "var(--paper)",
    border: "1px solid var(--ink-2)",
    borderRadius: "6px",
    fontSize: "0.95rem",
  },
  "&.cm-focused": { outline: "3px solid var(--focus)", outlineOffset: "2px" },
  ".cm-scroller": {
    fontFamily: 'ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace',
    lineHeight: "1.55",
    minHeight: "13rem",
    maxHeight: "65vh",
    overflow: "auto",
  },
  ".cm-content": { caretColor: "var(--ink)", padding: "0.6rem 0" },
  ".cm-gutters": { color: "var(--ink-2)", backgroundColor: "var(--paper-2)", border: "0", borderRadius: "6px 0 0 6px" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--paper-2)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--mark-paper)", outline: "1px solid var(--accent)" },
  ".cm-tooltip": {
    color: "var(--ink)",
    backgroundColor: "var(--paper)",
    border: "1px solid var(--ink-2)",
    borderRadius: "6px",
    boxShadow: "0 2px 8px #0004",
    maxWidth: "min(40rem, 92vw)",
  },
  ".cm-tooltip .meaning, .cm-tooltip.cm-completionInfo": { padding: "0.4rem 0.7rem", font: "0.9rem/1.45 system-ui, sans-serif" },
  // Where there is no room beside the list, the line below the editor tells the meaning.
  ".cm-completionInfo.cm-completionInfo-left-narrow, .cm-completionInfo.cm-completionInfo-right-narrow": { display: "none" },
  ".meaning .about": { display: "block" },
  ".cm-completionInfo p": { margin: "0" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "inherit", maxHeight: "none", overflow: "visible", maxWidth: "min(40rem, 92vw)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "0.2rem 0.6rem", whiteSpace: "normal" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { color: "var(--paper)", backgroundColor: "var(--accent)" },
  ".cm-completionDetail": { fontStyle: "normal", color: "var(--ink-2)", marginLeft: "0.6em" },
  "li[aria-selected] .cm-completionDetail": { color: "inherit" },
  ".cm-diagnostic": { padding: "0.4rem 0.7rem", borderLeftColor: "var(--stop)" },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--stop)",
    textDecorationSkipInk: "none",
  },
  ".cm-line.fault": { backgroundColor: "var(--warn-paper)", boxShadow: "inset 3px 0 0 var(--stop)" },
});

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--accent)", fontWeight: "600" },
  { tag: tags.variableName, color: "var(--link-visited)" },
  { tag: [tags.namespace, tags.url, tags.typeName], color: "var(--run)" },
  { tag: [tags.string, tags.annotation], color: "var(--build)" },
  { tag: [tags.integer, tags.float, tags.bool], color: "var(--stop)" },
  { tag: tags.comment, color: "var(--ink-2)", fontStyle: "italic" },
]);

export const theme = [look, syntaxHighlighting(colours)];
