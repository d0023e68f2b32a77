// Adds to an answer that the server laid out: order of rows, pictures, copying.

import { offerCopies } from "./copying.js";
import { offerNetwork, offerPictures } from "./pictures.js";
import { makeSortable } from "./sorting.js";
import { wordsOf } from "./words.js";

/** Improves the answer in an element, if there is one. */
export function improve(outcome) {
  const words = wordsOf(outcome);
  const table = outcome.querySelector(".answer table");
  if (table) {
    makeSortable(table, words);
    offerPictures(table, words);
  }
  const triples = outcome.querySelector(".answer pre");
  const lines = outcome.querySelector('#elsewhere a[href*="format=ntriples"]');
  const form = document.querySelector("form.sparql");
  if (triples && lines && form) offerNetwork(triples, lines.href, form.dataset.terms, words);
  offerCopies(outcome, words);
}
