// Bars: one for each row, as long as a number of it.

import { element, shape } from "./elements.js";
import { fill } from "./words.js";

const MOST = 50;
const ROW = 44;
const BAR = 16;
const NUMBERS = 90;

let drawn = 0;

/** Draws the rows of a table as bars; returns a figure with a caption. */
export function drawChart({ rows }, bars, words) {
  const id = `chart-${(drawn += 1)}`;
  const place = element("div");
  const caption = element("figcaption", { id });
  const figure = element("figure", { class: "chart" }, place, caption);
  const show = (column) => {
    const label = bars.labels.map((one) => one.name).join(" · ");
    const notes = [fill(words.chart, { value: column.name, label })];
    if (rows.length > MOST) notes.push(fill(words.shown, { shown: MOST, count: rows.length }));
    caption.textContent = notes.join(" ");
    place.replaceChildren(draw(rows.slice(0, MOST), bars.name, column, place.clientWidth || 640, id));
  };
  let column = bars.lengths[0];
  if (bars.lengths.length > 1) {
    figure.prepend(chooser(bars.lengths, words, (chosen) => show((column = chosen))));
  }
  new ResizeObserver(() => show(column)).observe(figure);
  show(column);
  return figure;
}

function chooser(columns, words, choose) {
  const options = columns.map((one, index) => element("option", { value: index }, one.name));
  const select = element("select", { change: (event) => choose(columns[event.target.value]) }, ...options);
  return element("p", {}, element("label", {}, `${words["chart.column"]} `, select));
}

function draw(rows, name, column, width, id) {
  const values = rows.map((row) => row[column.index].number ?? 0);
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const scale = (width - NUMBERS) / (high - low || 1);
  const zero = -low * scale;
  const format = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 2 });
  const lines = rows.map((row, index) => {
    const value = values[index];
    const top = index * ROW;
    const length = Math.max(Math.abs(value) * scale, 1);
    const start = value < 0 ? zero - length : zero;
    return shape(
      "g",
      { transform: `translate(0 ${top})` },
      shape("text", { y: 14, class: "name" }, shorten(name(row), width / 8)),
      shape("rect", { x: start, y: 20, width: length, height: BAR, rx: 2 }),
      shape("text", { x: start + length + 6, y: 20 + BAR - 3 }, row[column.index].text ? format.format(value) : "–"),
    );
  });
  const height = rows.length * ROW;
  return shape("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-labelledby": id }, ...lines);
}

function shorten(text, most) {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
