// Triples as a network: things and what connects them; values only say what a thing is called.

import { linkUp } from "./columns.js";

const THINGS = /^<([^>]*)> <[^>]*> <([^>]*)> \.$/;
const NAME = /^<([^>]*)> <[^>]*[#/](?:prefLabel|label|title|name)> "((?:[^"\\]|\\.)*)"(?:@([\w-]+))? \.$/;

/** Fetches triples as N-Triples and returns the network they make; null if they make none. */
export async function fetchNetwork(address) {
  const lines = (await (await fetch(address)).text()).split("\n");
  const named = lines.map((line) => NAME.exec(line)).filter(Boolean).sort(byLanguage);
  const names = new Map(named.map(([, iri, text]) => [iri, read(text)]));
  const end = (iri) => ({ iri, text: names.get(iri) ?? short(iri) });
  const pairs = lines.map((line) => THINGS.exec(line)).filter(Boolean).map(([, from, to]) => [end(from), end(to)]);
  return linkUp(pairs);
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

function short(iri) {
  return iri.split(/[/#]/).filter(Boolean).at(-1) ?? iri;
}
