// What the columns of a table hold, and which pictures that allows.

const MOST_NODES = 300;

/** Reads a table: for each column its name and kind (number, thing or text), for each row its cells. */
export function readColumns(table) {
  const rows = [...table.tBodies[0].rows].map((row) => [...row.cells].map(readCell));
  const names = [...table.tHead.rows[0].cells].map((heading) => heading.textContent);
  return { rows, columns: names.map((name, index) => ({ name, index, kind: kindOf(rows.map((row) => row[index])) })) };
}

function readCell(cell) {
  const link = cell.querySelector("a");
  return {
    text: (link ?? cell.firstChild ?? cell).textContent.trim(),
    iri: cell.dataset.iri ?? null,
    number: cell.classList.contains("number") ? Number(cell.textContent) : null,
  };
}

function kindOf(cells) {
  const filled = cells.filter((cell) => cell.text);
  if (filled.length && filled.every((cell) => cell.number !== null)) return "number";
  return filled.length && filled.every((cell) => cell.iri !== null) ? "thing" : "text";
}

/** Returns the bars that a table allows: what they are called, and the columns of their lengths; null if none. */
export function barsOf({ rows, columns }) {
  const lengths = columns.filter((one) => one.kind === "number");
  const labels = columns.filter((one) => one.kind !== "number");
  if (rows.length < 2 || !lengths.length || !labels.length) return null;
  const chosen = naming(rows, labels);
  return { labels: chosen, lengths, name: (row) => chosen.map((one) => row[one.index].text).filter(Boolean).join(" · ") };
}

/** Returns the column whose texts tell the rows apart, or the first ones that do so together. */
function naming(rows, labels) {
  const distinct = (ones) => new Set(rows.map((row) => ones.map((one) => row[one.index].text).join("\n"))).size;
  const alone = labels.find((one) => distinct([one]) === rows.length);
  if (alone) return [alone];
  const counts = [1, 2, 3].find((count) => distinct(labels.slice(0, count)) === rows.length);
  return labels.slice(0, counts ?? 2);
}

/** Returns the network that a table allows: its first two columns of things as ends of links; null if none. */
export function networkOf({ rows, columns }) {
  const ends = columns.filter((one) => one.kind === "thing").slice(0, 2);
  if (ends.length < 2) return null;
  const network = linkUp(rows.map((row) => ends.map((one) => row[one.index])));
  return network && { ...network, ends: ends.map((one) => one.name) };
}

/** Returns the network that pairs of things make, as far as it can be read; null if there is nothing to see. */
export function linkUp(pairs) {
  const nodes = new Map();
  const links = new Map();
  const real = pairs.filter(([from, to]) => from.iri && to.iri && from.iri !== to.iri);
  for (const pair of real) {
    if (nodes.size + pair.filter((one) => !nodes.has(one.iri)).length > MOST_NODES) continue;
    pair.forEach((end, side) => add(nodes, end, side));
    const [source, target] = pair.map((one) => one.iri);
    const key = `${source} ${target}`;
    if (!links.has(key)) links.set(key, { source, target, count: 0 });
    links.get(key).count += 1;
  }
  if (links.size < 2) return null;
  const all = new Set(real.map(([from, to]) => `${from.iri} ${to.iri}`)).size;
  return { nodes: [...nodes.values()], links: [...links.values()], all };
}

function add(nodes, end, side) {
  if (!nodes.has(end.iri)) nodes.set(end.iri, { id: end.iri, text: end.text, side, degree: 0 });
  nodes.get(end.iri).degree += 1;
}
