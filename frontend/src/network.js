// Things as circles and what connects them as lines, laid out by forces until they are at rest.

import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import { element, shape } from "./elements.js";
import { fill } from "./words.js";

const TICKS = 300;
const LONGEST = 32;
/** How large a line of text and a character of it are, near enough. */
const LINE = 16;
const CHARACTER = 7;
const MARGIN = 14;

let drawn = 0;

/** Draws a network; returns a figure with a caption. */
export function drawNetwork(network, words) {
  const id = `network-${(drawn += 1)}`;
  const nodes = network.nodes.map((node) => ({ ...node, radius: 4 + 2 * Math.sqrt(node.degree) }));
  const links = network.links.map((link) => ({ ...link }));
  settle(nodes, links);
  const counts = { nodes: nodes.length, edges: links.length };
  const [from, to] = network.ends ?? [];
  const notes = [network.ends ? fill(words.network, { ...counts, from, to }) : fill(words["network.graph"], counts)];
  if (network.all > links.length) notes.push(fill(words.shown, { shown: links.length, count: network.all }));
  const picture = draw(nodes, links, id);
  return element(
    "figure",
    { class: "network" },
    element("div", { class: "scroll", tabindex: 0, role: "group", "aria-labelledby": id }, picture),
    element("figcaption", { id }, notes.join(" ")),
  );
}

/** Gives each node its place; the layout begins the same each time, so it ends the same. */
function settle(nodes, links) {
  forceSimulation(nodes)
    .force("link", forceLink(links).id((node) => node.id).distance(90))
    .force("charge", forceManyBody().strength(-260).distanceMax(500))
    .force("x", forceX().strength(0.05))
    .force("y", forceY().strength(0.09))
    .force("apart", forceCollide((node) => node.radius + 12))
    .stop()
    .tick(TICKS);
}

function draw(nodes, links, id) {
  const names = nameNodes(nodes);
  const { x, y, width, height } = around([...nodes.map(boxOf), ...names.map((one) => one.place)]);
  const strongest = Math.max(...links.map((one) => one.count));
  return shape(
    "svg",
    { viewBox: `${x} ${y} ${width} ${height}`, width, height, role: "img", "aria-labelledby": id },
    ...links.map((one) => line(one, strongest)),
    ...nodes.map(circle),
    ...names.map(({ text, place }) => shape("text", { x: place.x, y: place.y + LINE - 4 }, text)),
  );
}

function around(boxes) {
  const [x, y] = [Math.min(...boxes.map((one) => one.x)) - MARGIN, Math.min(...boxes.map((one) => one.y)) - MARGIN];
  const right = Math.max(...boxes.map((one) => one.x + one.width)) + MARGIN;
  const bottom = Math.max(...boxes.map((one) => one.y + one.height)) + MARGIN;
  return { x, y, width: right - x, height: bottom - y };
}

function boxOf({ x, y, radius }) {
  return { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius };
}

function line({ source, target, count }, strongest) {
  const width = 1 + (3 * (count - 1)) / Math.max(1, strongest - 1);
  return shape("line", { x1: source.x, y1: source.y, x2: target.x, y2: target.y, "stroke-width": width });
}

function circle(node) {
  const place = { cx: node.x, cy: node.y, r: node.radius, class: node.side ? "to" : "from" };
  return shape("circle", place, shape("title", {}, node.text));
}

/** Finds room for names, those of nodes with most links first; one that has none is left to the table. */
function nameNodes(nodes) {
  const taken = nodes.map(boxOf);
  const named = [];
  for (const node of [...nodes].sort((a, b) => b.degree - a.degree)) {
    const text = node.text.length > LONGEST ? `${node.text.slice(0, LONGEST - 1)}…` : node.text;
    const place = places(node, text.length * CHARACTER).find((one) => !taken.some((other) => overlap(one, other)));
    if (!place) continue;
    taken.push(place);
    named.push({ text, place });
  }
  return named;
}

/** Returns where a name of some width may stand: right, left, above or below its node. */
function places({ x, y, radius }, width) {
  const [gap, height] = [radius + 3, LINE];
  const corners = [
    [x + gap, y - height / 2],
    [x - gap - width, y - height / 2],
    [x - width / 2, y - gap - height],
    [x - width / 2, y + gap],
  ];
  return corners.map(([left, top]) => ({ x: left, y: top, width, height }));
}

function overlap(a, b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
