import { expect, it } from "vitest";
import { interpretationChart } from "../../../src/charts/interpretationChart.js";
import { logitPlayground } from "../../../src/charts/logitPlayground.js";
import { hoverParameter, litRow } from "../../../src/charts/parts/hover.js";
import { palette } from "../../../src/charts/parts/theme.js";
import { rankingBars } from "../../../src/charts/rankingBars.js";
import { softmaxAgainstSigmoid } from "../../../src/charts/softmaxAgainstSigmoid.js";
import { interpret } from "../../../src/logits/interpret.js";
import { draw, marks } from "../draw.js";

const [logits, labels] = [
  [1, 2, 0.5],
  ["A", "B", "C"],
];
const charts = [
  { name: "logitPlayground", panels: 3, chart: logitPlayground(logits, labels) },
  { name: "softmaxAgainstSigmoid", panels: 2, chart: softmaxAgainstSigmoid(logits, labels) },
  { name: "rankingBars", panels: 2, chart: rankingBars(logits, labels) },
  { name: "interpretationChart", panels: 2, chart: interpretationChart(interpret([logits])) },
];

it.each(charts)(
  "$name: the row of the class under the pointer is lit in all $panels panels",
  async ({ chart, panels }) => {
    const view = await draw(chart);
    const lit = () => marks(view, "rect").filter(({ fill }) => fill === palette.lit);
    expect(lit()).toEqual([]);
    await view.signal("hovered", 1).runAsync();
    const rows = marks(view, "rect").filter(
      ({ datum, fill }) => datum?.index === 1 && fill !== palette.ghost,
    );
    expect(lit()).toHaveLength(panels);
    for (const { y } of lit()) expect(Math.abs((y ?? 0) - (rows[0].y ?? 0))).toBeLessThan(15);
    await view.signal("hovered", -1).runAsync();
    expect(lit()).toEqual([]);
  },
);

it("stays lit while something is dragged, where things can be dragged", () => {
  expect(JSON.stringify(hoverParameter({ drag: true }))).toContain("isHeld ? hovered");
  expect(JSON.stringify(hoverParameter())).not.toContain("isHeld");
  expect(litRow.mark).toMatchObject({ color: palette.lit, aria: false });
});
