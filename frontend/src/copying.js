// A button beside each piece of code that copies it.

import { element } from "./elements.js";
import { fill } from "./words.js";

/** Puts a button under the heading of each piece of code. */
export function offerCopies(outcome, words) {
  for (const heading of outcome.querySelectorAll(".elsewhere h3")) {
    const code = heading.nextElementSibling;
    const label = fill(words["copy.title"], { label: heading.textContent });
    const button = element("button", { type: "button", class: "second copy", "aria-label": label }, words.copy);
    const said = element("span", { role: "status", class: "quiet" });
    button.addEventListener("click", async () => {
      await copy(code);
      said.textContent = words.copied;
      setTimeout(() => (said.textContent = ""), 2000);
    });
    code.before(element("p", { class: "actions" }, button, said));
  }
}

/** Copies; where the browser gives no access to the clipboard, selects, so that the keyboard can copy. */
async function copy(code) {
  try {
    await navigator.clipboard.writeText(code.textContent);
  } catch {
    getSelection().selectAllChildren(code);
    document.execCommand("copy");
  }
}
