import { execFileSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runInNewContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium } from "../../src/workshop/test.js";
import { bundle } from "./bundle.js";

const executablePath = findChromium();
const root = fileURLToPath(new URL("../..", import.meta.url));
const program = `
import { interpret, softmax } from "reading-logits/logits";
const logits = [[-4.2, 4.5], [1, 2]];
const [first] = interpret(logits, { id2label: { 0: "NEGATIVE", 1: "POSITIVE" } });
console.log(JSON.stringify({ label: first.predicted_label, sure: softmax(logits)[0][1].toFixed(4) }));
`;
const printed = '{"label":"POSITIVE","sure":"0.9998"}';

describe("the room alone, as another program installs it", () => {
  let folder: string;

  // Only package.json and the built room, without other rooms or dependencies.
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "reading-logits-alone-"));
    const installed = join(folder, "node_modules/reading-logits");
    mkdirSync(installed, { recursive: true });
    cpSync(join(root, "package.json"), join(installed, "package.json"));
    cpSync(join(root, "dist/logits"), join(installed, "dist/logits"), { recursive: true });
    writeFileSync(join(folder, "program.mjs"), program);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("runs in Node", () => {
    const output = execFileSync(process.execPath, [join(folder, "program.mjs")], {
      encoding: "utf8",
    });
    expect(output.trim()).toBe(printed);
  });

  it("bundles for a browser: one file that asks for nothing, runs without Node, and is small", async () => {
    const code = await bundle(join(folder, "program.mjs"));
    expect(code).not.toMatch(/\bimport\b|\brequire\b|\bprocess\b|node:/);
    const lines: string[] = [];
    runInNewContext(code, { console: { log: (line: string) => lines.push(line) } });
    expect(lines).toEqual([printed]);
    expect(gzipSync(code).length).toBeLessThan(9_500);
  });

  it.runIf(executablePath)("runs in a real browser's page", async () => {
    const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
    try {
      const page = await browser.newPage();
      const lines: string[] = [];
      page.on("console", (message) => lines.push(`${message.type()}: ${message.text()}`));
      page.on("pageerror", (error) => lines.push(String(error)));
      await page.addScriptTag({ content: await bundle(join(folder, "program.mjs")) });
      expect(lines).toEqual([`log: ${printed}`]);
    } finally {
      await browser.close();
    }
  });

  it("with everything in it, the words of all diagnoses too, stays under 33 KB compressed", async () => {
    const all = join(folder, "all.mjs");
    writeFileSync(all, 'import * as room from "reading-logits/logits";\nconsole.log(room);\n');
    const code = await bundle(all);
    const size = { minified: code.length, gzip: gzipSync(code).length };
    expect(size.gzip).toBeLessThan(33_000);
    expect(size.minified).toBeLessThan(95_000);
  });

  it("imports nothing from the project's other rooms and no package", () => {
    const files = readdirSync(join(root, "src/logits"), { recursive: true, encoding: "utf8" });
    const sources = files.filter((file) => file.endsWith(".ts"));
    expect(sources).toContain(join("pipelines", "postprocess.ts"));
    for (const file of sources) {
      const text = readFileSync(join(root, "src/logits", file), "utf8");
      const code = text.replace(/\/\*[\s\S]*?\*\//g, "");
      for (const [, from] of code.matchAll(/from "([^"]+)"/g)) {
        const isInside = from.startsWith(".") && !join(dirname(file), from).startsWith("..");
        expect(isInside, `${file} imports ${from}`).toBe(true);
      }
    }
  });
});
