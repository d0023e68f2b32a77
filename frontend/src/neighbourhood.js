// What surrounds a thing: a picture, and beside it the same connections as a table.

import { MultiGraph } from "graphology";
import Sigma from "sigma";
import { layerDashed, layerPlain, pathLine } from "sigma/rendering";
import { element } from "./elements.js";
import { onThemeChange, readColours } from "./graph.js";

/** Room for a line of the picture, for the least picture, and beside it for names. */
const ROW = 26;
const WIDE_ROW = 46;
const LEAST = 200;
const NAMES = 280;
/** How much of the width names may take on one side, and how far a name is from its node. */
const SHARE = 0.36;
const GAP = 14;
const FONT = "system-ui, sans-serif";
const SIZE = 13;
/** So many connections are named all at once; of more, those of the thing that is pointed at. */
const FEW = 12;

let drawn = 0;

/** Shows a neighbourhood in a place: table, colours, and the picture where the browser can draw it. */
export function drawNeighbourhood(place, network, words) {
  const id = `neighbourhood-${(drawn += 1)}`;
  const canvas = element("div", { class: "canvas", role: "img", "aria-labelledby": id });
  const caption = element("figcaption", { id }, network.caption);
  const figure = element("figure", { class: "neighbourhood" }, canvas, caption, legend(network.nodes, words));
  const tables = element("div", { class: "tables" }, ownTable(network, words), betweenTable(network, words));
  place.replaceChildren(figure, tables);
  const row = network.edges.length <= FEW ? WIDE_ROW : ROW;
  canvas.style.height = `${Math.max(LEAST, (network.rows + 1) * row)}px`;
  try {
    const picture = draw(canvas, network);
    followTables(tables, picture);
  } catch {
    canvas.replaceWith(element("p", { role: "status" }, words.failed));
  }
}

// The picture

function draw(canvas, network) {
  const graph = graphOf(network);
  const palette = {};
  const picture = new Sigma(graph, canvas, {
    primitives: {
      edges: {
        paths: [pathLine()],
        variables: {
          dash: { type: "number", default: 0 },
          gap: { type: "number", default: 0 },
          paper: { type: "color", default: "transparent" },
        },
        layers: [
          layerPlain(),
          // The gaps of a dashed line are drawn over it in the colour of the paper.
          layerDashed({
            dashSize: { attribute: "gap", default: 0, mode: "pixels" },
            gapSize: { attribute: "dash", default: 0, mode: "pixels" },
            dashColor: { attribute: "paper" },
          }),
        ],
      },
    },
    settings: {
      enableCameraPanning: false,
      enableCameraZooming: false,
      enableCameraRotation: false,
      gestureTarget: "page",
      stagePadding: 0,
      renderEdgeLabels: true,
      edgeLabelAnchors: "allNodes",
      labelDensity: Infinity,
      labelRenderedSizeThreshold: 0,
    },
    styles: stylesOf(palette),
  });
  const fit = () => (place(graph, picture, network.nodes, canvas), picture.refresh());
  const paint = () => (readPalette(palette, canvas, graph), picture.refresh());
  paint();
  fit();
  new ResizeObserver(fit).observe(canvas);
  onThemeChange(paint);
  picture.on("clickNode", ({ node }) => follow(graph.getNodeAttributes(node)));
  picture.on("enterNode", ({ node }) => shine(graph, picture, node));
  picture.on("leaveNode", () => shine(graph, picture, null));
  return picture;
}

function follow({ href, middle }) {
  if (href && !middle) location.assign(href);
}

function graphOf({ nodes, edges, between }) {
  const graph = new MultiGraph();
  const few = edges.length <= FEW;
  nodes.forEach((node, index) => graph.addNode(node.id, { ...node, middle: index === 0, few, faint: false }));
  const add = (own) => (edge) => {
    const dashes = edge.basis ? { dash: 6, gap: 4 } : { dash: 0, gap: 0 };
    const always = own && few;
    graph.addEdge(edge.source, edge.target, { own, always, said: always, label: edge.label, faint: false, ...dashes });
  };
  between.forEach(add(false));
  edges.forEach(add(true));
  return graph;
}

/** Says how things look, by colours that may change while the picture is there. */
function stylesOf(palette) {
  return {
    nodes: {
      x: { attribute: "x" },
      y: { attribute: "y" },
      size: (node) => (node.middle ? 9 : 6),
      color: (node) => (node.faint ? palette.line : palette[node.colour]),
      label: { attribute: "name" },
      labelColor: (node) => (node.faint ? palette.quiet : palette.ink),
      labelSize: SIZE,
      labelFont: FONT,
      labelVisibility: (node) => (node.middle && node.few ? "hidden" : "visible"),
      labelPosition: (node) => (node.middle ? "above" : node.side),
      labelBackgroundColor: (node) => (node.middle ? palette.paper : "transparent"),
      labelBackgroundPadding: 2,
      cursor: (node) => (node.middle ? "default" : "pointer"),
    },
    edges: {
      size: (edge) => (edge.own ? 1.6 : 1),
      color: (edge) => (edge.faint || !edge.own ? palette.line : palette.quiet),
      dash: { attribute: "dash" },
      gap: { attribute: "gap" },
      paper: () => palette.paper,
      label: { attribute: "label" },
      labelVisibility: (edge) => (edge.said ? "visible" : "hidden"),
      labelColor: () => palette.quiet,
      labelSize: 11,
      labelFont: FONT,
      labelBackgroundColor: () => palette.paper,
      labelBackgroundPadding: 1,
    },
  };
}

