// A look at an example before it is taken over: what it asks, and the first rows of its answer.

import { element } from "./elements.js";
import { fill } from "./words.js";

const ROWS = 5;

/** Lets each example show a preview; ``take`` gets the text of the one that is taken over. */
export function offerPreviews(section, words, take) {
  const place = element("div", { class: "preview", "aria-live": "polite" });
  for (const link of section.querySelectorAll("a[data-page]")) {
    const button = element("button", { type: "button", class: "example", "aria-expanded": "false" }, link.textContent);
    button.addEventListener("click", () => toggle(button, link, place, words, take));
    link.replaceWith(button);
  }
}

async function toggle(button, link, place, words, take) {
  const open = button.getAttribute("aria-expanded") === "true";
  for (const other of document.querySelectorAll(".example[aria-expanded=true]")) other.setAttribute("aria-expanded", "false");
  place.replaceChildren();
  if (open) return;
  button.setAttribute("aria-expanded", "true");
  button.closest("li").append(place);
  place.textContent = words.loading;
  const shown = await preview(link, words, take);
  if (button.getAttribute("aria-expanded") === "true") place.replaceChildren(...shown);
}

async function preview(link, words, take) {
  try {
    const response = await fetch(link.dataset.page, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const query = page.querySelector("section[aria-labelledby=query] code").textContent;
    return parts(page, query, link.dataset.page, words, take);
  } catch {
    return [element("p", { role: "alert" }, words.unreachable)];
  }
}

function parts(page, query, address, words, take) {
  const lead = page.querySelector(".lead").textContent;
  const taking = element("button", { type: "button", click: () => take(query) }, words["preview.take"]);
  const whole = element("a", { href: address }, words["preview.page"]);
  return [element("p", {}, lead), firstRows(page, words), element("p", { class: "actions" }, taking, whole)];
}

function firstRows(page, words) {
  const answer = page.querySelector(".answer");
  const table = answer?.querySelector("table");
  if (!table) return document.adoptNode(answer?.querySelector("p") ?? element("p"));
  for (const row of [...table.tBodies[0].rows].slice(ROWS)) row.remove();
  const shown = table.tBodies[0].rows.length;
  table.caption.textContent = `${words.preview}: ${fill(words["preview.rows"], { shown })}`;
  table.caption.removeAttribute("id");
  const scroll = element("section", { class: "scroll", tabindex: 0, "aria-label": words.preview });
  scroll.append(document.adoptNode(table));
  return scroll;
}
