import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import * as kit from "../src/index.js";

const index = readFileSync(new URL("../src/index.ts", import.meta.url), "utf8");

/** The public functions of some rooms, as the table of contents names them. */
function functionsOf(...rooms: string[]): string[] {
  const exports = Array.from(index.matchAll(/export \{([^}]*)\} from "\.\/(\w+)\//g));
  const names = exports.flatMap(([, list, room]) => (rooms.includes(room) ? list.split(",") : []));
  return names.map((name) => name.trim()).filter((name) => /^[a-z]\w*$/.test(name));
}

const { LogitsError } = kit;
const row = [1, 2];
const labels = ["A", "B"];
const batch = [row];
const three = { labels: ["A", "B", "C"], logits: [[1, 2, 3]] };
const table = { columns: ["A"], rows: [["1"]] };
const chart = kit.dragTheLogits(row, labels);
const config = { num_labels: 2 };

/** Calls of every public function of these rooms that takes options, and of those that might be thought to. */
const calls: Record<string, (option: never) => unknown> = {
  argmax: (option) => (kit.argmax as Loose)(row, option),
  diagnose: (option) => kit.diagnose(row, option),
  entropy: (option) => kit.entropy(row, option),
  interpret: (option) => kit.interpret(row, option),
  interpretColumns: (option) => kit.interpretColumns(row, option),
  logSigmoid: (option) => kit.logSigmoid(row, option),
  logSoftmax: (option) => kit.logSoftmax(row, option),
  logSumExp: (option) => kit.logSumExp(row, option),
  margin: (option) => kit.margin(row, option),
  pipelineCall: (option) => kit.pipelineCall(row, config, option),
  postprocess: (option) => kit.postprocess(row, config, option),
  postprocessLikeTransformersJs: (option) => kit.postprocessLikeTransformersJs(row, config, option),
  sigmoid: (option) => kit.sigmoid(row, option),
  softmax: (option) => kit.softmax(row, option),
  topK: (option) => (kit.topK as Loose)(row, 1, option),

  batchHeatMap: (option) => kit.batchHeatMap(batch, labels, option),
  confidenceHistogram: (option) =>
    (kit.confidenceHistogram as Loose)(kit.interpret(batch), [1], option),
  confusionMatrixChart: (option) =>
    (kit.confusionMatrixChart as Loose)(
      [
        [1, 0],
        [0, 1],
      ],
      labels,
      option,
    ),
  createChart: (option) =>
    kit.createChart({ title: "", description: "", spec: {}, table, ...(option as object) }),
  createPlotlyChart: (option) =>
    kit.createPlotlyChart({
      ...{ title: "", description: "", figure: {}, still: {}, table },
      ...(option as object),
    }),
  dragTheLogits: (option) => (kit.dragTheLogits as Loose)(row, labels, option),
  interpretationChart: (option) => kit.interpretationChart(kit.interpret(batch), option),
  labelThermometers: (option) => kit.labelThermometers(row, labels, option),
  logitPlayground: (option) => (kit.logitPlayground as Loose)(row, labels, option),
  logitSpace: (option) => kit.logitSpace(labels, option),
  logitsBesideProbabilities: (option) => kit.logitsBesideProbabilities(row, labels, option),
  temperatureFit: (option) => kit.temperatureFit(batch, [1], option),
  coverageChart: (option) => kit.coverageChart(batch, [1], option),
  eceConventions: (option) => kit.eceConventions(batch, [1], option),
  rocAndPrecisionRecall: (option) => kit.rocAndPrecisionRecall([row, [2, 1]], [1, 0], option),
  precisionRecallByThreshold: (option) => kit.precisionRecallByThreshold(batch, [1], option),
  reliabilityDiagram: (option) => kit.reliabilityDiagram(batch, [1], option),
  rankingBars: (option) => kit.rankingBars(row, labels, option),
  sameBatchByBug: (option) =>
    (kit.sameBatchByBug as Loose)([{ name: "right", values: batch }], labels, option),
  sigmoidPoints: (option) =>
    (kit.sigmoidPoints as Loose)(kit.interpret(batch), [1], ["a text"], option),
  simplex: (option) => kit.simplex(three.logits, three.labels, option),
  simplexSlider: (option) => kit.simplexSlider(three.logits, three.labels, option),
  smallMultiples: (option) => kit.smallMultiples(batch, labels, option),
  softmaxAgainstSigmoid: (option) => (kit.softmaxAgainstSigmoid as Loose)(row, labels, option),
  temperatureTrajectories: (option) => (kit.temperatureTrajectories as Loose)(row, labels, option),
  wordEffects: (option) =>
    (kit.wordEffects as Loose)(
      {
        ...{ text: "a", words: ["a"], label: "A", logit: 1, logit_of_none: 0 },
        ...{ struck: [1], shapley: [1] },
      },
      option,
    ),
  trainingCurves: (option) => (kit.trainingCurves as Loose)([{ epoch: 1, loss: 0.5 }], option),

  defineExercise: (option) =>
    kit.defineExercise({ id: "99.9", check: () => true, hints: ["-"], ...(option as object) }),
  definePrediction: (option) =>
    kit.definePrediction({
      ...{ id: "99.z", question: "How many?", came: 2, mistakes: [] },
      ...(option as object),
    }),
  displayBundle: (option) => kit.displayBundle({ "text/plain": "" }, option),
  expectError: (option) =>
    (kit.expectError as Loose)(() => {
      throw new LogitsError("");
    }, option),
  progressBar: (option) => kit.progressBar("", option),
  show: (option) => (kit.show as Loose)(chart, option),
  showTable: (option) => (kit.showTable as Loose)(chart, option),
};

type Loose = (...args: unknown[]) => unknown;

/** Public functions of these rooms that take no options, and what they take. */
const others: Record<string, string> = {
  check: "an exercise and its answer; it never throws",
  compare: "texts under titles of any name",
  downloadProgress: "nothing",
  fourDiagrams: "nothing",
  hasPlaceholderLabels: "a label map",
  hint: "an exercise",
  id2labelOf: "a label map",
  kitFolder: "nothing",
  label2idOf: "a label map",
  makeConfig: "a whole config, whose other fields mean nothing here",
  poll: "a prediction; it never throws",
  predict: "a prediction, what was said and what came; it never throws",
  progress: "nothing",
  readLabels: "a label map",
  showDiagnosis: "a diagnosis",
  showSource: "a function",
  sixOutputs: "logits",
  sigmoidInto: "numbers, sizes and a temperature, by place",
  softmaxInto: "numbers, sizes and a temperature, by place",
  trainerProgress: "nothing",
  twelvePrograms: "logits",
};

it("every public function of logits, charts and notebook is in one of the two lists", () => {
  const listed = [...Object.keys(calls), ...Object.keys(others)].sort();
  expect(listed).toEqual(functionsOf("logits", "charts", "notebook").sort());
});

describe("an option that the function doesn't know is refused by", () => {
  // Some of the functions print.
  beforeAll(() => void vi.spyOn(console, "log").mockImplementation(() => {}));
  afterAll(() => void vi.restoreAllMocks());

  it.each(Object.entries(calls))("%s", async (name, call) => {
    const given = async () => call({ colour: 1 } as never);
    await expect(given()).rejects.toThrow(kit.ReadingLogitsError);
    await expect(given()).rejects.toThrow(name);
    await expect(given()).rejects.toThrow("colour");
  });

  it.each(Object.entries(calls))("%s, which works without it", async (_name, call) => {
    await call(undefined as never);
  });
});
