import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { batchLoss, classificationLoss, lossGradient } from "../../src/trainer/loss.js";
import type { LabelIds } from "../../src/trainer/PredictionOutput.js";

interface LossCase {
  name: string;
  logits: number[][];
  labels: LabelIds;
  class_weights: number[] | null;
  label_smoothing: number;
  loss: number;
  gradient: number[][];
}

const file = new URL("../golden/trainer_cases.json", import.meta.url);
const { losses } = JSON.parse(readFileSync(file, "utf8")) as { losses: LossCase[] };

describe("as PyTorch's cross_entropy and its gradient", () => {
  it.each(losses)("$name", ({ logits, labels, class_weights, label_smoothing, ...golden }) => {
    const loss = {
      problem_type: "single_label_classification",
      label_smoothing,
      ...(class_weights && { class_weights }),
    } as const;
    expect(classificationLoss(logits, labels, loss)).toBeCloseTo(golden.loss, 12);
    expect(batchLoss(logits, labels, loss)).toBeCloseTo(golden.loss, 12);
    const gaps = lossGradient(logits, labels, loss).flatMap((row, i) =>
      row.map((slope, k) => Math.abs(slope - golden.gradient[i][k])),
    );
    expect(Math.max(...gaps)).toBeLessThan(1e-14);
  });

  it("in all the ways that these go together", () => {
    expect(losses).toHaveLength(13);
  });
});
