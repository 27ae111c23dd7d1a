import { expect, it } from "vitest";
import { readPredictions } from "../../src/data/readPredictions.js";
import { interpretColumns } from "../../src/logits/interpret.js";
import { readingOf } from "../../src/report/readingOf.js";
import { readFrom } from "./readFrom.js";

it("counts what interpret predicts, row by row", async () => {
  for (const name of ["sst2-validation", "emotions-test", "emotions-multilabel-test"]) {
    const isMulti = name.includes("multilabel");
    const options = isMulti ? { problem_type: "multi_label_classification" } : {};
    const predictions = await readPredictions(name);
    const { summary, labels } = await readingOf(predictions, options);
    const read = interpretColumns(predictions, options);
    const counts = labels.map(() => 0);
    for (let row = 0; row < read.rows; row++) {
      const { predicted_labels, predicted_label } = read.row(row);
      for (const label of predicted_labels ?? [predicted_label])
        counts[labels.indexOf(`${label}`)]++;
    }
    expect(summary?.predicted, name).toEqual(counts);
    expect(summary?.predicted_ids).toEqual(read.predicted_index);
    const columns = labels.length;
    const sure = Float64Array.from(
      read.predicted_index,
      (best, row) => read.scores[row * columns + best],
    );
    expect(summary?.confidences).toEqual(sure);
  }
});

it("counts rows without a label where there is a threshold, and has no confidence of a regression", async () => {
  const some = await readFrom("a,b\n2,-3\n0.1,-0.1\n", { threshold: 0.9 });
  expect(some.summary).toMatchObject({ predicted: [1, 0], withheld: 1 });
  const none = await readFrom("a,b\n-2,-3\n-1,4\n", { problem_type: "multi_label_classification" });
  expect(none.summary).toMatchObject({ predicted: [0, 1], withheld: 1 });
  const values = await readFrom("stars\n4.5\n-1\n", { problem_type: "regression" }, ["stars"]);
  expect(values.summary?.mean_confidence).toBe(null);
});
