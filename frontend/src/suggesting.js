// A search box that suggests names while one types: a combobox with a list (WAI-ARIA 1.2, APG "Combobox").

import { element } from "./elements.js";
import { fill, wordsOf } from "./words.js";

const PAUSE = 120;

export class Suggesting {
  /** Enhances a form, which goes on working as it is. */
  constructor(form) {
    this.form = form;
    this.words = wordsOf(form);
    this.field = form.querySelector("input[type=search]");
    this.list = element("ul", { role: "listbox", id: `${this.field.id}-options`, "aria-label": this.words.label, hidden: "" });
    this.told = element("p", { class: "hidden", role: "status" });
    this.options = [];
    this.at = -1;
    // The text that the list answers; while one types it lags behind.
    this.answered = "";
    this.field.after(this.list, this.told);
    this.#prepare();
  }

  #prepare() {
    const { field, list } = this;
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": list.id,
    }))
      field.setAttribute(name, value);
    field.addEventListener("input", () => this.#wait());
    field.addEventListener("keydown", (event) => this.#press(event));
    field.addEventListener("blur", () => this.#close());
    // The field keeps the focus while an entry is clicked.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => this.#go(event.target.closest("[role=option]")));
  }

  #wait() {
    clearTimeout(this.waiting);
    this.#mark(-1);
    this.waiting = setTimeout(() => this.#ask(), PAUSE);
  }

  async #ask() {
    clearTimeout(this.waiting);
    const text = this.field.value.trim();
    this.asking?.abort();
    if (!text) {
      this.#show(text, []);
      return;
    }
    this.asking = new AbortController();
    const address = new URL(this.form.dataset.suggest, location.href);
    address.search = new URLSearchParams(new FormData(this.form));
    try {
      const response = await fetch(address, { signal: this.asking.signal });
      const [, names, kinds, addresses] = response.ok ? await response.json() : [text, [], [], []];
      if (document.activeElement === this.field) this.#show(text, names.map((name, at) => ({ name, kind: kinds[at], address: addresses[at] })));
    } catch (error) {
      // A newer question took its place, or there is no connection: the form still works.
      if (error.name !== "AbortError") this.#show(text, []);
    }
  }

  #show(text, found) {
    this.answered = text;
    this.options = found.map(({ name, kind, address }, at) => {
      const { pathname, search } = new URL(address);
      return element(
        "li",
        { role: "option", id: `${this.list.id}-${at}`, "aria-selected": "false", "data-address": pathname + search },
        element("span", {}, name),
        element("small", {}, kind),
      );
    });
    this.list.replaceChildren(...this.options);
    this.#mark(-1);
    this.#open(found.length > 0);
    const count = fill(this.words.count, { count: found.length });
    this.told.textContent = found.length ? count : this.field.value.trim() && this.words.none;
  }

  #open(open) {
    this.list.hidden = !open;
    this.field.setAttribute("aria-expanded", String(open));
  }

  #close() {
    clearTimeout(this.waiting);
    this.asking?.abort();
    this.#open(false);
    this.#mark(-1);
    this.told.textContent = "";
  }

  #mark(at) {
    this.options[this.at]?.setAttribute("aria-selected", "false");
    this.at = at;
    const option = this.options[at];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.field.setAttribute("aria-activedescendant", option.id);
    else this.field.removeAttribute("aria-activedescendant");
  }

  #press(event) {
    if (event.isComposing) return;
    const open = !this.list.hidden;
    const steps = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (steps) {
      event.preventDefault();
      this.#step(steps);
    } else if (event.key === "Enter" && open && this.at >= 0) {
      event.preventDefault();
      this.#go(this.options[this.at]);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      this.#close();
    }
  }

  #current() {
    return this.answered === this.field.value.trim();
  }

  async #step(steps) {
    if (!this.#current()) await this.#ask();
    if (!this.options.length || !this.#current()) return;
    this.#open(true);
    // One place more than there are entries: the text itself.
    const places = this.options.length + 1;
    this.#mark(((this.at + 1 + steps + places) % places) - 1);
  }

  #go(option) {
    if (option) location.assign(option.dataset.address);
  }
}
