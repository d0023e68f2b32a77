// The script of every page: colours, completion in the search box, and the key that leads there.

import { offer } from "./colours.js";
import { Suggesting } from "./suggesting.js";

const fields = [...document.querySelectorAll("form.search")].map((form) => new Suggesting(form).field);
const theme = document.querySelector(".theme select");
if (theme) offer(theme);

/** Tells whether keys typed into an element are text or choose something in it. */
function takesKeys(element) {
  return element.isContentEditable || element.shadowRoot || /^(input|textarea|select)$/i.test(element.tagName);
}

addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.defaultPrevented || takesKeys(event.target) || !fields.length) return;
  event.preventDefault();
  fields[0].focus();
  fields[0].select();
});
