import { describe, expect, it } from "vitest";
import {
  argmax,
  batchHeatMap,
  createChart,
  defineExercise,
  displayBundle,
  dragTheLogits,
  expectError,
  interpret,
  interpretationChart,
  interpretColumns,
  logitSpace,
  logitsBesideProbabilities,
  makeConfig,
  pipelineCall,
  postprocess,
  postprocessLikeTransformersJs,
  progressBar,
  sigmoidPoints,
  softmax,
  softmaxAgainstSigmoid,
  softmaxInto,
  TrainingArguments,
  type TrainingArgumentsOptions,
  topK,
} from "../../src/index.js";

/* Options as people write them, that were ignored in silence: each is refused with what to do, or means something now. */

const row = [1, 2, 0.5];
const labels = ["A", "B", "C"];
const id2label = { 0: "A", 1: "B", 2: "C" };
const id2labelOfTwo = { 0: "NEGATIVE", 1: "POSITIVE" };

it("wrote arguments of training in the wrong kind, or beyond their range", () => {
  const make = (args: object) => () => new TrainingArguments(args as TrainingArgumentsOptions);
  expect(make({ metric_for_best_model: 5 })).toThrow(
    "TrainingArguments: metric_for_best_model must be a text, or null, got 5",
  );
  expect(make({ warmup_ratio: 10 })).toThrow(
    "warmup_ratio must be a number of at least 0 and below 1, got 10; a number of steps is warmup_steps",
  );
});

/** The error that a call makes, whatever the types say. */
function errorOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
  return "nothing was refused";
}

describe("a name that was mistyped", () => {
  // A mistyped keyword is "extremely dangerous": https://github.com/tensorflow/tensorflow/issues/46276
  it.each([
    [
      "treshold",
      { treshold: 0.6 },
      'interpret has no option "treshold"; did you mean "threshold"?',
    ],
    ["topK", { topK: 2 }, 'interpret has no option "topK"; did you mean "top_k"?'],
    [
      "id2Label",
      { id2Label: id2label },
      'interpret has no option "id2Label"; did you mean "id2label"?',
    ],
    [
      "temprature, beside a whole config",
      { ...makeConfig({ id2label }), temprature: 2 },
      'interpret has no option "temprature"; did you mean "temperature"?',
    ],
  ])("interpret: %s", (_title, options, message) => {
    expect(errorOf(() => interpret(row, options as object))).toBe(`LogitsError: ${message}`);
  });

  it.each([
    [
      "topk",
      () => pipelineCall(row, { id2label }, { topk: 2 } as object),
      'LogitsError: pipelineCall has no option "topk"; did you mean "top_k"?',
    ],
    [
      "text for a batch",
      () => batchHeatMap([row], labels, { text: ["a"] } as object),
      'ChartError: batchHeatMap has no option "text"; did you mean "texts"?',
    ],
    [
      "labels for label_ids",
      () => batchHeatMap([row], labels, { labels: [1] } as object),
      'ChartError: batchHeatMap has no option "labels": the labels come before the options',
    ],
    [
      "data for a table",
      () => createChart({ title: "", description: "", spec: {}, tabel: {} } as never),
      'ChartError: createChart has no option "tabel"; did you mean "table"?',
    ],
    [
      "hint for hints",
      () => defineExercise({ id: "99.2", check: () => true, hint: "-" } as never),
      'NotebookError: defineExercise has no option "hint"; did you mean "hints"?',
    ],
    [
      "display_id, Jupyter's name",
      () => displayBundle({}, { display_id: "a" } as object),
      'NotebookError: displayBundle has no option "display_id"; did you mean "displayId"?',
    ],
    [
      "desc, tqdm's name",
      () => progressBar("Reading", { desc: "a" } as object),
      'NotebookError: progressBar has no option "desc"; it knows total, unit',
    ],
  ])("%s", (_title, call, message) => {
    expect(errorOf(call)).toBe(message);
  });
});

