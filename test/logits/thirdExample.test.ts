import { expect, test } from "vitest";
import { argmax } from "../../src/logits/argmax.js";
import { interpret } from "../../src/logits/interpret.js";
import { softmax } from "../../src/logits/softmax.js";
import { thirdExample } from "./goldenThirdExample.js";

const { logits, class_labels, probabilities, indices, labels_by_comprehension } = thirdExample;

function expectTo1e15(actual: number[][]): void {
  expect(actual).toHaveLength(3);
  for (const [r, row] of actual.entries()) {
    expect(row).toHaveLength(3);
    for (const [c, p] of row.entries()) {
      expect(Math.abs(p - probabilities[r][c]), `${r}, ${c}: ${p}`).toBeLessThanOrEqual(1e-15);
    }
  }
}

test("softmax gives the third example's probabilities to 1e-15", () => {
  expectTo1e15(softmax(logits));
});

test("argmax gives numpy's indices, of the logits and of the probabilities", () => {
  expect(argmax(logits)).toEqual(indices);
  expect(argmax(softmax(logits))).toEqual(indices);
});

test("interpret gives the same probabilities, indices and labels", () => {
  const rows = interpret(logits, { id2label: class_labels });
  expectTo1e15(rows.map((row) => row.scores));
  expect(rows.map((row) => row.predicted_index)).toEqual(indices);
  expect(rows.map((row) => row.predicted_label)).toEqual(labels_by_comprehension);
});
