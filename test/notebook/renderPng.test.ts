import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/charts/Chart.js";
import { logitsBesideProbabilities } from "../../src/charts/logitsBesideProbabilities.js";
import { palette } from "../../src/charts/parts/theme.js";
import { flatColours, keepsHues, renderPng } from "../../src/notebook/renderPng.js";
import { project } from "./kernel.js";

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

  it("draws at one and a half device pixels per CSS pixel, on white paper, with the winner's colour in it", async () => {
    const picture = await renderPng(chart.toSpec());
    const { data, info } = await sharp(Buffer.from(picture?.base64 ?? "", "base64"))
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([info.width, info.height].map((size) => Math.round(size / 1.5))).toEqual([
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
    expect(pixels).toBeGreaterThan(6_000);
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
    const seen = new Set<string>();
    for (const [i, { x, y }] of values.entries()) {
      const [left, top] = [x, y].map((at) => 1.5 * (5 + 20 * at + 10)).map(Math.round);
      const pixel = map.data.subarray(3 * (top * map.width + left)).subarray(0, 3);
      for (const [channel, value] of pixel.entries()) {
        expect(Math.abs(value - tones[i][channel])).toBeLessThanOrEqual(2);
      }
      seen.add(pixel.join());
    }
    // No two cells of different values look the same.
    expect(seen.size).toBe(values.length);
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
        import { renderPng } from "./dist/notebook/renderPng.js";
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

describe("flatColours", () => {
  /** A picture of 100 by 100 pixels, from a rule for the colour of each pixel. */
  const picture = (colour: (x: number, y: number) => number) =>
    Uint32Array.from({ length: 10_000 }, (_, i) => colour(i % 100, Math.floor(i / 100)));

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
