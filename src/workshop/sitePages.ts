import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { exportHtml, htmlJobs } from "./html.js";
import { type Notebook, readNotebook, textOf, variantsOf } from "./notebooks.js";
import { WorkshopError } from "./setup.mjs";
import { scriptOf } from "./siteBundles.js";
import { defineVersion } from "./siteVersion.js";

/** Writes the landing page and a page to read for each lesson, with the way to its live notebook; says how many. */
export async function writePages(root: string, target: string): Promise<number> {
  const lessons = (await htmlJobs(root, [], root)).map(({ notebook }) => {
    const [, name] = /([^\\/]+)\.ipynb$/.exec(notebook) ?? ["", ""];
    return { name, notebook, page: join(target, "lessons", `${name}.html`) };
  });
  await exportHtml(root, lessons);
  const entries: string[] = [];
  for (const { name, notebook, page } of lessons) {
    const html = await readFile(page, "utf8");
    await writeFile(page, withWayToRun(html, name));
    entries.push(entryOf(name, summaryOf(await readNotebook(notebook))));
  }
  await writeLanding(root, target, entries.join("\n"));
  return lessons.length + 1;
}

/** Where a notebook is live, from the site's folder. */
const liveAddress = (path: string) =>
  `live/notebooks/index.html?path=${encodeURIComponent(`notebooks/${path}.ipynb`)}`;

/**
 * Puts the way to the live notebook at the top of an exported page, and into its last sentence.
 *
 * @throws {WorkshopError} when the page isn't built as expected
 */
export function withWayToRun(html: string, name: string): string {
  const address = `../${liveAddress(name)}`;
  const top = `<nav class="steps" aria-label="this lesson, live"><a href="../index.html">Reading Logits</a> <a href="${address}">Run it here</a></nav>\n`;
  const [skip] = /<a class="skip"[^\n]*\n/.exec(html) ?? [];
  const advice = "To run it, open the notebook in JupyterLab.";
  if (!skip || !html.includes(advice)) {
    throw new WorkshopError(
      `The page of ${name} has no place for the way to run it: html-template has changed.`,
    );
  }
  return html
    .replace(skip, () => skip + top)
    .replace(advice, () => `<a href="${address}">Run it here</a>, with nothing to install.`);
}

/** What the landing page says about a lesson. */
interface Summary {
  title: string;
  question: string;
  time: string;
}

/** The title of a lesson, the line in bold below it, if it asks something or shows the way, and its time. */
export function summaryOf({ cells }: Notebook): Summary {
  const text = cells
    .filter(({ cell_type }) => cell_type === "markdown")
    .map(({ source }) => textOf(source))
    .join("\n");
  const [, title = ""] = /^# (.+)$/m.exec(text) ?? [];
  const [, question = ""] = /^\*\*(.+?)\*\*\s*$/m.exec(text) ?? [];
  const isQuestion = /\?$|→/.test(question);
  const [, time = ""] = /^\*\*Time\*\* (\d+ minutes)/m.exec(text) ?? [];
  return { title, question: isQuestion ? question : "", time };
}

function entryOf(name: string, { title, question, time }: Summary): string {
  const words = escapeText(title);
  const solved = variantsOf(name).includes("solutions")
    ? `<a href="${liveAddress(`solutions/${name}`)}" aria-label="Solutions: ${words}">Solutions</a>`
    : "";
  return `<li>
<h3>${words}</h3>
<p>${escapeText(question)} <span class="soft">${time}</span></p>
<p class="ways"><a href="${liveAddress(name)}" aria-label="Run it here: ${words}">Run it here</a>
<a href="lessons/${name}.html" aria-label="Read it: ${words}">Read it</a>
${solved}</p>
</li>`;
}

const escapeText = (text: string) =>
  text
    .replace(/[*`]/g, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll('"', "&quot;");

/** What the first lesson loads beside the model, in bytes, where the host compresses: measured. */
const besideModel = 7e6;

async function writeLanding(root: string, target: string, entries: string): Promise<void> {
  const source = (file: string) => readFile(join(root, "src", file), "utf8");
  const model = join(root, "data", "models", "sst2", "onnx", "model_quantized.onnx");
  const megabytes = Math.round(((await stat(model)).size * 0.92 + besideModel) / 1e6);
  const html = (await source("site/landing/index.html"))
    .replace("<!-- lessons -->", () => entries)
    .replace("<!-- megabytes -->", String(megabytes));
  const styles = await Promise.all(
    ["page/colours.css", "page/page.css", "site/landing/landing.css"].map(source),
  );
  await writeFile(join(target, "index.html"), html);
  await writeFile(join(target, "site.css"), styles.join("\n"));
  await writeFile(join(target, "landing.js"), await scriptOf(root, "landing/landing.ts"));
}

/** Writes the service worker, which gets the site's version later. */
export async function writeServiceWorker(root: string, target: string): Promise<void> {
  await writeFile(join(target, "sw.js"), await scriptOf(root, "serviceWorker.ts", defineVersion));
}
