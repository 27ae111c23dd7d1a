import { createHash } from "node:crypto";
import { copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Installs the kit's own JupyterLab extension in the `.venv`, unless it is already there. It draws Plotly figures without changing
 * the notebook, with controls that the keyboard reaches, and keeps the keys of a focused slider from acting on the cell.
 */
export async function installLabextension(root: string): Promise<void> {
  const folder = join(root, ".venv", "share", "jupyter", "labextensions", name);
  const script = await scriptOf(root);
  const entry = `static/remoteEntry.${createHash("sha256").update(script).digest("hex").slice(0, 16)}.js`;
  const library = await plotlyOf(root);
  const { size } = await stat(library);
  const manifest = `${JSON.stringify(manifestOf(entry, size), null, 2)}\n`;
  const manifestPath = join(folder, "package.json");
  if ((await readFile(manifestPath, "utf8").catch(() => "")) === manifest) return;
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, "static"), { recursive: true });
  await writeFile(join(folder, entry), script);
  await copyFile(library, join(folder, "static", "plotly.min.js"));
  // Written last: the extension is whole when its manifest is there.
  await writeFile(manifestPath, manifest);
}

const name = "reading-logits";

/**
 * What JupyterLab reads: which script to load, and that Python's plotly renderer isn't to draw the same figures.
 *
 * @param bytes the size of the library, by which another version of it is noticed
 */
function manifestOf(entry: string, bytes: number) {
  return {
    name,
    version: "0.1.0",
    description: "Draws the charts of Reading Logits",
    license: "Apache-2.0",
    plotly: { bytes },
    jupyterlab: {
      mimeExtension: true,
      disabledExtensions: ["@jupyterlab/plotly-extension"],
      _build: { load: entry, mimeExtension: "./mimeExtension" },
    },
  };
}

/** One script whose names are its own: JupyterLab's page is shared with other extensions. */
async function scriptOf(root: string): Promise<string> {
  const read = (path: string) => readFile(join(root, "src", path), "utf8");
  const scripts = await Promise.all(
    [
      "page/accessible.js",
      "page/chartControls.js",
      "page/plotlyControls.js",
      "page/narrowCharts.js",
      "page/narrowPlotly.js",
      "workshop/labextension/extension.js",
    ].map(read),
  );
  const style = await read("page/controls.css");
  const constant = `const controlsStyle = ${JSON.stringify(style)};`;
  return `(() => {\n"use strict";\n${constant}\n${scripts.join("\n")}})();\n`;
}

/** The minified plotly.js that comes with Python's plotly, which exported pages use, too. */
async function plotlyOf(root: string): Promise<string> {
  const inPackage = ["site-packages", "plotly", "package_data", "plotly.min.js"];
  const venv = join(root, ".venv");
  if (process.platform === "win32") return join(venv, "Lib", ...inPackage);
  const [python] = (await readdir(join(venv, "lib"))).filter((entry) => /^python3/.test(entry));
  return join(venv, "lib", python, ...inPackage);
}
