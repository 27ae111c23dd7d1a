import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/charts/Chart.js";
import { logitsBesideProbabilities } from "../../src/charts/logitsBesideProbabilities.js";
import { palette } from "../../src/charts/parts/theme.js";
import { estimateTextWidth, flatColours, keepsHues, renderPng } from "../../src/notebook/show.js";
import { onlyDisplay, runCell } from "./cells.js";
import { type CellResult, Kernel, project } from "./kernel.js";

describe("show", () => {
  let kernel: Kernel;

  beforeAll(async () => {
    kernel = await Kernel.start();
    await run(
      'import { expectError, logitsBesideProbabilities, show, showTable, simplex, logitSpace } from "reading-logits";',
    );
  });

  afterAll(() => kernel.stop());

  const run = (code: string) => runCell(kernel, code);

  describe("show of a Plotly chart on a kernel", () => {
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
});

describe("showTable", () => {
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

  describe("showTable on a kernel", () => {
    it("shows the title as caption, a heading a column, a row a mark, and the same as text", async () => {
      const result = await run(
        'await showTable(logitsBesideProbabilities([-3.48, 3.85], ["NEGATIVE", "POSITIVE"]))',
      );
      expect(Object.keys(onlyDisplay(result).data ?? {}).sort()).toEqual([
        "text/html",
        "text/plain",
      ]);
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
});

describe("renderPng", () => {
  const chart = logitsBesideProbabilities([-3.48, 3.85], ["N", "P"]);

  async function decoded(spec: JsonObject) {
    const png = Buffer.from((await renderPng(spec))?.base64 ?? "", "base64");
    const { data, info } = await sharp(png)
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    // Byte 24 of a PNG is its bit depth: the bits per palette entry.
    return { data, width: info.width, bitsPerPixel: png[24] };
  }

  describe("renderPng", () => {
    it("draws at two device pixels a CSS pixel, on white paper, with the winner's colour in it", async () => {
      const picture = await renderPng(chart.toSpec());
      const { data, info } = await sharp(Buffer.from(picture?.base64 ?? "", "base64"))
        .removeAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true });
      expect([info.width, info.height].map((size) => Math.round(size / 2))).toEqual([
        picture?.width,
        picture?.height,
      ]);
      expect(data.subarray(0, 3)).toEqual(Buffer.from([255, 255, 255]));
      const winner = Buffer.from(palette.predicted.slice(1), "hex");
      let pixels = 0;
      for (let i = 0; i < data.length; i += 3) {
        if (winner.equals(data.subarray(i, i + 3))) pixels++;
      }
      // One bar of 1 and one of 3.85 / (its panel): thousands of pixels, not a stray edge.
      expect(pixels).toBeGreaterThan(10_000);
    });

    it("draws the same picture every time, so that stored notebooks stay the same", async () => {
      expect(await renderPng(chart.toSpec())).toEqual(await renderPng(chart.toSpec()));
    });

    it("keeps the tone of every cell of a heat map, and two hues in half the space", async () => {
      const values = Array.from({ length: 49 }, (_, i) => ({
        x: i % 7,
        y: Math.floor(i / 7),
        v: i,
      }));
      const tones = values.map(({ v }) => [255 - 5 * v, 10 + v, 40 + 4 * v]);
      const scale = { range: tones.map((rgb) => `rgb(${rgb.join()})`) };
      const map = await decoded({
        data: { values },
        width: { step: 20 },
        height: { step: 20 },
        mark: "rect",
        encoding: {
          x: { field: "x", type: "ordinal", axis: null },
          y: { field: "y", type: "ordinal", axis: null },
          color: { field: "v", type: "ordinal", scale, legend: null },
        },
      });
      for (const [i, { x, y }] of values.entries()) {
        const [left, top] = [x, y].map((at) => 2 * (5 + 20 * at + 10));
        const pixel = map.data.subarray(3 * (top * map.width + left)).subarray(0, 3);
        for (const [channel, value] of pixel.entries()) {
          expect(Math.abs(value - tones[i][channel])).toBeLessThanOrEqual(2);
        }
      }
      expect(map.bitsPerPixel).toBe(8);
      expect((await decoded(chart.toSpec())).bitsPerPixel).toBe(4);
    });

    it("keeps no room for the part of a text that its limit cuts off", async () => {
      const long = "a long sentence ".repeat(20);
      const width = async (limit: number) => {
        const mark: JsonObject = { type: "text", align: "left", limit };
        const encoding = { x: { value: 0 }, text: { field: "text" } };
        return (await renderPng({ data: { values: [{ text: long }] }, width: 20, mark, encoding }))
          ?.width;
      };
      expect(await width(100)).toBeLessThan(120);
      expect(await width(0)).toBeGreaterThan(1000);
    });

    it("gives no picture, and no error, for a specification that can't be drawn", async () => {
      expect(await renderPng({ mark: "no such mark" })).toBeUndefined();
    });

    it("gives no picture on a machine without fonts, where letters would be empty boxes", () => {
      const folder = mkdtempSync(join(tmpdir(), "no-fonts-"));
      try {
        const config = join(folder, "fonts.conf");
        writeFileSync(
          config,
          `<fontconfig><dir>${folder}</dir><cachedir>${folder}</cachedir></fontconfig>`,
        );
        const program = `
        import { logitsBesideProbabilities, show } from "reading-logits";
        import { renderPng } from "./dist/notebook/show.js";
        const chart = logitsBesideProbabilities([1, 2], ["A", "B"]);
        console.log(String(await renderPng(chart.toSpec())));
        await show(chart);`;
        const out = execFileSync(process.execPath, ["--input-type=module", "--eval", program], {
          cwd: project,
          env: { ...process.env, FONTCONFIG_FILE: config },
          encoding: "utf8",
        });
        expect(out).toMatch(/^undefined\nB has the highest logit/);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  });
});

describe("estimateTextWidth", () => {
  /** Widths in Helvetica at 12 pixels, summed from the advance widths of Adobe's font metrics (AFM, units of 1/1000). */
  const measured: [string, number][] = [
    ["POSITIVE", ((667 + 778 + 667 + 278 + 611 + 278 + 667 + 667) * 12) / 1000],
    ["fantastic", ((278 + 556 + 556 + 278 + 556 + 500 + 278 + 222 + 500) * 12) / 1000],
    ["0.9993", ((5 * 556 + 278) * 12) / 1000],
  ];

  describe("estimateTextWidth", () => {
    it("comes within a fifth of Helvetica's real widths, and never below them", () => {
      for (const [text, width] of measured) {
        const share = estimateTextWidth(text, 12) / width;
        expect(share, text).toBeGreaterThanOrEqual(1);
        expect(share, text).toBeLessThan(1.2);
      }
    });

    it("grows with the font and with bold letters, and gives wide scripts their room", () => {
      expect(estimateTextWidth("logit", 24)).toBeCloseTo(2 * estimateTextWidth("logit", 12), 9);
      expect(estimateTextWidth("logit", 12, true)).toBeGreaterThan(estimateTextWidth("logit", 12));
      expect(estimateTextWidth("感情", 10)).toBeGreaterThanOrEqual(20);
    });
  });
});

describe("flatColours", () => {
  /** A picture of 100 by 100 pixels, from a rule for the colour of each pixel. */
  const picture = (colour: (x: number, y: number) => number) =>
    Uint32Array.from({ length: 10_000 }, (_, i) => colour(i % 100, Math.floor(i / 100)));

  describe("flatColours", () => {
    it("counts the colours of areas", () => {
      expect(flatColours(new Uint32Array(10_000), 100)).toBe(1);
      expect(
        flatColours(
          picture((x, y) => Math.floor(x / 20) + 5 * Math.floor(y / 20)),
          100,
        ),
      ).toBe(25);
    });

    it("doesn't count what only stands at edges, nor what is too small to be seen", () => {
      expect(
        flatColours(
          picture((x, y) => (x < 50 ? 0 : 1000 * y + x)),
          100,
        ),
      ).toBe(1);
      expect(
        flatColours(
          picture((x, y) => (y === 50 && x < 40 ? 7 : 0)),
          100,
        ),
      ).toBe(1);
    });

    it("doesn't count the edge of a bar, however long: a line one pixel high is no area", () => {
      expect(
        flatColours(
          picture((_, y) => (y % 10 === 5 ? 1 + Math.floor(y / 10) : 0)),
          100,
        ),
      ).toBe(1);
    });

    it("ends a run where a line of the picture ends", () => {
      // Four equal pixels at the end of a line and four at the start of the next are not a run of eight.
      const striped = picture((x, y) => (x < 4 || x >= 96 ? 1 : 1000 * y + x + 2));
      expect(flatColours(striped, 100)).toBe(0);
    });
  });
});

describe("keepsHues", () => {
  type Colour = readonly [number, number, number];
  const [paper, teal, grey, light]: Colour[] = [
    [255, 255, 255],
    [0, 149, 131],
    [120, 120, 120],
    [148, 148, 148],
  ];

  /** A white picture, 20 by 20, with a square of one colour in it. */
  function square(side: number, colour: Colour): Uint8Array {
    const picture = new Uint8Array(20 * 20 * 4).fill(255);
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) picture.set(colour, 4 * (20 * (5 + y) + 5 + x));
    }
    return picture;
  }

  describe("keepsHues", () => {
    it("notices a small mark that lost its colour", () => {
      expect(keepsHues(square(3, teal), square(3, grey), 20)).toBe(false);
      expect(keepsHues(square(3, teal), square(3, teal), 20)).toBe(true);
    });

    it("lets a grey become another grey", () => {
      expect(keepsHues(square(3, light), square(3, grey), 20)).toBe(true);
    });

    it("doesn't look at edges, which are thinner than a mark", () => {
      expect(keepsHues(square(1, teal), square(1, paper), 20)).toBe(true);
    });
  });
});
