import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { project, reading } from "./program.js";

it("says in one sentence that Node is too old, and loads nothing", async () => {
  const old = `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "18.20.1" } });`;
  const env = { NODE_OPTIONS: `--import "data:text/javascript,${encodeURIComponent(old)}"` };
  expect(await reading(["--version"], { env })).toEqual({
    code: 3,
    out: "",
    err: "error: reading-logits needs Node 20.19 or newer, and this is 18.20.1: install a newer Node\n",
  });
});

it("asks for what package.json asks for, and is what package.json starts", () => {
  const { bin, engines } = JSON.parse(readFileSync(path.join(project, "package.json"), "utf8"));
  expect(bin).toEqual({ "reading-logits": "dist/cli/main.js" });
  const code = readFileSync(path.join(project, bin["reading-logits"]), "utf8");
  expect(code).toMatch(/^#!\/usr\/bin\/env node\n/);
  const oldest = engines.node.replace(">=", "").split(".").slice(0, 2).join(", ");
  expect(code).toContain(`[${oldest}]`);
});
