import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { removeUnusedTypes } from "../../src/workshop/removeUnusedTypes.js";
import { scratchFolder } from "./scratch.js";

it("keeps the declarations that a public one mentions, and all that is no declaration", async () => {
  const folder = await scratchFolder();
  const types = { browser: { types: "./dist/logits/page.d.ts" }, types: "./dist/index.d.ts" };
  const files = {
    "package.json": JSON.stringify({ exports: { ".": { ...types, default: "./dist/index.js" } } }),
    "dist/index.js": "",
    "dist/index.d.ts": 'export type { A } from "./logits/a.js";\n',
    "dist/logits/a.d.ts": 'import "./page.js";\nexport type A = import("./b.js").B;\n',
    "dist/logits/b.d.ts": 'export type B = 1;\nimport type { A } from "./a.js";\n',
    "dist/logits/page.d.ts": "export {};\n",
    "dist/logits/c.d.ts": 'import type { A } from "./a.js";\n',
    "dist/logits/c.js": "",
    "mine.d.ts": "",
  };
  await mkdir(join(folder, "dist", "logits"), { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  await removeUnusedTypes(folder);
  const left = await readdir(folder, { recursive: true, withFileTypes: true });
  expect(
    left
      .filter((entry) => entry.isFile())
      .map(({ name }) => name)
      .sort(),
  ).toEqual([
    "a.d.ts",
    "b.d.ts",
    "c.js",
    "index.d.ts",
    "index.js",
    "mine.d.ts",
    "package.json",
    "page.d.ts",
  ]);
});
