import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { halves } from "../../src/workshop/siteBundles.js";
import { imports } from "../imports.js";

const src = fileURLToPath(new URL("../../src", import.meta.url));

/** The files that a browser gets, from the tables of contents and the kernel on, each with its browser's half. */
function filesOfBrowser(): string[] {
  const reached = new Set(["index.ts", "logits/index.ts", "site/kernel/worker.ts"]);
  for (const file of reached) {
    for (const { from, target } of imports.filter((each) => each.file === file && !each.isType)) {
      const half = halves[target ?? from] ?? target;
      if (half?.endsWith(".ts")) reached.add(half);
    }
  }
  return [...reached];
}

/** The names that a file takes from modules of Node's, `default` for a whole module. */
async function namesFromNode(file: string): Promise<{ from: string; name: string }[]> {
  const code = await readFile(join(src, file), "utf8");
  const found = code.matchAll(/^import (?!type )([^"';]*?) from "(node:[^"]+)";/gm);
  return Array.from(found).flatMap(([, names, from]) => {
    const [whole, listed = ""] = names.split("{");
    const each = listed
      .replace("}", "")
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== "" && !name.startsWith("type "))
      .map((name) => name.replace(/ as .*/, ""));
    return [...(/\w/.test(whole) ? ["default"] : []), ...each].map((name) => ({ from, name }));
  });
}

async function namesOf(half: string): Promise<string[]> {
  const names = await import(half.endsWith(".ts") ? join(src, half) : half);
  return half.endsWith(".ts") ? Object.keys(names) : ["default", ...Object.keys(names.default)];
}

it("the browser's half of a module of Node's has every name that the kit takes from it", async () => {
  const files = filesOfBrowser();
  expect(files.length).toBeGreaterThan(150);
  const missing: string[] = [];
  for (const file of files) {
    for (const { from, name } of await namesFromNode(file)) {
      const half = halves[from];
      if (!half || !(await namesOf(half)).includes(name))
        missing.push(`${file}: ${name} of ${from}`);
    }
  }
  expect(missing).toEqual([]);
});
