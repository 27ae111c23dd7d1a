import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/charts/Chart.js";
import { logitsBesideProbabilities } from "../../src/charts/logitsBesideProbabilities.js";
import { palette } from "../../src/charts/parts/theme.js";
import { renderPng } from "../../src/notebook/renderPng.js";
import { project } from "./kernel.js";

const chart = logitsBesideProbabilities([-3.48, 3.85], ["N", "P"]);

async function decoded(spec: JsonObject) {
  const png = Buffer.from((await renderPng(spec))?.base64 ?? "", "base64");
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  // Byte 24 of a PNG is its bit depth: bits an entry of the palette.
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
    const values = Array.from({ length: 49 }, (_, i) => ({ x: i % 7, y: Math.floor(i / 7), v: i }));
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
