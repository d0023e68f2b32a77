// Asks the service for the page that the form would lead to, and shows what is new on it.

import { improve } from "./answer.js";
import { element } from "./elements.js";
import { fill } from "./words.js";

const TOO_LONG = 414;
/** What of a page tells of its query, beside the answer. */
const PARTS = ["#outcome", "a.switch", "footer.site"];

/** Shows answers in place of whole pages. */
export class Asking {
  constructor(form, outcome, words, wrong) {
    Object.assign(this, { form, outcome, words, wrong, running: null });
    this.said = element("span", { role: "status", class: "quiet" });
    this.stop = element("button", { type: "button", class: "second", hidden: "" }, words.stop);
    this.stop.addEventListener("click", () => this.running?.abort());
    form.querySelector(".actions").append(this.stop, this.said);
  }

  /** Returns the address of a query at one of the form's paths. */
  address(path, query) {
    return `${path}?${this.parameters(query)}`;
  }

  /** Returns what the form sends for a query: its language and its graphs stay. */
  parameters(query) {
    const parameters = new URLSearchParams(new FormData(this.form));
    parameters.set("query", query);
    return parameters;
  }

  /** Asks a query and keeps its address as that of the page. */
  async run(query) {
    const address = this.address(this.form.getAttribute("action"), query);
    const found = await this.show(address, query);
    if (found && address !== location.pathname + location.search) history.pushState(null, "", found);
  }

  /** Shows the answer under an address; returns the address it can be found under, or null if there is none. */
  async show(address, query) {
    this.running?.abort();
    const running = (this.running = new AbortController());
    this.begin();
    const started = performance.now();
    try {
      let response = await fetch(address, { headers: { Accept: "text/html" }, signal: running.signal });
      const long = response.status === TOO_LONG;
      if (long) response = await fetch(this.form.getAttribute("action"), posted(this.parameters(query), running.signal));
      await this.take(response, performance.now() - started);
      return long ? null : address;
    } catch (error) {
      if (error.name !== "AbortError") this.fail(this.words.unreachable);
      else if (running === this.running) this.end(this.words.stopped);
      return null;
    } finally {
      if (running === this.running) this.finish();
    }
  }

  begin() {
    this.said.textContent = this.words.running;
    this.outcome.setAttribute("aria-busy", "true");
    this.stop.hidden = false;
  }

  finish() {
    this.outcome.removeAttribute("aria-busy");
    this.stop.hidden = true;
  }

  end(said) {
    this.said.textContent = said;
  }

  async take(response, milliseconds) {
    if (!response.headers.get("Content-Type")?.startsWith("text/html")) {
      this.fail((await response.json()).detail);
      return;
    }
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (!page.querySelector("#outcome")) {
      this.fail(page.querySelector(".lead").textContent);
      return;
    }
    const open = this.outcome.querySelector("#elsewhere details")?.open ?? false;
    for (const part of PARTS) replace(part, page);
    this.outcome = document.querySelector("#outcome");
    this.outcome.querySelector("#elsewhere details")?.toggleAttribute("open", open);
    this.tell(milliseconds);
    improve(this.outcome);
    const error = this.outcome.querySelector("#error");
    if (error) this.wrong(error);
  }

  /** Says how many rows there are and how long it took. */
  tell(milliseconds) {
    const time = fill(this.words.time, { count: Math.max(1, Math.round(milliseconds)) });
    const caption = this.outcome.querySelector(".answer caption");
    if (caption) caption.textContent = `${caption.textContent} · ${time}`;
    this.end(this.outcome.querySelector("#error") ? "" : (caption?.textContent ?? time));
  }

  /** Shows a failure that came without a page. */
  fail(message) {
    this.end("");
    this.outcome.replaceChildren(element("section", { id: "error", role: "alert", class: "error" }, element("p", {}, message)));
  }
}

function posted(body, signal) {
  return { method: "POST", body, headers: { Accept: "text/html" }, signal };
}

function replace(selector, page) {
  const [before, after] = [document.querySelector(selector), page.querySelector(selector)];
  if (before && after) before.replaceWith(document.adoptNode(after));
}
