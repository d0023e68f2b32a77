// The script of the page about the network: puts a picture that can be moved in the place of the drawing.

import { wordsOf } from "./words.js";

const figure = document.querySelector("figure[data-graph]");
if (figure) show(figure, wordsOf(figure));

/** Loads what is needed to draw; the drawing of the page stays where that fails. */
async function show(figure, words) {
  try {
    const [{ drawInstitutions }, response] = await Promise.all([import("./institutions.js"), fetch(figure.dataset.graph)]);
    if (response.ok) drawInstitutions(figure, await response.json(), words);
  } catch {
    figure.dataset.failed = "";
  }
}
