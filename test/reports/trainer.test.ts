import { describe, expect, it, vi } from "vitest";
import { argmax } from "../../src/logits/argmax.js";
import type { ForwardModel, ModelOutput } from "../../src/trainer/ForwardModel.js";
import { classificationLoss } from "../../src/trainer/loss.js";
import { model, recorded, rows, trainer, unlabelled, z } from "./recordedTrainer.js";

/*
 * What people did with a Trainer, here or in Python, and what they should have got. The numbers are those of Transformers
 * 5.23.0 and PyTorch 2.13.0; test/golden/trainer_cases.json has more of them.
 */

const predictions = async (own: ForwardModel, options: object = {}, data: object[] = rows) =>
  (await trainer(options, own).predict(data)).predictions;

describe("outputs of a model", () => {
  // Memory is why preprocess_logits_for_metrics is there: https://github.com/huggingface/transformers/issues/15466
  it("preprocess_logits_for_metrics returned class indices and labels, as a tuple", async () => {
    const preprocess_logits_for_metrics = (logits: number[][], labels: number[]) => [
      argmax(logits),
      labels,
    ];
    expect(await predictions(model(), { preprocess_logits_for_metrics })).toEqual([
      [1, 0, 1],
      [1, 0, 1],
    ]);
  });

  // https://github.com/huggingface/transformers/issues/15742
  it("kept the hidden states of each layer: two layers of three rows, not six rows", async () => {
    const layers = model((logits) => ({ hidden_states: [logits, logits.map(([a]) => [a, a, a])] }));
    const [logits, hidden] = (await predictions(layers)) as [number[][], number[][][]];
    expect(logits).toEqual(z);
    expect(hidden).toEqual([z, z.map(([a]) => [a, a, a])]);
  });

  // https://github.com/huggingface/transformers/pull/8336
  it("labelled tokens, more of them in one batch than in the other", async () => {
    const tokens = [
      [[1, 2]],
      [[3, 4]],
      [
        [5, 6],
        [7, 8],
      ],
    ];
    const data = tokens.map((logits, i) => ({ logits, labels: [[0], [1], [0, 1]][i] }));
    const output = await trainer().predict(data);
    expect(output.predictions).toEqual([
      [
        [1, 2],
        [-100, -100],
      ],
      [
        [3, 4],
        [-100, -100],
      ],
      [
        [5, 6],
        [7, 8],
      ],
    ]);
    expect(output.label_ids).toEqual([
      [0, -100],
      [1, -100],
      [0, 1],
    ]);
  });

  it("let the model return a loss though there were no labels: it is the first output", async () => {
    const losing = model((logits) => ({ loss: logits.length }));
    const reordered: ForwardModel = {
      forward: async (batch) =>
        ({ loss: batch.length, ...(await losing.forward(batch)) }) as ModelOutput,
    };
    expect(await predictions(reordered, {}, unlabelled)).toEqual([[2, 1], z]);
  });

  it("let the model return a second loss, one number for each batch", async () => {
    const two = model((logits) => ({ aux_loss: logits[0][0] }));
    expect(await predictions(two)).toEqual([z, [0, 0]]);
  });

  it("returned the bare logits of one row, which Transformers takes apart", async () => {
    const spy = vi.spyOn(console, "info").mockImplementation(() => undefined);
    const bare: ForwardModel = { forward: recorded };
    expect(await predictions(bare, {}, unlabelled.slice(1, 2))).toEqual([2]);
    const one = { args: { per_device_eval_batch_size: 1 } };
    expect(await predictions(bare, one, unlabelled.slice(1, 2))).toEqual([2, 0]);
    expect(spy).toHaveBeenCalledTimes(2);
    spy.mockRestore();
  });

  it("returned tensors", async () => {
    const tensors: ForwardModel = {
      forward: (batch) => ({
        logits: { data: Float32Array.from(recorded(batch).flat()), dims: [batch.length, 2] },
      }),
    };
    expect(await predictions(tensors, {}, unlabelled)).toEqual(z);
  });

  it("wrote preprocess_logits_for_metrics as an async function, and the predictions were empty", async () => {
    const preprocess_logits_for_metrics = async (logits: number[][]) => argmax(logits);
    await expect(predictions(model(), { preprocess_logits_for_metrics })).rejects.toThrow(
      "Trainer needs preprocess_logits_for_metrics to return its arrays at once, got a promise: write it without async",
    );
  });

  it("returned fewer rows than there were texts", async () => {
    const short: ForwardModel = { forward: (batch) => ({ logits: recorded(batch).slice(1) }) };
    await expect(predictions(short, {}, unlabelled)).rejects.toThrow(
      'Trainer needs one row of "logits" for each of the batch\'s 2 texts, got 1; let the model return arrays [batch, …]',
    );
    const cut = { preprocess_logits_for_metrics: (logits: number[][]) => logits.slice(1) };
    await expect(predictions(model(), cut)).rejects.toThrow("2 texts, got 1; keep all rows");
  });
});

