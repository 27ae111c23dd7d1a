import { describe, expect, it } from "vitest";
import type { Chart } from "../../../src/charts/Chart.js";
import { palette } from "../../../src/charts/parts/theme.js";
import * as kit from "../../../src/index.js";
import { chartBuilders } from "../../browser/chartBuilders.js";

const labels = ["A", "B", "C"];
const three = [
  [1, 2, 0.5],
  [0.2, 3, 1],
  [-1, 0, 2],
];
const two = three.map((row) => row.slice(0, 2));
const log = [1, 2, 3].map((epoch) => ({
  epoch,
  loss: 1 / epoch,
  eval_loss: 1,
  eval_accuracy: 0.5,
}));

/** Each chart without the truth, or where it has one, with nothing wrong in it. */
const charts: Record<string, () => Chart> = {
  batchHeatMap: () => kit.batchHeatMap(three, labels, { label_ids: [0, 1, 2] }),
  confusionMatrixChart: () =>
    kit.confusionMatrixChart(
      three.map((row) => row.map(() => 1)),
      labels,
    ),
  coverageChart: () => kit.coverageChart(three, [0, 1, 2]),
  dragTheLogits: () => kit.dragTheLogits(three[0], labels),
  eceConventions: () => kit.eceConventions(three, [0, 1, 2]),
  interpretationChart: () => kit.interpretationChart(kit.interpret(three)),
  labelThermometers: () => kit.labelThermometers(three, labels),
  logitPlayground: () => kit.logitPlayground(three[0], labels),
  logitSpace: () => kit.logitSpace(["A", "B"], { logits: two }),
  logitsBesideProbabilities: () => kit.logitsBesideProbabilities(three, labels),
  precisionRecallByThreshold: () => kit.precisionRecallByThreshold(three, [0, 1, 2]),
  rankingBars: () => kit.rankingBars(three[0], labels),
  sameBatchByBug: () => kit.sameBatchByBug([{ name: "right", values: three }], labels),
  simplex: () => kit.simplex(three, labels),
  simplexSlider: () => kit.simplexSlider(three, labels),
  smallMultiples: () => kit.smallMultiples(three, labels),
  softmaxAgainstSigmoid: () => kit.softmaxAgainstSigmoid(three[0], labels),
  temperatureTrajectories: () => kit.temperatureTrajectories(three[0], labels),
  trainingCurves: () => kit.trainingCurves(log, { classes: 2 }),
  wordEffects: () =>
    kit.wordEffects({
      ...{ text: "a b", words: ["a", "b"], label: "A", logit: 1, logit_of_none: 0 },
      ...{ struck: [1, -1], shapley: [1, -1] },
    }),
};
/** The charts that always tell right from wrong, and so always know both colours. */
const verdicts = [
  "confidenceHistogram",
  "reliabilityDiagram",
  "rocAndPrecisionRecall",
  "sigmoidPoints",
  "temperatureFit",
];

describe("one colour, one meaning", () => {
  it("looks at every chart of the kit", () => {
    expect([...Object.keys(charts), ...verdicts].sort()).toEqual(chartBuilders().sort());
  });

  it.each(Object.entries(charts))("%s doesn't wear the colour of what is wrong", (_, chart) => {
    const drawn = JSON.stringify([chart().toSpec(), chart().toStill()]).toUpperCase();
    expect(drawn).not.toContain(palette.wrong);
  });
});
