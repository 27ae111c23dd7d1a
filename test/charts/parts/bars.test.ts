import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createChart, type JsonObject } from "../../../src/charts/Chart.js";
import {
  barPanels,
  besideLogits,
  classBars,
  labelParameter,
  panelWidth,
  roomForNumbers,
} from "../../../src/charts/parts/bars.js";
import { hoverParameter } from "../../../src/charts/parts/hover.js";
import { palette } from "../../../src/charts/parts/theme.js";
import { formatLogit } from "../../../src/charts/parts/words.js";
import { bars, draw, marks, texts } from "../draw.js";

const classes = [
  { index: 0, logit: -1, logitText: "-1.00", probability: 0.25, predicted: false, spoken: "a" },
  { index: 1, logit: 2, logitText: "2.00", probability: 0.75, predicted: true, spoken: "b" },
];
const labels = ["A", "datum.logit"];

/** A panel drawn over the two classes. */
function drawn(panel: JsonObject) {
  const data = { name: "classes", values: classes };
  const spec: JsonObject = { params: [labelParameter(labels), hoverParameter()], data, ...panel };
  return draw(createChart({ title: "", description: "", spec, table: { columns: [], rows: [] } }));
}

const logitBars = (highlight?: string) =>
  classBars({
    field: "logit",
    numberField: "logitText",
    title: "logit",
    domain: [-4, 4],
    width: 400,
    showLabels: true,
    ...(highlight ? { highlight } : {}),
  });

describe("classBars", () => {
  it("names each bar by its label, which is never read as an expression", async () => {
    expect(texts(await drawn(logitBars()))).toEqual(expect.arrayContaining(labels));
  });

  it("colours the predicted class, or what `highlight` tests", async () => {
    const fills = async (highlight?: string) =>
      bars(await drawn(logitBars(highlight))).map(({ fill }) => fill);
    expect(await fills()).toEqual([palette.other, palette.predicted]);
    expect(await fills("datum.index === 0")).toEqual([palette.predicted, palette.other]);
  });

  it("writes each number beyond the end of its bar, left of it below zero", async () => {
    const numbers = marks(await drawn(logitBars()), "text").filter(({ datum }) => datum?.logit);
    const places = numbers.map((item) => {
      const { text, x, align } = item as unknown as { text: string; x: number; align: string };
      return { text, x, align };
    });
    expect(places).toEqual([
      { text: "2.00", x: 300, align: "left" },
      { text: "-1.00", x: 150, align: "right" },
    ]);
  });
});

describe("barPanels", () => {
  it("draws the logits with the labels on the left, the probabilities without on the right", async () => {
    const view = await drawn(barPanels([-1, 2], labels));
    expect(bars(view).map(({ datum }) => datum.index)).toEqual([0, 1, 0, 1]);
    expect(texts(view).filter((text) => text === "A")).toHaveLength(1);
    expect(bars(view)[3].width).toBeCloseTo(0.75 * panelWidth(labels), 9);
  });
});

describe("panelWidth", () => {
  it("is less where a label is long", () => {
    expect(panelWidth(["A", "b".repeat(31)])).toBeLessThan(panelWidth(["A", "b".repeat(30)]));
  });
});

describe("roomForNumbers", () => {
  it("holds zero, every logit, and a number beside the longest bar", () => {
    const logits = fc.array(fc.double({ min: -1e4, max: 1e4, noNaN: true }), { minLength: 2 });
    fc.assert(
      fc.property(logits, (row) => {
        fc.pre(row.some((logit) => Math.abs(logit) > 1e-9));
        const [low, high] = roomForNumbers(row, 300);
        expect(low).toBeLessThanOrEqual(0);
        expect(high).toBeGreaterThanOrEqual(0);
        const pixels = (from: number, to: number) => (300 * (to - from)) / (high - low);
        for (const logit of row) {
          const beside = logit < 0 ? pixels(low, logit) : pixels(logit, high);
          if (logit !== 0) expect(beside).toBeGreaterThan(7 * formatLogit(logit).length);
        }
      }),
    );
  });

  it("is from 0 to 1 where all logits are zero", () => {
    expect(roomForNumbers([0, 0], 300)).toEqual([0, 1]);
  });
});

describe("besideLogits", () => {
  it("puts the logits, with the labels, left of the panels", async () => {
    const panels = besideLogits(labels, (shared) => [
      classBars({ ...shared, field: "probability", numberField: "spoken", title: "probability" }),
    ]);
    const view = await drawn(panels);
    expect(texts(view)).toEqual(expect.arrayContaining(["logit", "-1.00", "2.00", ...labels]));
    expect(bars(view)).toHaveLength(2);
  });

  it.each([
    [7, 30],
    [8, 22],
    [30, 22],
    [31, 18],
  ])("gives each of %i classes a row of %i pixels, in every panel", (count, pixels) => {
    const many = Array.from({ length: count }, (_, i) => `class ${i}`);
    const { hconcat } = besideLogits(many, ({ step = 0 }) => [{ height: { step } }]);
    for (const panel of hconcat as JsonObject[]) expect(panel.height).toEqual({ step: pixels });
  });
});
