import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { onlyDisplay, runCell } from "./cells.js";
import { type CellResult, Kernel } from "./kernel.js";

describe("show of a Plotly chart on a kernel", () => {
  let kernel: Kernel;

  beforeAll(async () => {
    kernel = await Kernel.start();
    await run(
      'import { expectError, logitsBesideProbabilities, show, showTable, simplex, logitSpace } from "reading-logits";',
    );
  });

  afterAll(() => kernel.stop());

  const run = (code: string) => runCell(kernel, code);

  it.each([
    [
      "simplex",
      'simplex([[1, 2, 0.5], [0.2, 3, 1]], ["A", "B", "C"])',
      "A simplex, with one class",
    ],
    [
      "logitSpace",
      'logitSpace(["NEGATIVE", "POSITIVE"], { logits: [[-3.48, 3.85]] })',
      "from -6 to 6",
    ],
  ])(
    "sends the live %s, a picture with alt text, and the numbers as text",
    async (_, code, alt) => {
      const sent = onlyDisplay(await run(`await show(${code})`));
      expect(Object.keys(sent.data ?? {}).sort()).toEqual([
        "application/vnd.plotly.v1+json",
        "image/jpeg",
        "text/plain",
      ]);
      const figure = sent.data?.["application/vnd.plotly.v1+json"];
      expect(figure).toMatchObject({ data: expect.any(Array), config: { typesetMath: false } });
      const jpeg = Buffer.from(String(sent.data?.["image/jpeg"]), "base64");
      expect([...jpeg.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
      expect(sent.metadata?.["image/jpeg"]).toMatchObject({ alt: expect.stringContaining(alt) });
    },
  );

  it("sends no PNG, which JupyterLab would show in place of the live figure", async () => {
    const sent = onlyDisplay(await run('await show(logitSpace(["NEGATIVE", "POSITIVE"]))'));
    expect(sent.data).not.toHaveProperty("image/png");
  });
});

describe("showTable on a kernel", () => {
  let kernel: Kernel;

  beforeAll(async () => {
    kernel = await Kernel.start();
    await run(
      'import { expectError, logitsBesideProbabilities, showTable, simplex } from "reading-logits";',
    );
  });

  afterAll(() => kernel.stop());

  const run = (code: string) => runCell(kernel, code);

  const html = (result: CellResult) => String(onlyDisplay(result).data?.["text/html"]);

  it("shows the title as caption, a heading a column, a row a mark, and the same as text", async () => {
    const result = await run(
      'await showTable(logitsBesideProbabilities([-3.48, 3.85], ["NEGATIVE", "POSITIVE"]))',
    );
    expect(Object.keys(onlyDisplay(result).data ?? {}).sort()).toEqual(["text/html", "text/plain"]);
    const table = html(result).replaceAll(' style="text-align: left"', "");
    expect(table).toMatch(
      /^<table class="mathjax_ignore[^"]*"><caption>POSITIVE has the highest logit[^<]*<\/caption>/,
    );
    expect(table).toContain(
      '<th scope="col">label</th><th scope="col">logit</th><th scope="col">probability</th>',
    );
    expect(table).toContain('<tr><th scope="row">POSITIVE</th><td>3.85</td><td>0.9993</td></tr>');
    expect(onlyDisplay(result).data?.["text/plain"]).toMatch(/POSITIVE +3.85 +0.9993/);
  });

  it("sets words at the left of their column and numbers where the page puts them", async () => {
    const table = html(
      await run('await showTable(logitsBesideProbabilities([-20, 20], ["A", "B"]))'),
    );
    expect(table).toContain('<th scope="row" style="text-align: left">A</th>');
    expect(table).toContain("<td>&lt;0.0001</td>");
  });

  it("keeps every label, text and title a text", async () => {
    const hostile = "</table><script>alert(1)</script><img src=x onerror=alert(1)>&lt;b&gt;";
    const table = html(
      await run(
        `const hostile = ${JSON.stringify(hostile)};
         await showTable(logitsBesideProbabilities([1, 2], [hostile, hostile + "2"], { title: hostile }))`,
      ),
    );
    expect(table).not.toMatch(/<(script|img)|<\/table>./);
    expect(table).toContain("&lt;img src=x onerror=alert(1)&gt;&amp;lt;b&amp;gt;2</th>");
  });

  it("scrolls from 21 rows on", async () => {
    const rows = (n: number) =>
      `simplex(Array.from({ length: ${n} }, () => [1, 2, 3]), ["A", "B", "C"])`;
    expect(html(await run(`await showTable(${rows(20)})`))).not.toContain("overflow");
    expect(html(await run(`await showTable(${rows(21)})`))).toContain("overflow: auto");
  });

  it("shows the first 1,000 rows of thousands and says how many more there are", async () => {
    const table = html(
      await run(
        `const many = logitsBesideProbabilities([1, 2], ["A", "B"]);
         await showTable({ ...many, table: { columns: ["row"], rows: Array.from({ length: 12345 }, (_, i) => [String(i)]) } })`,
      ),
    );
    expect(table.match(/<tr>/g)).toHaveLength(1001);
    expect(table).toContain("<p>… and 11,345 more rows in <code>chart.table.rows</code></p>");
    expect(table.length).toBeLessThan(100_000);
  });

  it("says what it needs when it is given something else", async () => {
    const result = await run("await expectError(() => showTable({} as any))");
    expect(onlyDisplay(result).data?.["text/plain"]).toMatch(
      /^NotebookError: showTable needs a chart, such as/,
    );
  });
});
