import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { writePlayground } from "../../src/workshop/sitePlayground.js";
import { scratchFolder } from "./scratch.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

it("the playground is a page, its programs and its styles, which ask for nothing of Node's and of no other host", async () => {
  const target = await scratchFolder();
  await writePlayground(root, target);
  const folder = join(target, "playground");
  const files = await readdir(folder);
  const needed = ["charts.js", "index.html", "playground.css", "playground.js", "worker.js"];
  expect(files).toEqual(expect.arrayContaining(needed));
  const html = await readFile(join(folder, "index.html"), "utf8");
  expect(html).toMatch(/loads about 2\d MB/);
  expect(html).not.toMatch(/'unsafe-(eval|inline)'|<!--|\son[a-z]+=|<script(?![^>]*src=)|<style/);
  for (const file of files.filter((file) => file.endsWith(".js"))) {
    const code = await readFile(join(folder, file), "utf8");
    expect(code).not.toMatch(/(from|import\() ?["'`]node:/);
  }
});
