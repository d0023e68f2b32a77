// The network of institutions, laid out by the server: it can be moved and enlarged, and follows the table below it.

import { UndirectedGraph } from "graphology";
import Sigma from "sigma";
import { pathLine, layerPlain, sdfCircle, sdfDiamond, sdfRectangle, sdfSquare, sdfTriangle } from "sigma/rendering";
import { element } from "./elements.js";
import { onThemeChange, readColours } from "./graph.js";

/** The shapes of sectors as on the page; the last is for institutions without one. */
const SHAPES = ["circle", "square", "triangle", "diamond", "rectangle", "circle"];
const SMALL = 0.6;
/** How large the picture is in the units in which marks are measured, as the drawing of the page. */
const WIDTH = 1000;
const HEIGHT = 700;
/** Of so many marks even the small ones are named, where there is room; and so long a name may be. */
const FEW = 25;
const LETTERS = 32;
const CLOSER = 1.5;
const MOVED = 0.15;

/** Puts the picture in the place of the drawing; where the browser cannot draw it, the drawing stays. */
export function drawInstitutions(figure, content, words) {
  const drawing = figure.querySelector(".drawing");
  const canvas = element("div", { class: "canvas graph-canvas", role: "img", "aria-labelledby": "picture" });
  const frame = element("div", { class: "graph-frame" }, canvas);
  drawing.replaceWith(frame);
  try {
    const picture = draw(canvas, graphOf(figure.dataset, content));
    frame.append(controls(picture.getCamera(), words));
    followTable(document.querySelector("table.measures"), picture);
  } catch {
    frame.replaceWith(drawing);
  }
}

function graphOf({ variant, language, shapes }, { nodes, networks }) {
  const graph = new UndirectedGraph();
  const { ties, measures } = networks[variant];
  for (const [number, shape] of Object.entries(JSON.parse(shapes))) {
    const { x, y, id, ...names } = nodes[number];
    const size = 3 + Math.min(8, 1.5 * Math.sqrt(measures[number].undertakings));
    const place = { x: x * WIDTH, y: (1 - y) * HEIGHT };
    graph.addNode(number, { ...place, name: names[language] ?? names.de ?? id, shape, size, faint: false, near: false });
  }
  for (const [a, b, weight] of ties) {
    if (graph.hasNode(a) && graph.hasNode(b)) graph.addEdge(a, b, { width: Math.min(4, 0.5 + weight), faint: false });
  }
  return graph;
}

function draw(canvas, graph) {
  const palette = {};
  const picture = new Sigma(graph, canvas, {
    primitives: {
      nodes: { shapes: [sdfCircle(), sdfSquare(), sdfTriangle(), sdfDiamond(), sdfRectangle({ aspectRatio: 2 })] },
      edges: { paths: [pathLine()], layers: [layerPlain()] },
    },
    settings: {
      gestureTarget: "page",
      enableCameraRotation: false,
      itemSizesReference: "screen",
      labelRenderedSizeThreshold: graph.order > FEW ? 5 : 0,
      stagePadding: 30,
      minCameraRatio: 0.1,
      maxCameraRatio: 2,
    },
    styles: stylesOf(palette),
  });
  picture.setCustomBBox({ x: [0, WIDTH], y: [0, HEIGHT] });
  const colours = SHAPES.map((_, number) => [number, `--sector-${number}`]);
  const paint = () => (readColours(palette, canvas, colours), picture.refresh());
  paint();
  onThemeChange(paint);
  picture.on("enterNode", ({ node }) => shine(picture, node));
  picture.on("leaveNode", () => shine(picture, null));
  picture.on("clickNode", ({ node }) => reveal(node));
  return picture;
}

function stylesOf(palette) {
  return {
    nodes: {
      x: { attribute: "x" },
      y: { attribute: "y" },
      size: (node) => node.size * (node.shape === SHAPES.length - 1 ? SMALL : 1),
      shape: (node) => SHAPES[node.shape],
      color: (node) => (node.faint ? palette.line : palette[node.shape]),
      label: ({ name }) => (name.length > LETTERS ? `${name.slice(0, LETTERS - 1)}…` : name),
      labelColor: (node) => (node.faint ? palette.quiet : palette.ink),
      labelSize: 12,
      labelFont: "system-ui, sans-serif",
      labelVisibility: ({ near, faint }) => (near ? "visible" : faint ? "hidden" : "auto"),
      cursor: "pointer",
    },
    edges: {
      size: { attribute: "width" },
      color: (edge) => (edge.faint ? palette.paper : palette.quiet),
      opacity: 0.5,
      path: "straight",
    },
  };
}

/** Shows an institution with its partners and all others faintly; without one, all alike. */
function shine(picture, chosen) {
  const graph = picture.getGraph();
  const near = chosen && new Set([chosen, ...graph.neighbors(chosen)]);
  graph.updateEachNodeAttributes((node, attributes) => ({
    ...attributes,
    faint: !!near && !near.has(node),
    near: !!near && near.has(node),
  }));
  graph.updateEachEdgeAttributes((edge, attributes, source, target) => ({
    ...attributes,
    faint: !!chosen && source !== chosen && target !== chosen,
  }));
  picture.refresh();
}

/** Leads from a mark to its row, where the name is a link. */
function reveal(node) {
  document.querySelector(`table.measures tr[data-node="${node}"] a`)?.focus();
}

/** Makes buttons, since wheel and fingers go on moving the page. */
function controls(camera, words) {
  const button = (text, label, act) => element("button", { type: "button", "aria-label": label, title: label, click: act }, text);
  const zoom = (factor) => () => camera.setState({ ratio: camera.getState().ratio * factor });
  const move = (x, y) => () => {
    const state = camera.getState();
    camera.setState({ x: state.x + x * MOVED * state.ratio, y: state.y + y * MOVED * state.ratio });
  };
  return element(
    "div",
    { class: "graph-controls" },
    button("+", words.in, zoom(1 / CLOSER)),
    button("−", words.out, zoom(CLOSER)),
    button("←", words.left, move(-1, 0)),
    button("→", words.right, move(1, 0)),
    button("↑", words.up, move(0, 1)),
    button("↓", words.down, move(0, -1)),
    button("○", words.all, () => camera.setState({ x: 0.5, y: 0.5, ratio: 1 })),
  );
}

/** Shows in the picture what a reader points at or reaches with the keyboard in the table. */
function followTable(table, picture) {
  const of = (event) => event.target.closest("tr")?.dataset.node ?? null;
  for (const name of ["focusin", "pointerover"]) table.addEventListener(name, (event) => shine(picture, of(event)));
  for (const name of ["focusout", "pointerleave"]) table.addEventListener(name, () => shine(picture, null));
}
