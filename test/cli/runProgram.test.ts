import { cp } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { bareKit, project, reading } from "./program.js";

it("gives colours where they are asked for, and never with NO_COLOR", async () => {
  const args = ["read", "data/examples/softmaxed-twice.npy"];
  const coloured = (await reading(args, { env: { FORCE_COLOR: "1" } })).out;
  expect(coloured).toContain("\u001b[31merror softmaxed-twice");
  const plain = (await reading(args)).out;
  expect(plain).not.toContain("\u001b");
  const both = await reading(args, { env: { FORCE_COLOR: "1", NO_COLOR: "1" } });
  expect(both.out).toBe(plain);
  const wrong = await reading(["read", "nowhere.npy"], { env: { FORCE_COLOR: "1" } });
  expect(wrong.err.startsWith("\u001b[31merror\u001b[39m: can't read")).toBe(true);
});

it("a package that a command needs and that isn't installed is one sentence", async () => {
  const kit = await bareKit();
  for (const part of ["manifest.json", "sst2"]) {
    const models = ["data", "models", part];
    await cp(path.join(project, ...models), path.join(kit, ...models), { recursive: true });
  }
  const { code, err } = await reading(["classify", "Good."], { kit });
  expect([code, err]).toEqual([
    3,
    expect.stringContaining("npm install @huggingface/transformers"),
  ]);
  expect(err).toMatch(/^error: [^\n]+\n$/);
  const report = await reading(["read", "data/examples/predictions.npz", "--report", "r.html"], {
    kit,
  });
  expect([report.code, report.out, report.err]).toEqual([
    3,
    "",
    expect.stringContaining("npm install vega@6 vega-lite@6 vega-embed@7"),
  ]);
});
