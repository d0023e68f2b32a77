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
    href: link?.getAttribute("href") ?? null,
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
  const nodes = new Map();
  const links = new Map();
  let left = 0;
  for (const row of rows) {
    const [from, to] = ends.map((one) => row[one.index]);
    if (!from.iri || !to.iri || from.iri === to.iri) continue;
    const fresh = [from, to].filter((one) => !nodes.has(one.iri)).length;
    if (nodes.size + fresh > MOST_NODES) {
      left += 1;
      continue;
    }
    [from, to].forEach((end, side) => add(nodes, end, side));
    const key = `${from.iri} ${to.iri}`;
    if (!links.has(key)) links.set(key, { source: from.iri, target: to.iri, count: 0 });
    links.get(key).count += 1;
  }
  if (links.size < 2) return null;
  return { ends, nodes: [...nodes.values()], links: [...links.values()], left };
}

function add(nodes, end, side) {
  if (!nodes.has(end.iri)) nodes.set(end.iri, { id: end.iri, text: end.text, href: end.href, side, degree: 0 });
  nodes.get(end.iri).degree += 1;
}
