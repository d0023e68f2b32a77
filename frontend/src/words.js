// The words of the page, which the server wrote into it; there are none in these files.

/** Returns the words that an element carries. */
export function wordsOf(element) {
  return JSON.parse(element.dataset.words);
}

/** Puts values into the braces of a text. */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
