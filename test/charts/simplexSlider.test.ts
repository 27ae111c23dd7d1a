import type { View } from "vega";
import { describe, expect, it } from "vitest";
import { placeOf, type Shares, simplexHeight } from "../../src/charts/parts/simplexFrame.js";
import { simplexSlider } from "../../src/charts/simplexSlider.js";
import { softmax } from "../../src/logits/softmax.js";
import { draw, marks, texts } from "./draw.js";
import { hostileLabels } from "./hostileLabels.js";

const logits = [
  [1, 2, 0.5],
  [0.2, 3, 1],
  [-1, 0, 2],
];
const labels = ["A", "B", "C"];

type Drawn = Record<"index" | "p0" | "p1" | "p2" | "x" | "y", number> & Record<string, string>;

/** The points as they are drawn: where, and what they stand for. */
function points(view: View) {
  return marks(view, "symbol")
    .map((item) => ({
      item: item as unknown as Record<"x" | "y", number>,
      datum: item.datum as unknown as Drawn,
    }))
    .filter(({ datum }) => datum?.says0 !== undefined);
}

async function at(view: View, temperature: number): Promise<void> {
  await view.signal("temperature", temperature).runAsync();
}

describe("simplexSlider", () => {
  it("computes softmax of logits / T in the page wherever the slider stands", async () => {
    const rows = [...logits, [40, -40, 0], [0, 0, 0], [1e100, 0, -1e100]];
    const view = await draw(simplexSlider(rows, labels));
    for (const temperature of [0.05, 0.33, 1, 4.5, 20]) {
      await at(view, temperature);
      const expected = softmax(rows, { temperature });
      for (const { datum } of points(view)) {
        const [p0, p1, p2] = expected[datum.index];
        expect(datum.p0).toBeCloseTo(p0, 12);
        expect(datum.p1).toBeCloseTo(p1, 12);
        expect(datum.p2).toBeCloseTo(p2, 12);
      }
    }
  });

  it("draws each point where its probabilities lie in the triangle", async () => {
    const view = await draw(simplexSlider(logits, labels));
    for (const temperature of [1, 11]) {
      await at(view, temperature);
      expect(points(view)).toHaveLength(3);
      for (const { item, datum } of points(view)) {
        const place = placeOf(softmax(logits[datum.index], { temperature }) as unknown as Shares);
        expect(item.x).toBeCloseTo(520 * place.x, 6);
        expect(item.y).toBeCloseTo(450 * (1 - place.y / simplexHeight), 6);
      }
    }
  });

  it("starts at T = 1 and says the temperature and each point in words", async () => {
    const view = await draw(simplexSlider(logits, labels, { texts: ["one", "two", "three"] }));
    expect(texts(view)).toContain("temperature T = 1");
    const said = () => points(view).map(({ datum }) => datum.spoken);
    expect(said()[0]).toBe(
      "one: A: 0.2312 (logit 1.00), B: 0.6285 (logit 2.00), C: 0.1402 (logit 0.50) at temperature 1, predicted B",
    );
    await at(view, 0.05);
    expect(texts(view)).toContain("temperature T = 0.05");
    expect(said()[0]).toContain("B: >0.9999");
  });

  it("says right and wrong where the truth is known", async () => {
    const view = await draw(simplexSlider(logits, labels, { label_ids: [1, 0, 2] }));
    expect(points(view).map(({ datum }) => Number(datum.group))).toEqual([0, 1, 0]);
    expect(points(view)[1].datum.spoken).toContain("predicted B, true class A");
    expect(texts(view)).toEqual(expect.arrayContaining(["right", "wrong"]));
  });

  it("shows the paths of up to 30 points: how far each has come, and where it was at T = 1", async () => {
    const view = await draw(simplexSlider(logits, labels));
    await at(view, 6);
    const inks = marks(view, "line").filter((item) => {
      const { stroke } = item as unknown as { stroke: string };
      return stroke === "#1F1F1F";
    });
    for (const { item, datum } of points(view)) {
      const path = inks.filter((ink) => (ink.datum as unknown as Drawn).index === datum.index);
      const end = path.at(-1) as unknown as Record<"x" | "y", number>;
      expect(end.x).toBeCloseTo(item.x, 6);
      expect(end.y).toBeCloseTo(item.y, 6);
      const start = placeOf(softmax(logits[datum.index]) as unknown as Shares);
      expect((path[0] as unknown as { x: number }).x).toBeCloseTo(520 * start.x, 6);
    }
    const many = Array.from({ length: 31 }, (_, i) => [i, 0, 1]);
    expect(JSON.stringify(simplexSlider(many, labels).toSpec())).not.toContain('"paths"');
  });

  it("draws more than 2,000 points on a canvas, and says nothing of each", () => {
    const renderer = (n: number) => {
      const spec = simplexSlider(
        Array.from({ length: n }, (_, i) => [i % 7, 1, 2]),
        labels,
      ).toSpec();
      return (spec.usermeta as { embedOptions: { renderer: string } }).embedOptions.renderer;
    };
    expect([renderer(2000), renderer(2001)]).toEqual(["svg", "canvas"]);
  });

  it("draws at most 4,000 points and says so; the table has all", async () => {
    const chart = simplexSlider(
      Array.from({ length: 10_000 }, (_, i) => [i % 7, 1, 2]),
      labels,
    );
    expect(points(await draw(chart))).toHaveLength(4000);
    const { subtitle } = chart.toSpec().title as { subtitle: string[] };
    expect(subtitle.join(" ")).toContain("Drawn: 4,000 of 10,000 points.");
    expect(chart.description).toContain("4,000 of 10,000");
    expect(chart.table.rows).toHaveLength(10_000);
  });

  it("says of each of very many points the probabilities alone, with no certainty that isn't there", async () => {
    const rows = Array.from({ length: 2001 }, (_, i) => (i === 0 ? [20, 0, 0] : [1, 2, 0.5]));
    const [sure, other] = points(await draw(simplexSlider(rows, labels)));
    expect([sure.datum.says0, sure.datum.says1]).toEqual([">0.9999", "<0.0001"]);
    expect([other.datum.says0, other.datum.says1, other.datum.says2]).toEqual([
      0.2312, 0.6285, 0.1402,
    ]);
    expect(other.datum.spoken).toBeUndefined();
  });

  it("keeps labels and texts data", async () => {
    for (const label of hostileLabels) {
      const own = [label, `${label} 1`, `${label} 2`];
      const chart = simplexSlider(logits, own, { texts: own });
      await draw(chart);
      const code = JSON.stringify(chart.toSpec(), (key, value) =>
        ["values", "value", "title", "description"].includes(key) ? undefined : value,
      );
      expect(code).not.toContain(JSON.stringify(label.slice(0, 8)).slice(1, -1));
    }
  });

  it("says in its title and description how many points there are", () => {
    const chart = simplexSlider(logits, labels, { label_ids: [1, 0, 2] });
    expect(chart.title).toBe("Temperature moves 3 texts, and every predicted class stays the same");
    expect(chart.description).toBe(
      "A simplex, with one class at each corner and 3 points at their probabilities at temperature 1: " +
        "0 predicted A, 2 predicted B, 1 predicted C. 2 of them are right.",
    );
    expect(chart.table.columns.at(-1)).toBe("truth");
  });
});
