import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { decodeHTML } from "entities";
import GithubSlugger from "github-slugger";
import { marked, type Token } from "marked";
import { describe, expect, it, vi } from "vitest";
import type { Topic } from "../../src/logits/diagnose/Diagnosis.js";
import { Diagnosis } from "../../src/logits/index.js";
import { displayBundle } from "../../src/notebook/display.js";
import { lessons, showDiagnosis } from "../../src/notebook/showDiagnosis.js";
import {
  lessonNames,
  notebookPath,
  readNotebook,
  textOf,
  variantsOf,
} from "../../src/workshop/notebooks.js";

vi.mock("../../src/notebook/display.js");

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Text with links in it, and the file that they are relative to. */
interface Page {
  title: string;
  file: string;
  texts: string[];
}

const names = await lessonNames(root);
const notebooks = names.flatMap((name) =>
  variantsOf(name).map((variant) => ({ name, file: notebookPath(root, name, variant) })),
);

/** A lesson's text as it appears in one of its notebooks. */
async function sourcePage({ name, file }: { name: string; file: string }): Promise<Page> {
  const source = join("notebooks", "source", `${name}.md`);
  const text = await readFile(join(root, source), "utf8");
  return { title: `${source} as ${shown(file)}`, file, texts: [text] };
}

/** What a stored notebook shows: its text and the outputs of its cells. */
async function notebookPage(file: string): Promise<Page> {
  const { cells } = await readNotebook(file);
  const texts = cells.flatMap(({ cell_type, source, outputs = [] }) => [
    ...(cell_type === "markdown" ? [textOf(source)] : []),
    ...outputs.flatMap(({ data }) =>
      ["text/markdown", "text/html"].map((form) => textOf(data?.[form] as string | undefined)),
    ),
  ]);
  return { title: shown(file), file, texts };
}

async function filePage(file: string): Promise<Page> {
  return { title: shown(file), file, texts: [await readFile(file, "utf8")] };
}

/** What `showDiagnosis` shows under a cell of a notebook in that folder, for a finding about the topic. */
function topicPage(topic: Topic, folder: string): Page {
  const finding = { id: "", severity: "note", certainty: "certain", message: "", evidence: {} };
  const findings = [{ ...finding, next: "", topic }] as unknown as Diagnosis["findings"];
  const facts = {
    because: "",
    numbers_are: null,
    may_conclude: [],
    may_not_conclude: [],
    findings,
  };
  const cwd = vi.spyOn(process, "cwd").mockReturnValue(folder);
  showDiagnosis(new Diagnosis({ kind: "unknown", certainty: "certain", ...facts }));
  cwd.mockRestore();
  const text = String(vi.mocked(displayBundle).mock.lastCall?.[0]["text/markdown"]);
  const file = join(folder, "mine.ipynb");
  return { title: `topic ${topic} in ${shown(file)}`, file, texts: [text] };
}

const cards = (await Promise.all(["data", "test"].map(markdownIn))).flat();
const folders = ["notebooks", join("notebooks", "solutions")].map((name) => join(root, name));
const topics = Object.keys(lessons) as Topic[];
const pages = [
  ...(await Promise.all(notebooks.map(sourcePage))),
  ...(await Promise.all(notebooks.map(({ file }) => notebookPage(file)))),
  ...(await Promise.all([join(root, "README.md"), ...cards].map(filePage))),
  ...topics.flatMap((topic) => folders.map((folder) => topicPage(topic, folder))),
];

describe("every link leads somewhere", () => {
  it.each(pages.map((page) => [page.title, page] as const))("in %s", async (_, page) => {
    expect(await brokenLinks(page)).toEqual([]);
  });

  it("of the lessons, of README, of the cards, and of each topic of a finding", () => {
    const found = (file: string) => pages.filter((page) => shown(page.file) === file);
    expect(found("README.md").flatMap(linksOf)).toContain("notebooks/00-start-here.ipynb");
    expect(found("data/README.md").flatMap(linksOf)).toContain("models/sst2/README.md");
    expect(found("notebooks/01-direct-model.ipynb").flatMap(linksOf)).toContain(
      "02-trainer-batch.ipynb",
    );
    expect(topics.length).toBeGreaterThan(5);
    for (const topic of topics) expect(linksOf(topicPage(topic, root))).toHaveLength(1);
  });
});