describe("labels", () => {
  // https://github.com/huggingface/transformers/issues/21553
  it("had the labels in a column of another name: no loss and no metrics, until label_names says so", async () => {
    const data = rows.map(({ labels, ...row }) => ({ ...row, actions: labels }));
    const own: ForwardModel = { forward: (batch) => ({ loss: 0.5, logits: recorded(batch) }) };
    const named = trainer({ args: { label_names: ["actions"] } }, own);
    const output = await named.predict(data);
    expect(output.label_ids).toEqual([1, 0, 1]);
    expect(output.metrics.test_loss).toBe(0.5);
  });

  it("misspelt label_names or label, or had two label columns that contradict each other", async () => {
    const named = trainer({ args: { label_names: ["lables"] } });
    await expect(named.predict(rows)).rejects.toThrow(
      'no row has the column "lables" of label_names; did you mean "labels"?',
    );
    await expect(trainer().predict([{ ...unlabelled[0], Label: 1 }])).rejects.toThrow(
      'the rows have "Label": rename it, or name it in args: label_names: ["Label"]',
    );
    await expect(trainer().predict([rows[0], { ...rows[1], label: 1 }])).rejects.toThrow(
      "Trainer needs one truth for each row: row 1 has 1 as label and 0 as labels",
    );
  });

  it("trained with the probability of each class as the label", () => {
    expect(
      classificationLoss([[1, 2, 0.5]], [[0.2, 0.7, 0.1]], "single_label_classification"),
    ).toBeCloseTo(0.8144, 4);
  });

  it("gave labels that can't be, and got a number or NaN", () => {
    const loss =
      (labels: unknown, problem: unknown = "single_label_classification") =>
      () =>
        classificationLoss(
          [
            [1, 2, 0.5],
            [0, 1, 2],
          ],
          labels as number[],
          problem as never,
        );
    expect(loss([1, 3])).toThrow(
      "classificationLoss: row 1 has the label 3, but with 3 logits the classes are 0 to 2; -100 is a row to ignore",
    );
    expect(loss([1, 0.5])).toThrow("row 1 has the label 0.5");
    expect(loss([1, -1])).toThrow("row 1 has the label -1");
    expect(loss([1])).toThrow("one label for each row: 2 rows of logits, 1 labels");
    expect(loss([-100, -100])).toThrow("at least one label that counts");
    expect(
      loss(
        [
          [1, 0, 2],
          [0, 0, 1],
        ],
        "multi_label_classification",
      ),
    ).toThrow(
      "row 0 needs 0 or 1 (or a number between) for each of the 3 logits as its label, got 2",
    );
    expect(loss([1, 0], "multiclass")).toThrow(
      'problem_type to be "single_label_classification" or "multi_label_classification" or "regression", got the string "multiclass"',
    );
  });
});

describe("the loss", () => {
  // https://github.com/huggingface/transformers/issues/7024
  // https://github.com/huggingface/transformers/issues/12997
  it("asked how to weigh the classes of an unbalanced data set", () => {
    const weighted = classificationLoss(z, [1, 0, 1], { class_weights: [3, 1] } as never);
    // torch.nn.CrossEntropyLoss(weight=torch.tensor([3., 1.]))
    expect(weighted).toBeCloseTo(0.1485, 4);
  });

  // https://github.com/huggingface/transformers/pull/10338
  it("evaluated with label smoothing", async () => {
    const own: ForwardModel = { forward: (batch) => ({ logits: recorded(batch) }) };
    const { metrics, label_ids } = await trainer(
      { args: { label_smoothing_factor: 0.1 } },
      own,
    ).predict(rows);
    expect(label_ids).toEqual([1, 0, 1]);
    expect(metrics.test_loss).toBeCloseTo(0.2629, 4);
  });
});

describe("metrics", () => {
  it("returned a number from compute_metrics", async () => {
    const run = (compute_metrics: unknown) => trainer({ compute_metrics }).predict(rows);
    await expect(run(() => 0.9)).rejects.toThrow(
      "Trainer needs compute_metrics to return an object of numbers, got 0.9: return { accuracy: 0.9 }",
    );
    await expect(run(() => new Map([["accuracy", 0.9]]))).rejects.toThrow("got a Map");
    await expect(run(() => undefined)).rejects.toThrow("an object of numbers, got undefined");
    await expect(run(() => ({ accuracy: "90 %" }))).rejects.toThrow(
      'its accuracy is the string "90 %"',
    );
  });

  // https://github.com/huggingface/transformers/issues/15857
  it("evaluated two data sets by name", async () => {
    const eval_dataset = { near: rows.slice(0, 2), far: rows.slice(2) };
    const metrics = await trainer({ eval_dataset }).evaluate();
    expect(metrics).toMatchObject({ eval_near_loss: 0.5, eval_far_loss: 0.5 });
    expect(await trainer({ eval_dataset }).evaluate(null)).toMatchObject({ eval_far_loss: 0.5 });
  });

  it("wanted metrics batch by batch, the inputs, or only the loss", async () => {
    const seen: unknown[] = [];
    const compute_metrics = (ev: { label_ids: number[] }, compute_result?: boolean) => {
      seen.push([ev.label_ids.length, compute_result]);
      return { batches: seen.length };
    };
    const batches = trainer({ compute_metrics, args: { batch_eval_metrics: true } });
    expect((await batches.evaluate(rows)).eval_batches).toBe(2);
    expect(seen).toEqual([
      [2, false],
      [1, true],
    ]);
    const more = ({ inputs, losses }: { inputs: string[]; losses: number[] }) => ({
      last: Number(inputs[2].at(-1)),
      loss: losses[2],
    });
    const including = trainer({
      compute_metrics: more,
      args: { include_for_metrics: ["inputs", "loss"] },
    });
    expect((await including.predict(rows)).metrics).toMatchObject({ test_last: 2, test_loss: 0.5 });
    const pairs = rows.map((row) => ({ ...row, text_pair: "and its pair" }));
    const lengths = ({ inputs }: { inputs: { text_pair: string }[] }) => ({
      pair: inputs[2].text_pair.length,
    });
    const paired = trainer({ compute_metrics: lengths, args: { include_for_metrics: ["inputs"] } });
    expect((await paired.predict(pairs)).metrics.test_pair).toBe(12);
    const alone = await trainer({ args: { prediction_loss_only: true } }).predict(rows);
    expect([alone.predictions, alone.label_ids, alone.metrics.test_loss]).toEqual([[], null, 0.5]);
  });
});