/** Puts every node where the server laid it, and leaves room at both sides for names. */
function place(graph, picture, nodes, canvas) {
  const { clientWidth: width, clientHeight: height } = canvas;
  const room = Math.min(NAMES, width * SHARE);
  for (const node of nodes) {
    const [x, y] = [node.x * (width / 2 - room), node.y * (height / 2 - ROW / 2)];
    const free = node === nodes[0] ? width - 2 * (room + GAP) : width / 2 - Math.abs(x) - GAP;
    graph.mergeNodeAttributes(node.id, { x, y, name: shortened(node.label, free) });
  }
  picture.setCustomBBox({ x: [-width / 2, width / 2], y: [-height / 2, height / 2] });
}

const pen = document.createElement("canvas").getContext("2d");

/** Returns a name that takes no more than some width. */
function shortened(name, width) {
  pen.font = `${SIZE}px ${FONT}`;
  if (pen.measureText(name).width <= width) return name;
  let length = name.length;
  while (length > 1 && pen.measureText(`${name.slice(0, length)}…`).width > width) length -= 1;
  return `${name.slice(0, length).trimEnd()}…`;
}

/** Shows a node with what it is connected with, and all others faintly; without one, all alike. */
function shine(graph, picture, chosen) {
  const near = chosen && new Set([chosen, ...graph.neighbors(chosen)]);
  graph.updateEachNodeAttributes((node, attributes) => ({ ...attributes, faint: !!near && !near.has(node) }));
  graph.updateEachEdgeAttributes((edge, attributes, source, target) => {
    const touched = source === chosen || target === chosen;
    const middle = graph.getNodeAttribute(chosen ?? source, "middle");
    return { ...attributes, faint: !!chosen && !touched, said: chosen ? touched && !middle : attributes.always };
  });
  picture.refresh();
}

/** Reads the colours of what is drawn. */
function readPalette(palette, canvas, graph) {
  const kinds = [...new Set(graph.mapNodes((_, { colour }) => colour))].map((one) => [one, `--kind-${one}`]);
  readColours(palette, canvas, kinds);
}

// What stands beside it

/** Names the colours, in the order in which they are met. */
function legend(nodes, words) {
  const kinds = new Map();
  for (const { kind, colour } of nodes) kinds.set(colour, new Set([...(kinds.get(colour) ?? []), kind]));
  const items = [...kinds].map(([colour, names]) => element("li", { class: `kind ${colour}` }, [...names].join(", ")));
  return element("ul", { class: "kinds", "aria-label": words.legend }, ...items);
}

/** Lists the neighbours with what connects them. */
function ownTable({ nodes, edges }, words) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const rows = edges.map((edge) => {
    const other = byId.get(edge.target === nodes[0].id ? edge.source : edge.target);
    return element(
      "tr",
      { "data-node": other.id },
      element("td", {}, edge.label),
      element("td", {}, linkTo(other)),
      element("td", {}, edge.basis || words.stated),
    );
  });
  return table(words.table, [words.by, words.other, words.basis], rows);
}

/** Lists what connects the neighbours with each other, folded. */
function betweenTable({ nodes, between }, words) {
  if (!between.length) return "";
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const rows = between.map((edge) =>
    element(
      "tr",
      {},
      element("td", {}, linkTo(byId.get(edge.source))),
      element("td", {}, edge.label),
      element("td", {}, linkTo(byId.get(edge.target))),
      element("td", {}, edge.basis || words.stated),
    ),
  );
  const columns = [words.from, words.by, words.to, words.basis];
  const title = `${words.between} (${between.length})`;
  return element("details", {}, element("summary", {}, title), table(words.between, columns, rows));
}

function table(caption, columns, rows) {
  const heads = columns.map((one) => element("th", { scope: "col" }, one));
  return element(
    "div",
    { class: "scroll", tabindex: 0, role: "group", "aria-label": caption },
    element(
      "table",
      {},
      element("caption", {}, caption),
      element("thead", {}, element("tr", {}, ...heads)),
      element("tbody", {}, ...rows),
    ),
  );
}

function linkTo({ href, label, lang }) {
  return element("a", { href, lang: lang || null }, label);
}

/** Shows in the picture what a reader points at or reaches with the keyboard in the table. */
function followTables(tables, picture) {
  const of = (event) => event.target.closest("tr")?.dataset.node ?? null;
  const graph = picture.getGraph();
  for (const name of ["focusin", "pointerover"]) {
    tables.addEventListener(name, (event) => shine(graph, picture, of(event)));
  }
  for (const name of ["focusout", "pointerleave"]) {
    tables.addEventListener(name, () => shine(graph, picture, null));
  }
}
