// Triples as a network: things and what connects them; values only say what a thing is called.

import { linkUp } from "./columns.js";
import { fetchTerms, namesOf } from "./terms.js";

const THINGS = /^<([^>]*)> <[^>]*> <([^>]*)> \.$/;
const NAME = /^<([^>]*)> <[^>]*[#/](?:prefLabel|label|title|name)> "((?:[^"\\]|\\.)*)"(?:@([\w-]+))? \.$/;

/** Fetches triples as N-Triples and returns the network they make; null if they make none. */
export async function fetchNetwork(address, termsAddress) {
  const [text, terms] = await Promise.all([fetchText(address), fetchTerms(termsAddress)]);
  const lines = text.split("\n");
  const named = lines.map((line) => NAME.exec(line)).filter(Boolean).sort(byLanguage);
  const names = new Map(named.map(([, iri, name]) => [iri, read(name)]));
  const end = (iri) => ({ iri, text: names.get(iri) ?? nameOf(terms.byIri.get(iri)) ?? short(iri) });
  const pairs = lines.map((line) => THINGS.exec(line)).filter(Boolean).map(([, from, to]) => [end(from), end(to)]);
  return linkUp(pairs);
}

async function fetchText(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.text();
}

function nameOf(term) {
  return term && namesOf(term, document.documentElement.lang)[0]?.text;
}

/** Orders names so that the one in the language of the page is taken last, and stays. */
function byLanguage([, , , a], [, , , b]) {
  const own = document.documentElement.lang;
  return (a === own) - (b === own);
}

const CONTROLS = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f" };

/** Reads the escapes of a string (N-Triples §2.4). */
function read(text) {
  return text.replace(/\\(?:u([0-9A-F]{4})|U([0-9A-F]{8})|(.))/gi, (_, four, eight, one) =>
    one ? (CONTROLS[one] ?? one) : String.fromCodePoint(parseInt(four ?? eight, 16)),
  );
}

/** Returns the end of an IRI, with what stands before it where the end is only a number. */
function short(iri) {
  return /[^/#]*[/#]\d+$|[^/#]+[/#]?$/.exec(iri)?.[0] ?? iri;
}