describe("a link is broken", () => {
  const file = join(root, "README.md");
  const broken = (text: string) => brokenLinks({ title: "", file, texts: [text] });

  it.each([
    ["[a](no/such.ipynb)", "no/such.ipynb: there is no such file"],
    ["![a](notebooks/images/none.png)", "notebooks/images/none.png: there is no such file"],
    ['<a href="none.md">a</a>', "none.md: there is no such file"],
    ["[a](../outside.md)", "../outside.md: lies outside the kit"],
    ["[a](/README.md)", "/README.md: lies outside the kit"],
    ["[a](#nothing)", "#nothing: there is no such heading"],
    ["[a](README.md#Layout)", "README.md#Layout: there is no such heading"],
    ["[a](data#reviews)", "data#reviews: there is no such heading"],
    [
      "[a](notebooks/01-direct-model.ipynb#ask-what-you-are-holding)",
      "notebooks/01-direct-model.ipynb#ask-what-you-are-holding: there is no such heading",
    ],
    ["[a](http://nodejs.org)", "http://nodejs.org: is not https"],
    ["[a](https://nodejs)", "https://nodejs: is no address"],
    ["[a](javascript:alert)", "javascript:alert: is not https"],
  ])("%s", async (text, problem) => {
    expect(await broken(text)).toEqual([problem]);
  });

  it.each([
    "[a](#layout)",
    "[a](README.md#two-commands)",
    "[a](data/README.md)",
    "[a](data)",
    "[a](notebooks/01-direct-model.ipynb#Ask-what-you-are-holding)",
    "[a](notebooks/01-direct-model.ipynb#3-%C2%B7-Overflow)",
    "[a](https://nodejs.org/en)",
    "`[a](none.md)`",
    "```\n[a](none.md)\n```",
  ])("but not %s", async (text) => {
    expect(await broken(text)).toEqual([]);
  });
});

/** The links of a page that lead nowhere, each with what is wrong with it. No outside address is visited. */
async function brokenLinks(page: Page): Promise<string[]> {
  const problems = linksOf(page).map(async (link) => {
    const problem = await problemOf(link, page.file);
    return problem ? [`${link}: ${problem}`] : [];
  });
  return (await Promise.all(problems)).flat();
}

async function problemOf(link: string, from: string): Promise<string | undefined> {
  if (/^[a-z][a-z\d+.-]*:/i.test(link)) {
    if (link.startsWith("data:image/")) return undefined;
    if (!link.startsWith("https://")) return "is not https";
    return URL.canParse(link) && new URL(link).hostname.includes(".") ? undefined : "is no address";
  }
  const [path, fragment] = link.split("#").map(decodeURIComponent);
  const target = path === "" ? from : resolve(dirname(from), path);
  if (shown(target).startsWith("..")) return "lies outside the kit";
  if (path !== "" && !existsSync(target)) return "there is no such file";
  if (fragment === undefined || (await anchorsOf(target)).includes(fragment)) return undefined;
  return "there is no such heading";
}

/** The anchors of a file's headings: GitHub's for Markdown, JupyterLab's (and nbconvert's) for a notebook. */
async function anchorsOf(file: string): Promise<string[]> {
  if (file.endsWith(".ipynb")) {
    const { cells } = await readNotebook(file);
    const texts = cells.filter((cell) => cell.cell_type === "markdown");
    const headings = texts.flatMap(({ source }) => headingsOf(textOf(source)));
    return headings.map((heading) => heading.replaceAll(" ", "-"));
  }
  if (!file.endsWith(".md")) return [];
  const slugger = new GithubSlugger();
  return headingsOf(await readFile(file, "utf8")).map((heading) => slugger.slug(heading));
}

function headingsOf(text: string): string[] {
  return tokensOf(text).flatMap((token) => (token.type === "heading" ? [wordsOf([token])] : []));
}

/** What a reader sees of a piece of Markdown. */
function wordsOf(tokens: Token[]): string {
  const words = tokens.map((token) => {
    if ("tokens" in token && token.tokens) return wordsOf(token.tokens);
    return token.type === "html" || !("text" in token) ? "" : String(token.text);
  });
  return words.join("");
}

function linksOf({ texts }: Page): string[] {
  return texts.flatMap(tokensOf).flatMap((token) => {
    if (token.type === "link" || token.type === "image") return [String(token.href)];
    if (token.type !== "html") return [];
    const attributes = token.raw.matchAll(/\s(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)')/g);
    return Array.from(attributes, ([, double, single]) => decodeHTML(double ?? single));
  });
}

/** All tokens of a Markdown text, including those inside others. */
function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  marked.walkTokens(marked.lexer(text), (token) => {
    tokens.push(token);
  });
  return tokens;
}

async function markdownIn(folder: string): Promise<string[]> {
  const files = await readdir(join(root, folder), { recursive: true });
  const own = files.filter((file) => file.endsWith(".md") && !file.includes("node_modules"));
  return own.map((file) => join(root, folder, file));
}

/** A file's path relative to the kit's folder, as a link would write it. */
function shown(file: string): string {
  return relative(root, file).split(sep).join("/");
}
