import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { onlyDisplay, runCell } from "./cells.js";
import { Kernel } from "./kernel.js";

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
      "A triangle with one class",
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
