// Rows in the order of a column: numbers by value, names as the language of the page sorts them, gaps last.

import { element } from "./elements.js";
import { fill } from "./words.js";

/** Makes each heading of a table a button that orders its rows. */
export function makeSortable(table, words) {
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  [...table.tHead.rows[0].cells].forEach((heading, column) => {
    const name = heading.textContent;
    const button = element("button", { type: "button", class: "sort", title: fill(words.sort, { column: name }) }, name);
    button.addEventListener("click", () => {
      const ascending = heading.getAttribute("aria-sort") !== "ascending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      heading.setAttribute("aria-sort", ascending ? "ascending" : "descending");
      order(table.tBodies[0], column, ascending, collator);
    });
    heading.replaceChildren(button);
  });
}

function order(body, column, ascending, collator) {
  const rows = [...body.rows].map((row) => ({ row, key: keyOf(row.cells[column]) }));
  rows.sort((a, b) => compare(a.key, b.key, ascending, collator));
  body.append(...rows.map(({ row }) => row));
}

function keyOf(cell) {
  const text = (cell.querySelector("a") ?? cell.firstChild ?? cell).textContent.trim();
  return { text, number: cell.classList.contains("number") ? Number(text) : NaN };
}

function compare(a, b, ascending, collator) {
  if (!a.text || !b.text) return (a.text ? 0 : 1) - (b.text ? 0 : 1);
  const numbers = !Number.isNaN(a.number) && !Number.isNaN(b.number);
  const order = numbers ? a.number - b.number : collator.compare(a.text, b.text);
  return ascending ? order : -order;
}
