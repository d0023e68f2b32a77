// The script of the endpoint's page: the form becomes an editor that answers in place.

import { improve } from "./answer.js";
import { Asking } from "./asking.js";
import { offerCopies } from "./copying.js";
import { element } from "./elements.js";
import { offerPreviews } from "./examples.js";
import { Field } from "./field.js";
import { fetchTerms, noTerms } from "./terms.js";
import { wordsOf } from "./words.js";

const PAUSE = 500;

const form = document.querySelector("form.sparql");
const outcome = document.querySelector("#outcome");
const words = wordsOf(outcome);
const code = form.querySelector("button[formaction]");

let loading;
/** Returns the terms, fetched when they are first needed; after a failure they are asked for again. */
const terms = () => (loading ??= fetchTerms(form.dataset.terms).catch(forget));

function forget() {
  loading = undefined;
  return noTerms();
}

/** Marks the place of a mistake with what the parser says of it. */
function markFault(error) {
  const { line, column } = error.dataset;
  if (line) field.mark(Number(line), Number(column), error.querySelector(".message").textContent);
}

const asking = new Asking(form, outcome, words, markFault);
const field = new Field(form.querySelector("textarea"), form.querySelector("label"), {
  terms,
  words,
  run: () => run(),
  changed: () => renew(),
});

function run() {
  field.clear();
  asking.run(field.text);
}

let waiting;
/** Renews downloads and code a moment after the text changed. */
function renew() {
  clearTimeout(waiting);
  waiting = setTimeout(showCode, PAUSE);
}

async function showCode() {
  const query = field.text;
  const after = await fetchCode(query).catch(() => null);
  if (query !== field.text) return;
  const before = document.querySelector("#elsewhere");
  const open = before?.querySelector("details").open ?? false;
  before?.remove();
  // No address holds a query that is very long, so there is no code for it; what was there would be of another query.
  if (!after) return;
  after.querySelector("details").open = open;
  document.querySelector("#outcome").append(after);
}

async function fetchCode(query) {
  const address = asking.address(code.getAttribute("formaction"), query);
  const response = await fetch(address, { headers: { Accept: "text/html" } });
  if (!response.ok) return null;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const section = document.adoptNode(page.querySelector("#elsewhere"));
  offerCopies(section, words);
  return section;
}

async function openCode() {
  await showCode();
  const details = document.querySelector("#elsewhere details");
  if (details) details.open = true;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (event.submitter === code) openCode();
  else run();
});
addEventListener("popstate", async () => {
  const query = new URLSearchParams(location.search).get("query");
  if (query === null) {
    location.reload();
    return;
  }
  field.text = query;
  await asking.show(location.href, query);
});

form.querySelector(".actions").before(element("p", { class: "quiet help" }, words.help));
improve(outcome);
const error = outcome.querySelector("#error");
if (error) markFault(error);
offerPreviews(document.querySelector("section.examples"), words, (query) => {
  field.text = query;
  field.view.focus();
  run();
});
