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
    let fading;
    button.addEventListener("click", async () => {
      clearTimeout(fading);
      const copied = await copy(code);
      said.textContent = copied ? words.copied : words["copy.refused"];
      if (copied) fading = setTimeout(() => (said.textContent = ""), 2000);
    });
    code.before(element("p", { class: "actions" }, button, said));
  }
}

/** Copies and tells whether it could; where the browser gives no access to the clipboard, the code is selected. */
async function copy(code) {
  try {
    await navigator.clipboard.writeText(code.textContent);
    return true;
  } catch {
    getSelection().selectAllChildren(code);
    return document.execCommand("copy");
  }
}
