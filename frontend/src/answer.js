// Adds to an answer that the server laid out: order of rows, pictures, copying.

import { offerCopies } from "./copying.js";
import { offerPictures } from "./pictures.js";
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
  offerCopies(outcome, words);
}
