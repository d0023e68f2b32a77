// The script of the page of a thing: copies what can be cited, and draws the neighbourhood when it comes into view.

import { offerMarked } from "./copying.js";
import { element } from "./elements.js";
import { wordsOf } from "./words.js";

const article = document.querySelector("article[data-words]");
if (article) offerMarked(article, wordsOf(article));

const section = document.querySelector("section[data-network]");
if (section) offerNetwork(section, wordsOf(section));

/** Draws when the section is near the window, or when a reader asks for it. */
function offerNetwork(section, words) {
  const button = element("button", { type: "button", class: "second" }, words.draw);
  const place = element("div", { class: "picture" }, button);
  section.append(place);
  const watcher = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && draw());
  const draw = async () => {
    watcher.disconnect();
    place.replaceChildren(element("p", { role: "status" }, words.loading));
    try {
      const [{ drawNeighbourhood }, network] = await Promise.all([import("./neighbourhood.js"), fetched(section)]);
      drawNeighbourhood(place, network, words);
    } catch {
      place.replaceChildren(element("p", { role: "alert" }, words.unreachable), button);
    }
  };
  button.addEventListener("click", draw);
  watcher.observe(section);
}

async function fetched(section) {
  const response = await fetch(section.dataset.network);
  if (!response.ok) throw new Error(response.statusText);
  return response.json();
}
