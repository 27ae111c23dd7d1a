import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { here } from "./inProcess.js";
import { project } from "./program.js";

const readme = await readFile(path.join(project, "README.md"), "utf8");

/** What README says that the program prints: the command line, and the text below it. */
const shown = Array.from(
  readme.matchAll(/^```console\n\$ npx reading-logits (.+)\n([\s\S]*?)^```$/gm),
  ([, line, text]) => ({ line, text }),
);

it.each(shown)("reading-logits $line prints what README shows", async ({ line, text }) => {
  expect((await here(line.split(" "))).out).toBe(text);
});

it("README shows each file of data/examples", async () => {
  const files = (await readdir(path.join(project, "data", "examples"))).filter(
    (file) => !file.endsWith(".py"),
  );
  const lines = shown.map(({ line }) => line).join(" ");
  expect(files.length).toBeGreaterThan(6);
  expect(files.filter((file) => !lines.includes(`data/examples/${file}`))).toEqual([]);
});
