import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { logitsBesideProbabilities } from "../../src/charts/logitsBesideProbabilities.js";
import { palette } from "../../src/charts/parts/theme.js";
import { renderPng } from "../../src/notebook/renderPng.js";
import { project } from "./kernel.js";

const chart = logitsBesideProbabilities([-3.48, 3.85], ["N", "P"]);

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
