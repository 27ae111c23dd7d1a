import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exportHtml, htmlJobs } from "../../src/workshop/html.js";
import { scratchFolder } from "./scratch.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const vega = "application/vnd.vegalite.v5+json";

const code = (outputs: unknown, others: object = {}) => ({
  cell_type: "code",
  metadata: {},
  source: "x",
  execution_count: 1,
  outputs,
  ...others,
});
const shown = (data: unknown, metadata: object = {}) =>
  code([{ output_type: "display_data", data, metadata }]);
const text = (source: unknown, others: object = {}) => ({
  cell_type: "markdown",
  metadata: {},
  source,
  ...others,
});
const bound = {
  mark: "bar",
  data: { values: [{ bind: { element: "mine" } }] },
  usermeta: { embedOptions: { bind: "body", renderer: "svg" } },
  params: [
    { name: "a", value: 1, bind: { input: "range", min: 0, element: "body" } },
    { name: "b", value: 1, bind: { element: "#other" } },
    { name: "c", select: "point", bind: { x: { input: "text", element: "main" } } },
    { name: "d", select: "interval", bind: "scales" },
  ],
};
const widgetState = "application/vnd.jupyter.widget-state+json";

/** Notebooks of other programs: the cell in the middle or the notebook's metadata, and what is said about it. */
const foreign: Record<string, { cell?: unknown; metadata?: unknown; says?: RegExp }> = {
  "missing attachment": {
    cell: text("![a dot](attachment:dot.png)"),
    says: /, cell 2: the picture attachment:dot.png isn't in the notebook or beside it; the page/,
  },
  "empty attachment": {
    cell: text('<img src="attachment:dot.png" alt="a dot">', { attachments: { "dot.png": {} } }),
    says: /, cell 2: the picture attachment:dot.png isn't in the notebook/,
  },
  "attachments of a wrong kind": {
    cell: text("![a dot](attachment:dot.png)", { attachments: null }),
    says: /, cell 2: its attachments are of a wrong kind/,
  },
  "missing picture": { cell: text("![a dot](gone.png)"), says: /, cell 2: the picture gone.png/ },
  "no cell": { cell: null, says: /, cell 2: it is no cell of Markdown or code/ },
  "unknown kind of cell": {
    cell: { cell_type: "sql", source: "select" },
    says: /, cell 2: it is no/,
  },
  "text that is a number": {
    cell: text(5),
    says: /, cell 2: it isn't as the notebook format asks/,
  },
  "no outputs at all": { cell: code(undefined) },
  "outputs that are null": { cell: code(null), says: /, cell 2: its outputs are of a wrong kind/ },
  "an output that is null": { cell: code([null]), says: /, cell 2: an output isn't .* no object/ },
  "an unknown output": {
    cell: code([{ output_type: "magic" }]),
    says: /, cell 2: an output isn't/,
  },
  "half an error": {
    cell: code([{ output_type: "error", ename: "E" }]),
    says: /, cell 2: an output isn't .* \('evalue' is a required property\)/,
  },
  "HTML that is a number": { cell: shown({ "text/html": 5 }), says: /, cell 2: an output isn't/ },
  "odd metadata of an output": {
    cell: shown({ "image/png": "AAAA" }, { "image/png": 5 }),
    says: /, cell 2: it can't be shown \(/,
  },
  "a chart with its controls in the body": {
    cell: shown({ [vega]: bound }),
    says: /, cell 2: its chart puts controls elsewhere in the page; they stay below the chart/,
  },
  "no metadata": { metadata: null },
  "metadata that are text": { metadata: "x", says: /ipynb: its metadata are no object/ },
  "a widget state without a state": { metadata: { widgets: { [widgetState]: {} } } },
  "a widget state of another program": { metadata: { widgets: { "a/b": 1 } } },
  "widgets that are text": { metadata: { widgets: "x" } },
  "a kernel that is text": { metadata: { kernelspec: "python", language_info: 3 } },
};

describe("a notebook of another program", () => {
  const pages = new Map<string, string>();
  let said: string[] = [];
  let folder = "";

  afterAll(() => rm(folder, { recursive: true, force: true }));

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "foreign é "));
    const jobs = Object.entries(foreign).map(([name, { cell = text("middle"), metadata = {} }]) => {
      const cells = [shown({ "text/plain": "first" }), cell, text("last")];
      const notebook = join(folder, `${name}.ipynb`);
      return { name, notebook, page: join(folder, `${name}.html`), cells, metadata };
    });
    for (const { notebook, cells, metadata } of jobs) {
      await writeFile(
        notebook,
        JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 4 }),
      );
    }
    await htmlJobs(
      root,
      jobs.map(({ notebook }) => notebook),
      folder,
    );
    said = await exportHtml(root, jobs);
    for (const { name, page } of jobs) pages.set(name, await readFile(page, "utf8"));
  });

  it.each(Object.keys(foreign))("%s: the page has the rest, and the cell is named", (name) => {
    const page = pages.get(name) ?? "";
    expect(page).toContain("first");
    expect(page).toContain("<p>last</p>");
    const own = said.filter((sentence) => sentence.startsWith(`${name}.ipynb`));
    const { says } = foreign[name];
    if (says) expect(own.join("\n")).toMatch(says);
    else expect(own).toEqual([]);
  });

  it("a picture that is missing leaves its words", () => {
    expect(pages.get("missing attachment")).toContain(`<img alt="a dot"/>`);
  });

  it("a chart reaches no other part of the page, and its data stay as they are", () => {
    const page = pages.get("a chart with its controls in the body") ?? "";
    const [, json] = /<script type="application\/json">([^<]*)<\/script>/.exec(page) ?? [];
    expect(JSON.parse(json)).toEqual({
      ...bound,
      usermeta: { embedOptions: { renderer: "svg" } },
      params: [
        { name: "a", value: 1, bind: { input: "range", min: 0 } },
        { name: "b", value: 1 },
        { name: "c", select: "point", bind: { x: { input: "text" } } },
        { name: "d", select: "interval", bind: "scales" },
      ],
    });
  });
});

it.each([
  [
    "its cell 2",
    (deep: string) => [`{"cell_type":"raw","metadata":{},"source":"","x":${deep}}`, "{}"],
  ],
  ["its metadata", (deep: string) => ['{"cell_type":"raw"}', `{"a":${deep}}`]],
])("100,000 brackets in %s are one sentence", async (place, parts) => {
  const folder = await scratchFolder();
  const [cell, metadata] = parts(`${"[".repeat(100_000)}${"]".repeat(100_000)}`);
  const first = JSON.stringify(shown({ "text/plain": "first" }));
  const notebook = join(folder, "my.ipynb");
  await writeFile(
    notebook,
    `{"cells":[${first},${cell}],"metadata":${metadata},"nbformat":4,"nbformat_minor":5}`,
  );
  await expect(htmlJobs(root, [notebook], folder)).rejects.toThrow(
    `${notebook} can't be exported: ${place} has lists or objects nested more than 100 deep; leave them out.`,
  );
});
