// Bundles src/ into the static files of the package, with the licence of everything that goes in.
import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const target = join(here, "../src/bochum_kg/web/static/bundle");

/** Returns the folders of the packages that the inputs of a build lie in. */
function packages(inputs) {
  const folders = inputs.map((path) => path.match(/^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//)?.[1]);
  return [...new Set(folders.filter(Boolean))].sort();
}

/** Returns name, version and licence text of a package; its licence asks for that. */
async function notice(folder) {
  const { name, version, license } = JSON.parse(await readFile(join(here, folder, "package.json"), "utf8"));
  const file = (await readdir(join(here, folder))).find((one) => /^licen[cs]e/i.test(one));
  if (!file) throw new Error(`${name} ${version} comes without a licence file; look for it before bundling it.`);
  const text = await readFile(join(here, folder, file), "utf8");
  return `${name} ${version} (${license})\n\n${text.trim()}\n`;
}

/** What pages load: modules, and the one script that runs before the first paint and therefore is none. */
const MODULES = ["src/analysis.js", "src/editor.js", "src/entity.js", "src/site.js", "src/table.js"];
const BLOCKING = ["src/look.js"];

/** Bundles scripts, and returns what went in and what came out. */
async function bundle(entryPoints, options) {
  const { metafile } = await build({
    absWorkingDir: here,
    entryPoints,
    outdir: target,
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    bundle: true,
    minify: true,
    metafile: true,
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
    ...options,
  });
  return metafile;
}

await rm(target, { recursive: true, force: true });
const made = [await bundle(MODULES, { format: "esm", splitting: true }), await bundle(BLOCKING, { format: "iife" })];

const outputs = made.flatMap(({ outputs }) => Object.entries(outputs));
const names = Object.fromEntries(
  outputs
    .filter(([, one]) => [...MODULES, ...BLOCKING].includes(one.entryPoint))
    .map(([path, one]) => [basename(one.entryPoint), basename(path)]),
);
const notices = await Promise.all(packages(made.flatMap(({ inputs }) => Object.keys(inputs))).map(notice));
await writeFile(join(target, "THIRD-PARTY.txt"), notices.join(`\n${"-".repeat(80)}\n\n`));
await writeFile(join(target, "manifest.json"), `${JSON.stringify(names)}\n`);
