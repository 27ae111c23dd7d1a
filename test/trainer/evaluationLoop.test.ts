import { describe, expect, it } from "vitest";
import { evaluationLoop } from "../../src/trainer/evaluationLoop.js";
import type { ModelOutput } from "../../src/trainer/ForwardModel.js";
import type { EvaluationStep } from "../../src/trainer/predictionStep.js";
import { TrainingArguments } from "../../src/trainer/TrainingArguments.js";

const options = {
  metric_key_prefix: "test",
  ignore_keys: [],
  per_device_eval_batch_size: 2,
  main_input_name: "text",
  keepsPredictions: true,
  args: new TrainingArguments(),
};

function step(outputs: ModelOutput, labels: number[] | null, size = 2): EvaluationStep {
  const rows = Array.from({ length: size }, (_, i) => ({ text: `text ${i}` }));
  return { outputs, labels, rows, isLast: false };
}

describe("evaluationLoop", () => {
  it("joins the batches, and counts each batch's loss once for each text in it", async () => {
    const steps = [
      step(
        {
          loss: 1,
          logits: [
            [1, 2],
            [3, 4],
          ],
        },
        [0, 1],
      ),
      step({ loss: 4, logits: [[5, 6]] }, [1], 1),
    ];
    const result = await evaluationLoop(steps, options);
    expect(result).toEqual({
      predictions: [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
      label_ids: [0, 1, 1],
      metrics: { test_loss: 2 },
      num_samples: 3,
    });
  });

  it("leaves an infinite loss out of the mean, unless all are or it is told to keep them", async () => {
    const losses = (...values: number[]) =>
      values.map((loss) => step({ loss, logits: [[0], [0]] }, [0, 0]));
    const mean = async (steps: EvaluationStep[], logging_nan_inf_filter = true) =>
      (
        await evaluationLoop(steps, {
          ...options,
          args: new TrainingArguments({ logging_nan_inf_filter }),
        })
      ).metrics.test_loss;
    expect(await mean(losses(1, Infinity, 3))).toBe(2);
    expect(await mean(losses(1, Infinity, 3), false)).toBe(Infinity);
    expect(await mean(losses(Infinity))).toBe(Infinity);
  });

  it("fills rows up with -100 where a later batch has longer ones", async () => {
    const steps = [step({ logits: [[1], [2]] }, null), step({ logits: [[3, 4]] }, null, 1)];
    expect((await evaluationLoop(steps, options)).predictions).toEqual([
      [1, -100],
      [2, -100],
      [3, 4],
    ]);
  });

  it("gives several outputs as a tuple, but for those that are ignored", async () => {
    const steps = [step({ logits: [[1], [2]], hidden: [[3], [4]] }, null)];
    const both = [
      [[1], [2]],
      [[3], [4]],
    ];
    expect((await evaluationLoop(steps, options)).predictions).toEqual(both);
    const ignore_keys = ["hidden"];
    expect((await evaluationLoop(steps, { ...options, ignore_keys })).predictions).toEqual([
      [1],
      [2],
    ]);
  });

  it("includes both texts of a pair", async () => {
    const rows = [
      { text: "a", text_pair: "b" },
      { text: "c", text_pair: null },
    ];
    let seen: unknown;
    const compute_metrics = ({ inputs }: { inputs?: unknown }) => {
      seen = inputs;
      return {};
    };
    const steps = [{ ...step({ loss: 0.5, logits: [[1], [2]] }, [0, 0]), rows }];
    const args = new TrainingArguments({ include_for_metrics: ["inputs"] });
    await evaluationLoop(steps, { ...options, args, compute_metrics });
    expect(seen).toEqual([{ text: "a", text_pair: "b" }, "c"]);
  });

  it("puts the prefix before the metrics that lack it, and those behind the others", async () => {
    const compute_metrics = () => ({ accuracy: 1, test_errors: 0 });
    const steps = [step({ loss: 0.5, logits: [[1], [2]] }, [0, 0])];
    const { metrics } = await evaluationLoop(steps, { ...options, compute_metrics });
    expect(Object.entries(metrics)).toEqual([
      ["test_errors", 0],
      ["test_loss", 0.5],
      ["test_accuracy", 1],
    ]);
  });

  it.each<[unknown, string]>([
    [
      Promise.resolve([0, 1]),
      "to return its arrays at once, got a promise: write it without async",
    ],
    [new Map([["ids", [0, 1]]]), 'needs one row of "preprocess_logits_for_metrics"'],
    [{ ids: new Set([0, 1]) }, 'needs one row of "preprocess_logits_for_metrics.ids"'],
  ])("refuses %o in place of arrays from preprocess_logits_for_metrics", async (made, message) => {
    const preprocess_logits_for_metrics = () => made;
    const steps = [step({ logits: [[1], [2]] }, null)];
    const run = evaluationLoop(steps, { ...options, preprocess_logits_for_metrics });
    await expect(run).rejects.toThrow(message);
  });

  type Rows = number[][];
  it.each<[string, (rows: Rows) => unknown]>([
    ["the first", (rows) => rows.slice(0, 1)],
    ["all but the first", (rows) => rows.slice(1)],
    ["the larger", (rows) => rows.filter(([first]) => first > 2)],
  ])("refuses %s of two rows from preprocess_logits_for_metrics", async (_, cut) => {
    const steps = [
      step(
        {
          logits: [
            [1, 2],
            [3, 4],
          ],
        },
        null,
      ),
    ];
    const run = evaluationLoop(steps, {
      ...options,
      preprocess_logits_for_metrics: cut as never,
    });
    await expect(run).rejects.toThrow(
      'needs one row of "preprocess_logits_for_metrics" for each of the batch\'s 2 texts, got 1',
    );
  });

  it("keeps a tuple of a single part", async () => {
    const steps = [
      step(
        {
          logits: [
            [1, 2],
            [3, 4],
          ],
        },
        null,
      ),
    ];
    const preprocess_logits_for_metrics = (rows: Rows) => [rows.map(([first]) => first)];
    const run = evaluationLoop(steps, {
      ...options,
      preprocess_logits_for_metrics: preprocess_logits_for_metrics as never,
    });
    expect((await run).predictions).toEqual([[1, 3]]);
  });

  it.each([[new Map([["accuracy", 1]])], [new Set([1])], [new Date(0)]])(
    "refuses %o as metrics, whose numbers would be lost",
    async (made) => {
      const compute_metrics = () => made as never;
      const steps = [step({ loss: 0.5, logits: [[1], [2]] }, [0, 0])];
      await expect(evaluationLoop(steps, { ...options, compute_metrics })).rejects.toThrow(
        "Trainer needs compute_metrics to return an object of numbers, got",
      );
    },
  );

  it("says what a model that gives a list, or no arrays, should give", async () => {
    const loop = (outputs: ModelOutput, labels: number[] | null) =>
      evaluationLoop([step(outputs, labels)], options);
    await expect(
      loop(
        [
          [[1], [2]],
          [[3], [4]],
        ],
        [0, 1],
      ),
    ).rejects.toThrow("needs [loss, logits]");
    await expect(loop([[1], [2]], [0, 1])).rejects.toThrow("needs { loss, logits }");
    await expect(loop({ logits: 3 }, null)).rejects.toThrow("return arrays [batch, …]");
  });
});
