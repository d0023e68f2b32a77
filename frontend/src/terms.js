// The words of the graph: prefixes, and terms with names and definitions, as the service lists them.

const SIMPLE = /^[A-Za-z0-9_][A-Za-z0-9_-]*$/;
const DECLARED = /\bPREFIX\s+([\w-]*):\s*<([^<>\s]*)>/gi;

/** Fetches the terms that a service lists. */
export async function fetchTerms(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return new Terms(await response.json());
}

/** Returns no terms, for when there is no list: the editor then offers keywords and variables only. */
export function noTerms() {
  return new Terms({ prefixes: {}, terms: [] });
}

/** Terms and prefixes, to be searched by what a person types. */
export class Terms {
  constructor({ prefixes, terms }) {
    this.prefixes = prefixes;
    this.byIri = new Map(terms.map((term) => [term.iri, term]));
    // The longest namespace fits best.
    this.namespaces = Object.entries(prefixes).sort(([, a], [, b]) => b.length - a.length);
    this.searchable = terms.map((term) => this.prepare(term));
  }

  prepare(term) {
    const short = this.shorten(term.iri);
    return { term, short, keys: [short, short.replace(/^[^:]*:/, ""), ...Object.values(term.names)].map(plain) };
  }

  /** Returns an IRI with a prefix, as it may stand in a query, or between angle brackets. */
  shorten(iri) {
    for (const [prefix, base] of this.namespaces) {
      const rest = iri.slice(base.length);
      if (iri.startsWith(base) && SIMPLE.test(rest)) return `${prefix}:${rest}`;
    }
    return `<${iri}>`;
  }

  /** Returns the terms that fit what was typed, the best first. */
  search(typed, most) {
    const wanted = plain(typed);
    const found = [];
    for (const one of this.searchable) {
      const rank = Math.min(...one.keys.map((key) => rankOf(key, wanted)));
      if (rank < Infinity) found.push({ ...one, rank });
    }
    found.sort((a, b) => a.rank - b.rank || a.short.length - b.short.length || (a.short < b.short ? -1 : 1));
    return found.slice(0, most);
  }

  /** Returns the IRI that a name in a query stands for, by the prefixes declared there or else by ours. */
  expand(name, query) {
    if (name.startsWith("<")) return name.slice(1, -1);
    const [prefix, rest] = split(name);
    const base = declared(query)[prefix] ?? this.prefixes[prefix];
    return base === undefined ? null : base + rest.replace(/\\(.)/g, "$1");
  }
}

/** Returns the names of a term, each once, with those in a language first; each with its own language. */
export function namesOf(term, first) {
  const names = Object.entries(term.names).sort(([a], [b]) => (b === first) - (a === first));
  const fresh = names.filter(([, text], index) => names.findIndex(([, other]) => other === text) === index);
  return fresh.map(([language, text]) => ({ language, text }));
}

/** Returns the prefixes that a query declares. */
export function declared(query) {
  return Object.fromEntries([...query.matchAll(DECLARED)].map(([, prefix, base]) => [prefix, base]));
}

function split(name) {
  const colon = name.indexOf(":");
  return [name.slice(0, colon), name.slice(colon + 1)];
}

/** Returns a text without capitals and accents. */
function plain(text) {
  return text.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase();
}

/** Returns how well a key fits: as a whole, from its beginning, from a word of it, within it, or not at all. */
function rankOf(key, wanted) {
  if (key === wanted) return 0;
  const at = key.indexOf(wanted);
  if (at < 0) return Infinity;
  if (at === 0) return 1;
  return /[\s:/<("„-]/.test(key[at - 1]) ? 2 : 3;
}
