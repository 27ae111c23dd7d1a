import { cp, mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { installLabextension } from "../../src/workshop/labextension.js";
import { scratchFolder } from "./scratch.js";

const src = fileURLToPath(new URL("../../src", import.meta.url));

/** A project folder that has what the extension is made of. */
async function project(): Promise<string> {
  const root = await scratchFolder();
  for (const part of ["page", join("workshop", "labextension")]) {
    await cp(join(src, part), join(root, "src", part), { recursive: true });
  }
  const lib = join(
    root,
    ".venv",
    ...(process.platform === "win32" ? ["Lib"] : ["lib", "python3.11"]),
  );
  const plotly = join(lib, "site-packages", "plotly", "package_data");
  await mkdir(plotly, { recursive: true });
  await writeFile(join(plotly, "plotly.min.js"), "globalThis.Plotly = {};");
  return root;
}

const folderIn = (root: string) =>
  join(root, ".venv", "share", "jupyter", "labextensions", "reading-logits");

async function manifestIn(root: string) {
  const { jupyterlab } = JSON.parse(await readFile(join(folderIn(root), "package.json"), "utf8"));
  return jupyterlab as { disabledExtensions: string[]; _build: { load: string } };
}

it("installs a script that parses, beside the library, and turns off the other renderer", async () => {
  const root = await project();
  await installLabextension(root);
  const { disabledExtensions, _build } = await manifestIn(root);
  expect(disabledExtensions).toEqual(["@jupyterlab/plotly-extension"]);
  const script = await readFile(join(folderIn(root), _build.load), "utf8");
  expect(() => new Function(script)).not.toThrow();
  expect(script).toContain(".vega-bindings");
  const files = (await readdir(join(folderIn(root), "static"))).sort();
  expect(files).toEqual(["plotly.min.js", _build.load.slice("static/".length)]);
});

it("writes nothing when it is there, and everything anew when its source has changed", async () => {
  const root = await project();
  await installLabextension(root);
  const path = join(folderIn(root), "package.json");
  const before = await stat(path);
  const { _build: first } = await manifestIn(root);
  await installLabextension(root);
  expect((await stat(path)).mtimeMs).toBe(before.mtimeMs);

  const source = join(root, "src", "workshop", "labextension", "extension.js");
  await writeFile(source, `${await readFile(source, "utf8")}// changed\n`);
  await installLabextension(root);
  const { _build: second } = await manifestIn(root);
  expect(second.load).not.toBe(first.load);
  expect(await readdir(join(folderIn(root), "static"))).toHaveLength(2);
});