describe("an option of another library", () => {
  const config = { id2label };

  it("return_all_scores, which Transformers 5 ignores", () => {
    // https://github.com/huggingface/transformers/issues/43901
    expect(errorOf(() => postprocess(row, config, { return_all_scores: true } as object))).toBe(
      'LogitsError: postprocess has no option "return_all_scores": write top_k: null for all scores, or leave top_k out for the best one',
    );
    expect(errorOf(() => interpret(row, { return_all_scores: true } as object))).toContain(
      "leave top_k out",
    );
  });

  it("function_to_apply for transformers.js, which has none", () => {
    // https://github.com/huggingface/transformers.js/pull/249
    const options = { function_to_apply: "sigmoid" } as object;
    expect(errorOf(() => postprocessLikeTransformersJs(row, config, options))).toBe(
      'LogitsError: postprocessLikeTransformersJs has no option "function_to_apply": transformers.js ignores it, so use postprocess, which does as Python',
    );
  });

  it('function_to_apply: "default", which is documented and doesn\'t exist', () => {
    const options = { function_to_apply: "default" };
    expect(errorOf(() => pipelineCall(row, config, options))).toBe(
      'PythonError: pipelineCall stops where Python raises KeyError: \'DEFAULT\'; write "softmax", "sigmoid" or "none", or leave it out, and the config decides',
    );
  });

  it.each(["truncation", "padding", "max_length", "batch_size", "device"])(
    "%s, which is for the steps before the logits",
    (name) => {
      expect(errorOf(() => pipelineCall(row, config, { [name]: 8 } as object))).toBe(
        `LogitsError: pipelineCall has no option "${name}": it belongs to the step before, which makes the logits`,
      );
    },
  );

  it("numpy's axis: over the whole batch, or along the rows", () => {
    const advice =
      "it works along the classes of each row, so transpose a batch of columns first, and instead of rows.map(argmax) write argmax(rows)";
    const loose = argmax as (...args: unknown[]) => unknown;
    expect(errorOf(() => loose([row], 0))).toBe(
      `LogitsError: argmax takes no options, got 0: ${advice}`,
    );
    expect(errorOf(() => loose([row], { axis: 0 }))).toBe(
      `LogitsError: argmax takes no options, got an object with axis: ${advice}`,
    );
    const ranked = topK as (...args: unknown[]) => unknown;
    expect(errorOf(() => ranked([row], 1, { dim: 0 }))).toContain("topK takes no options");
  });

  it("a config and then options, of which only the config counted", () => {
    const unsure = [0, 0.2];
    const asked: [string, (...args: unknown[]) => unknown, unknown[]][] = [
      ["interpret", interpret as never, [unsure, config, { threshold: 0.6 }]],
      ["interpretColumns", interpretColumns as never, [unsure, config, { threshold: 0.6 }]],
      ["softmax", softmax as never, [unsure, {}, { temperature: 2 }]],
      ["postprocess", postprocess as never, [row, config, {}, { top_k: 1 }]],
    ];
    for (const [name, ask, args] of asked) {
      expect(errorOf(() => ask(...args))).toMatch(
        new RegExp(`^LogitsError: ${name} takes nothing after its options, got an object with`),
      );
    }
  });

  it("jest's second argument, which says what error to expect", () => {
    const loose = expectError as (...args: unknown[]) => unknown;
    expect(errorOf(() => loose(() => argmax([]), "needs at least one logit"))).toBe(
      'NotebookError: expectError takes no options, got the string "needs at least one logit"',
    );
  });
});

