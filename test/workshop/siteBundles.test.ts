import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import * as kit from "../../src/index.js";
import * as logits from "../../src/logits/index.js";
import { cellModules, exportsOfKit, writeKit } from "../../src/workshop/siteBundles.js";
import { scratchFolder } from "./scratch.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

it("every function that the kit exports has its source, and every type is known as one", async () => {
  const { sources, types } = await exportsOfKit(root);
  const functions = Object.entries({ ...kit, ...logits }).filter(
    ([, value]) => typeof value === "function",
  );
  expect(functions.length).toBeGreaterThan(100);
  expect(functions.filter(([name]) => !sources[name]).map(([name]) => name)).toEqual([]);
  expect(sources.softmax.file).toBe("src/logits/softmax.ts");
  expect(sources.softmax.code).toContain("export function softmax(");
  expect(types["reading-logits"]).toContain("Chart");
  expect(types["reading-logits"].filter((name) => name in kit)).toEqual([]);
});

it("the kit for a browser has each module that cells import, and asks for nothing of Node's", async () => {
  const folder = await scratchFolder();
  await writeKit(root, folder);
  for (const file of [
    ...Object.values(cellModules),
    "worker.js",
    "ort/ort-wasm-simd-threaded.wasm",
  ]) {
    expect((await stat(join(folder, file))).size).toBeGreaterThan(100);
  }
  const index = await readFile(join(folder, "dist", "index.js"), "utf8");
  expect(index).not.toMatch(/from ?"node:/);
});
