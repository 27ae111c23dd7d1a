import { describe, expect, it } from "vitest";
import { stepsOfForward, stepsOfOutputs } from "../../src/trainer/evaluationSteps.js";
import { classificationLoss } from "../../src/trainer/loss.js";
import type { EvaluationStep } from "../../src/trainer/predictionStep.js";

const logits = [
  [1, 2],
  [0, 3],
  [4, 1],
];

const texts = ["a", "b", "c"].map((text) => ({ text }));
const loss = { problem_type: "single_label_classification" } as const;

describe("stepsOfOutputs", () => {
  it("cuts what a classifier gave into batches, the last one short, each with its own loss", () => {
    const steps = [...stepsOfOutputs(texts, { logits }, [0, 1, 0], loss, 2)];
    expect(steps.map(({ rows, labels, isLast }) => ({ rows, labels, isLast }))).toEqual([
      { rows: texts.slice(0, 2), labels: [0, 1], isLast: false },
      { rows: texts.slice(2), labels: [0], isLast: true },
    ]);
    const lossOfLast = classificationLoss([[4, 1]], [0], loss);
    expect(steps[1].outputs).toEqual({ loss: lossOfLast, logits: [[4, 1]] });
  });

  it("has no loss without labels, and the vectors only where they are there", () => {
    const pooler_output = logits.map((row) => Float32Array.from(row));
    const [all] = stepsOfOutputs(texts, { logits, pooler_output }, null, loss, 8);
    expect(all).toMatchObject({ labels: null, outputs: { loss: null, pooler_output: logits } });
    const [bare] = stepsOfOutputs(texts, { logits }, null, loss, 8);
    expect(bare.outputs).not.toHaveProperty("pooler_output");
  });
});

describe("stepsOfForward", () => {
  const rows = logits.map((row, i) => ({ idx: i, row, label: i % 2 }));
  const forward = (batch: readonly { row?: unknown }[]) => ({
    logits: batch.map(({ row }) => row),
  });

  it("runs a model of one's own batch by batch, in order, and tells how far it is", async () => {
    const told: number[] = [];
    const onProgress = ({ done }: { done: number }) => told.push(done);
    const steps: EvaluationStep[] = [];
    for await (const step of stepsOfForward({ forward }, rows, 2, { onProgress })) steps.push(step);
    expect(steps.map(({ outputs }) => outputs)).toEqual([
      {
        logits: [
          [1, 2],
          [0, 3],
        ],
      },
      { logits: [[4, 1]] },
    ]);
    expect(steps.map(({ labels }) => labels)).toEqual([[0, 1], [0]]);
    expect(steps.map((step) => step.rows)).toEqual([rows.slice(0, 2), rows.slice(2)]);
    expect(steps.map(({ isLast }) => isLast)).toEqual([false, true]);
    expect(told).toEqual([2, 3]);
  });

  it("stops between two batches on an abort", async () => {
    const aborter = new AbortController();
    const onProgress = () => aborter.abort(new Error("enough"));
    const steps = stepsOfForward({ forward }, rows, 2, { onProgress, signal: aborter.signal });
    await steps.next();
    await expect(steps.next()).rejects.toThrow("enough");
  });
});
