// The colours that the reader chose, kept for the next page; those of the device unless one was chosen.

const KEY = "theme";
const THEMES = ["light", "dark"];

/** Returns what was chosen, or null. A browser may refuse to keep anything; then nothing is chosen. */
export function chosen() {
  try {
    const kept = localStorage.getItem(KEY);
    return THEMES.includes(kept) ? kept : null;
  } catch {
    return null;
  }
}

/** Shows a theme and keeps it; any other word stands for the colours of the device. */
export function choose(theme) {
  const root = document.documentElement;
  const known = THEMES.includes(theme);
  if (known) root.dataset.theme = theme;
  else delete root.dataset.theme;
  try {
    if (known) localStorage.setItem(KEY, theme);
    else localStorage.removeItem(KEY);
  } catch {
    // What cannot be kept holds for this page.
  }
}

/** Lets an element choose, and follows what is chosen on other open pages. */
export function offer(select) {
  const show = () => {
    select.value = chosen() ?? "system";
  };
  show();
  select.addEventListener("change", () => choose(select.value));
  addEventListener("storage", (event) => {
    if (event.key !== KEY && event.key !== null) return;
    show();
    choose(select.value);
  });
}
