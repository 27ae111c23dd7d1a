import { describe, expect, it } from "vitest";
import type { Chart, JsonObject } from "../../src/charts/Chart.js";
import * as kit from "../../src/index.js";

const labels = ["A", "B", "C"];
const three = [
  [1, 2, 0.5],
  [0.2, 3, 1],
  [-1, 0, 2],
];
const two = kit.interpret(three.map((row) => row.slice(0, 2)));

/** The charts whose live subtitle tells the reader to move something. */
const charts: Record<string, () => Chart> = {
  batchHeatMap: () => kit.batchHeatMap(three, labels),
  confidenceHistogram: () => kit.confidenceHistogram(two, [0, 1, 1]),
  coverageChart: () => kit.coverageChart(three, [0, 1, 1]),
  dragTheLogits: () => kit.dragTheLogits(three[0], labels),
  eceConventions: () => kit.eceConventions(three, [0, 1, 1]),
  labelThermometers: () => kit.labelThermometers(three[0], labels),
  logitPlayground: () => kit.logitPlayground(three[0], labels),
  logitSpace: () => kit.logitSpace(["A", "B"]),
  precisionRecallByThreshold: () => kit.precisionRecallByThreshold(three, [0, 1, 1]),
  rankingBars: () => kit.rankingBars(three[0], labels),
  reliabilityDiagram: () => kit.reliabilityDiagram(three, [0, 1, 1]),
  rocAndPrecisionRecall: () => kit.rocAndPrecisionRecall(three, [0, 1, 1], { pos_label: 1 }),
  sigmoidPoints: () => kit.sigmoidPoints(two, [0, 1, 1], ["a", "b", "c"]),
  simplex: () => kit.simplex(three, labels),
  simplexSlider: () => kit.simplexSlider(three, labels),
  softmaxAgainstSigmoid: () => kit.softmaxAgainstSigmoid(three[0], labels),
  temperatureFit: () => kit.temperatureFit(three, [0, 1, 1]),
  temperatureTrajectories: () => kit.temperatureTrajectories(three[0], labels),
};

describe("still pictures", () => {
  it.each(Object.entries(charts))("%s doesn't ask for what no picture can do", (_, chart) => {
    const subtitle = (spec: JsonObject) =>
      JSON.stringify((spec.title as JsonObject).subtitle ?? "");
    const asks = /slider|\b(move|drag|click|hover|try|press)\b/i;
    expect(subtitle(chart().toStill())).not.toMatch(asks);
  });

  it("keep what helps to read them, and what the reader wrote", () => {
    const still = (chart: Chart) => JSON.stringify(chart.toStill().title);
    expect(still(charts.batchHeatMap())).toContain("Brown is below 0, blue above.");
    expect(still(kit.rankingBars([1, 2], ["A", "B"], { text: "Move!" }))).toContain("“Move!”");
  });
});
