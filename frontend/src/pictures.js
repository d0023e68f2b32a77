// The choice between an answer as it is and the pictures that it allows; the table or text always stays below.

import { barsOf, networkOf, readColumns } from "./columns.js";
import { element } from "./elements.js";

/** Offers the pictures that a table allows above it; one is loaded and drawn when it is chosen. */
export function offerPictures(table, words) {
  const read = readColumns(table);
  const bars = barsOf(read);
  const network = networkOf(read);
  const drawings = [["view.table", null]];
  if (bars) drawings.push(["view.chart", async () => (await import("./chart.js")).drawChart(read, bars, words)]);
  if (network) drawings.push(["view.network", async () => (await import("./network.js")).drawNetwork(network, words)]);
  if (drawings.length > 1) offer(drawings, table.closest(".scroll"), words);
}

/** Offers triples as a network above their text; they are fetched as N-Triples, and terms for their names. */
export function offerNetwork(text, address, terms, words) {
  const draw = async () => {
    const [{ fetchNetwork }, { drawNetwork }] = await Promise.all([import("./triples.js"), import("./network.js")]);
    const network = await fetchNetwork(address, terms);
    return network ? drawNetwork(network, words) : element("p", { role: "status" }, words["network.none"]);
  };
  offer([["view.text", null], ["view.network", draw]], text, words);
}

function offer(drawings, below, words) {
  const place = element("div", { class: "picture" });
  const choice = element("fieldset", { class: "views" }, element("legend", {}, words.views));
  for (const [key, draw] of drawings) choice.append(option(words[key], draw, place, words));
  below.before(choice, place);
}

function option(label, draw, place, words) {
  const input = element("input", { type: "radio", name: "view", checked: draw ? null : "" });
  input.addEventListener("change", async () => {
    const picture = draw ? await draw().catch(() => element("p", { role: "alert" }, words.unreachable)) : null;
    if (input.checked) place.replaceChildren(...(picture ? [picture] : []));
  });
  return element("label", {}, input, " ", label);
}
