import { expect, it } from "vitest";
import { interpret } from "../../src/logits/interpret.js";
import { expectThirdExample, thirdExample } from "./goldenThirdExample.js";

it("interpret gives the same probabilities, indices and labels", () => {
  const { logits, class_labels, indices, labels_by_comprehension } = thirdExample;
  const rows = interpret(logits, { id2label: class_labels });
  expectThirdExample(rows.map((row) => row.scores));
  expect(rows.map((row) => row.predicted_index)).toEqual(indices);
  expect(rows.map((row) => row.predicted_label)).toEqual(labels_by_comprehension);
});
