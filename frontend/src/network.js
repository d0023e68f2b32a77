// Things as circles and what connects them as lines, laid out by forces until they are at rest.

import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import { element, shape } from "./elements.js";
import { fill } from "./words.js";

const TICKS = 300;
const LABELS = 60;
const LONGEST = 32;
const MARGIN = 60;

let drawn = 0;

/** Draws a network; returns a figure with a caption. */
export function drawNetwork(network, words) {
  const id = `network-${(drawn += 1)}`;
  const nodes = network.nodes.map((node) => ({ ...node, radius: 4 + 2 * Math.sqrt(node.degree) }));
  const links = network.links.map((link) => ({ ...link }));
  settle(nodes, links);
  const [from, to] = network.ends.map((one) => one.name);
  const notes = [fill(words.network, { nodes: nodes.length, edges: links.length, from, to })];
  if (network.left) notes.push(fill(words.shown, { shown: links.length, count: links.length + network.left }));
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
    .force("link", forceLink(links).id((node) => node.id).distance(70))
    .force("charge", forceManyBody().strength(-180).distanceMax(500))
    .force("x", forceX().strength(0.05))
    .force("y", forceY().strength(0.09))
    .force("apart", forceCollide((node) => node.radius + 6))
    .stop()
    .tick(TICKS);
}

function draw(nodes, links, id) {
  const [left, top] = [Math.min(...nodes.map((one) => one.x)), Math.min(...nodes.map((one) => one.y))];
  const width = Math.max(...nodes.map((one) => one.x)) - left + 2 * MARGIN + 140;
  const height = Math.max(...nodes.map((one) => one.y)) - top + 2 * MARGIN;
  const box = `${left - MARGIN} ${top - MARGIN} ${width} ${height}`;
  const strongest = Math.max(...links.map((one) => one.count));
  const named = new Set([...nodes].sort((a, b) => b.degree - a.degree).slice(0, LABELS));
  return shape(
    "svg",
    { viewBox: box, role: "img", "aria-labelledby": id },
    ...links.map((one) => line(one, strongest)),
    ...nodes.map(circle),
    ...nodes.filter((one) => named.has(one)).map(label),
  );
}

function line({ source, target, count }, strongest) {
  const width = 1 + (3 * (count - 1)) / Math.max(1, strongest - 1);
  return shape("line", { x1: source.x, y1: source.y, x2: target.x, y2: target.y, "stroke-width": width });
}

function circle(node) {
  const place = { cx: node.x, cy: node.y, r: node.radius, class: node.side ? "to" : "from" };
  return shape("circle", place, shape("title", {}, node.text));
}

function label(node) {
  const text = node.text.length > LONGEST ? `${node.text.slice(0, LONGEST - 1)}…` : node.text;
  return shape("text", { x: node.x + node.radius + 4, y: node.y + 4 }, text);
}
