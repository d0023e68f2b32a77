// A button beside each piece of code that copies it.

import { element } from "./elements.js";
import { fill } from "./words.js";

/** Puts a button under the heading of each piece of code. */
export function offerCopies(outcome, words) {
  for (const heading of outcome.querySelectorAll(".elsewhere h3")) {
    const code = heading.nextElementSibling;
    code.before(element("p", { class: "actions" }, ...copier(code, heading.textContent, words)));
  }
}

/** Puts a button behind each text in a line that says it can be copied, and before each that is a block. */
export function offerMarked(page, words) {
  for (const text of page.querySelectorAll("[data-copy]")) {
    const parts = copier(text, text.dataset.copy, words);
    const block = text.closest("pre, blockquote");
    if (block) block.before(element("p", { class: "actions" }, ...parts));
    else text.after(" ", ...parts);
  }
}

/** Returns a button that copies a text, and a place that says so. */
function copier(text, title, words) {
  const label = fill(words["copy.title"], { label: title });
  const button = element("button", { type: "button", class: "second copy", "aria-label": label }, words.copy);
  const said = element("span", { role: "status", class: "quiet" });
  let fading;
  button.addEventListener("click", async () => {
    clearTimeout(fading);
    const copied = await copy(text);
    said.textContent = ` ${copied ? words.copied : words["copy.refused"]}`;
    if (copied) fading = setTimeout(() => (said.textContent = ""), 2000);
  });
  return [button, said];
}

/** Copies and tells whether it could; where the browser gives no access to the clipboard, the text is selected. */
async function copy(code) {
  try {
    await navigator.clipboard.writeText(code.textContent);
    return true;
  } catch {
    getSelection().selectAllChildren(code);
    return document.execCommand("copy");
  }
}
