// What every picture of a graph does: it takes the colours of the page and follows them.

const COMMON = [["ink", "--ink"], ["quiet", "--ink-2"], ["line", "--line"], ["paper", "--paper"]];

/** Reads the colours that the style sheet sets, which know light and dark; more of them by name and property. */
export function readColours(palette, canvas, more) {
  const style = getComputedStyle(canvas);
  for (const [name, property] of [...more, ...COMMON]) palette[name] = style.getPropertyValue(property).trim();
}

/** Calls when the page becomes light or dark, by the system or by the reader's choice. */
export function onThemeChange(call) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", call);
  new MutationObserver(call).observe(document.documentElement, { attributes: true });
}