describe("options where there are none, or null", () => {
  const loose = (chart: unknown) => chart as (...args: unknown[]) => unknown;

  it.each([
    [
      "null",
      () => interpret(row, null as never),
      "LogitsError: interpret needs its options as an object, such as { id2label: … }, got null",
    ],
    [
      "a title for a chart that has its own",
      () => loose(dragTheLogits)(row, labels, { title: "Mine" }),
      "ChartError: dragTheLogits takes no options, got an object with title",
    ],
    [
      "a threshold for a chart with a slider",
      () => loose(softmaxAgainstSigmoid)(row, labels, { threshold: 0.3 }),
      "ChartError: softmaxAgainstSigmoid takes no options, got an object with threshold",
    ],
    [
      "texts for points that aren't given",
      () => logitSpace(["A", "B"], { texts: ["a"] }),
      "ChartError: logitSpace has points only with logits, and label_ids and texts describe points",
    ],
    [
      "a text and texts",
      () => logitsBesideProbabilities(row, labels, { text: "a", texts: ["b"] }),
      "ChartError: logitsBesideProbabilities takes text for a row or texts for a batch, got both",
    ],
    [
      "an object as a temperature",
      () => softmaxInto(row, 1, 3, [0, 0, 0], { temperature: 2 } as never),
      "LogitsError: softmaxInto needs a temperature above 0 and below Infinity, got an object with temperature",
    ],
    [
      "a threshold for a regression",
      () => interpret([2.5], { problem_type: "regression", threshold: 0.5 }),
      'LogitsError: interpret needs probabilities for a threshold, and function_to_apply "none" (a regression\'s) makes none: leave the threshold out',
    ],
    [
      "labels by name only",
      () => interpret(row, { label2id: { A: 0, B: 1, C: 2 } } as object),
      "LogitsError: interpret reads labels from id2label, and only label2id is given: convert it with id2labelOf(label2id)",
    ],
  ])("%s", (_title, call, message) => {
    expect(errorOf(call)).toBe(message);
  });
});

describe("a threshold", () => {
  // A threshold that a single-label classifier passes over: https://github.com/fastino-ai/GLiNER2/issues/66,
  // https://github.com/camspiers/statistical-classifier/issues/10
  const unsure = [0, 0.2];

  it("for softmax: below it there is no label", () => {
    const read = interpret(unsure, { id2label: id2labelOfTwo, threshold: 0.6 });
    expect(read.predicted_label).toBeNull();
    expect(read.predicted_index).toBe(1);
    expect(String(read)).toMatch(/^no label above the threshold/);
    expect(interpret([0, 2], { id2label: id2labelOfTwo, threshold: 0.6 }).predicted_label).toBe(
      "POSITIVE",
    );
  });

  it("for softmax, in a chart: no class is in colour, and the title says so", () => {
    const chart = interpretationChart(interpret(unsure, { threshold: 0.6 }));
    expect(chart.title).toBe("no label above the threshold");
    expect(JSON.stringify(chart.toSpec().data)).toContain('"predictions":[false,false]');
  });

  it("for softmax, for millions of rows", () => {
    expect(interpretColumns([unsure, [0, 2]], { threshold: 0.6 }).is_labelled).toEqual(
      Uint8Array.of(0, 1),
    );
  });

  it("of its own for each label", () => {
    const problem_type = "multi_label_classification";
    // sigmoid: 0.73, 0.38, 0.27
    const logits = [1, -0.5, -1];
    const read = (threshold: object) =>
      interpret(logits, { id2label, problem_type, threshold } as object);
    expect(read({ A: 0.9, B: 0.3 }).predicted_labels).toEqual(["B"]);
    expect(read([0.9, 0.3, 0.2]).predicted_labels).toEqual(["B", "C"]);
    expect(errorOf(() => read({ a: 0.9 }))).toContain('threshold["a"], which is no label');
  });

  it("of a single logit, whose label was named whatever the logit was", () => {
    expect(interpret([[-5], [5]]).map((one) => one.predicted_label)).toEqual([null, "LABEL_0"]);
  });
});

it("sigmoidPoints with Python's 64-bit label ids, of which none was ever right", () => {
  const rows = interpret(
    [
      [0, 2],
      [2, 0],
    ],
    { id2label: id2labelOfTwo },
  );
  const chart = sigmoidPoints(rows, BigInt64Array.of(1n, 0n) as never, ["a", "b"]);
  expect(chart.title).toBe("2 of 2 texts on the right side of 0.5, 0 on the wrong side");
});

it("sigmoidPoints of labels that are decided one by one, whose points are not on the curve", () => {
  const rows = interpret([[0, 2]], { problem_type: "multi_label_classification" });
  expect(errorOf(() => sigmoidPoints(rows, [1], ["a"]))).toBe(
    "ChartError: sigmoidPoints draws the sigmoid of a difference, which is the softmax of two: row 0 was read by sigmoid",
  );
});
