// The choice between the table alone and the pictures that its columns allow; the table always stays.

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
  if (drawings.length === 1) return;
  const place = element("div", { class: "picture" });
  const choice = element("fieldset", { class: "views" }, element("legend", {}, words.views));
  for (const [key, draw] of drawings) choice.append(option(words[key], draw, place));
  table.closest(".scroll").before(choice, place);
}

function option(label, draw, place) {
  const input = element("input", { type: "radio", name: "view", checked: draw ? null : "" });
  input.addEventListener("change", async () => {
    const picture = draw ? await draw() : null;
    place.replaceChildren(...(picture ? [picture] : []));
  });
  return element("label", {}, input, " ", label);
}
