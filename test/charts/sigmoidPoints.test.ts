import type { View } from "vega";
import { describe, expect, it } from "vitest";
import { sigmoidPoints } from "../../src/charts/sigmoidPoints.js";
import { interpret } from "../../src/logits/interpret.js";
import { draw, marks } from "./draw.js";

const id2label = { 0: "NEGATIVE", 1: "POSITIVE" };
const logits = [
  [-3, 3],
  [2, -2],
  [-1, 1],
  [0.5, -0.5],
];
const sentences = ["sure, hit", "sure, missed", "hit", "missed"];
const chart = () => sigmoidPoints(interpret(logits, { id2label }), [1, 1, 1, 1], sentences);

/** The points as they are drawn: where, and what they stand for. */
function points(view: View) {
  return marks(view, "symbol")
    .map(({ datum }) => datum as unknown as Record<string, number | string>)
    .filter((datum) => datum?.text !== undefined);
}

describe("sigmoidPoints", () => {
  it("puts every text on the sigmoid of its logit difference", async () => {
    const drawn = points(await draw(chart()));
    expect(drawn).toHaveLength(4);
    for (const { difference, probability } of drawn) {
      expect(probability).toBeCloseTo(1 / (1 + Math.exp(-Number(difference))), 12);
    }
    expect(drawn.map(({ difference }) => difference).sort()).toEqual([-1, -4, 2, 6].sort());
  });

  it("stacks texts of the same place inside the panel, so that each can be told apart", async () => {
    for (const count of [5, 99, 3000]) {
      const many = Array.from({ length: count }, (_, i) => [0, i % 2 === 0 ? 3.2 : -3.2]);
      const rows = interpret(many, { id2label });
      const drawn = points(
        await draw(
          sigmoidPoints(
            rows,
            many.map(() => 1),
            many.map((_, i) => `text ${i}`),
          ),
        ),
      ).filter(({ place }) => place === undefined);
      expect(new Set(drawn.map(({ difference, height }) => `${difference} ${height}`)).size).toBe(
        count,
      );
      for (const { height, probability } of drawn) {
        expect(Math.abs(Number(height) - 0.5)).toBeLessThanOrEqual(
          Math.abs(Number(probability) - 0.5),
        );
      }
    }
  });

  it("names the classes on its axes, and its table has a header", async () => {
    const said = marks(await draw(chart()), "text").map(({ text }) => text);
    expect(said).toEqual(
      expect.arrayContaining([
        "logit of POSITIVE minus logit of NEGATIVE (log-odds)",
        "probability of POSITIVE",
        ...["difference", "verdict", "predicted", "text"],
      ]),
    );
  });

  it("counts right and wrong in its title, and draws the wrong ones on top", async () => {
    expect(chart().title).toBe("2 of 4 texts on the right side of 0.5, 2 on the wrong side");
    const drawn = points(await draw(chart()));
    expect(drawn.map(({ right }) => right)).toEqual(["right", "right", "wrong", "wrong"]);
  });

  it("lists the most wrong first, and with a brush only the texts inside it", async () => {
    const view = await draw(chart());
    const listed = () =>
      marks(view, "text")
        .filter(({ text = "" }) => sentences.includes(text))
        .sort((a, b) => (a.y ?? 0) - (b.y ?? 0))
        .map(({ text }) => text);
    expect(listed()).toEqual(["sure, missed", "missed", "hit", "sure, hit"]);
    // What dragging from difference 1 to 7 leaves in the store that the listing's filter reads.
    const across = { field: "difference", channel: "x", type: "R" };
    view.insert("brush_store", [{ unit: "", fields: [across], values: [[1, 7]] }]);
    await view.runAsync();
    expect(listed()).toEqual(["hit", "sure, hit"]);
  });

  it("draws 10,000 points on a canvas, and lists the most wrong of them all", async () => {
    const many = Array.from({ length: 10_000 }, (_, i) => [0, 5 * Math.sin(i) * Math.cos(i * i)]);
    const label_ids = many.map((_, i) => i % 2);
    const rows = interpret(many, { id2label });
    const big = sigmoidPoints(
      rows,
      label_ids,
      many.map((_, i) => `text ${i}`),
    );
    expect(JSON.stringify(big.toSpec().usermeta)).toContain('"renderer":"canvas"');
    expect(JSON.stringify(chart().toSpec().usermeta)).toContain('"renderer":"svg"');
    const view = await draw(big);
    expect(points(view).filter((point) => point.place === undefined)).toHaveLength(10_000);
    const wrong = rows
      .map((row, i) => ({ i, isWrong: row.predicted_index !== label_ids[i], row }))
      .filter(({ isWrong }) => isWrong)
      .sort((a, b) => Math.abs(b.row.logits[1]) - Math.abs(a.row.logits[1]));
    const listed = marks(view, "text")
      .filter(({ text = "" }) => /^text \d/.test(String(text)))
      .sort((a, b) => (a.y ?? 0) - (b.y ?? 0))
      .map(({ text }) => text);
    expect(listed).toEqual(wrong.slice(0, 12).map(({ i }) => `text ${i}`));
  });

  it("keeps texts and labels data", () => {
    const hostile = "'] + alert(1) + ['";
    const rows = interpret([[1, 2]], { id2label: [hostile, "b"] });
    const spec = sigmoidPoints(rows, [1], [hostile]).toSpec();
    const expressions = JSON.stringify(spec, (key, value) =>
      // An axis's title is text as well.
      key === "values" || key === "value" || key === "title" ? undefined : value,
    );
    expect(JSON.stringify(spec)).toContain("alert");
    expect(expressions).not.toContain("alert");
  });

  it("refuses what it can't draw", () => {
    const rows = interpret(logits, { id2label });
    expect(() => sigmoidPoints([], [], [])).toThrow("needs at least one row, got 0");
    expect(() => sigmoidPoints(rows, [1], sentences)).toThrow(
      "sigmoidPoints needs one label id for each row: got 4 rows and 1 label ids",
    );
    expect(() => sigmoidPoints(interpret([[1, 2, 3]]), [1], ["a"])).toThrow(
      "sigmoidPoints draws two classes: row 0 has 3 logits",
    );
  });
});
