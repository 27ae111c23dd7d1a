import { expect, it, vi } from "vitest";
import { parsePredictions } from "../../src/data/parsePredictions.js";
import { readPredictions } from "../../src/data/readPredictions.js";
import { expectedCalibrationError } from "../../src/evaluate/calibration.js";
import { fitTemperature } from "../../src/evaluate/temperature.js";
import { evaluationOf, judgedAnyway } from "../../src/report/evaluationOf.js";
import { readingOf } from "../../src/report/readingOf.js";
import { readFrom } from "./readFrom.js";

it("measures what the kit's own functions do", async () => {
  const predictions = await readPredictions("emotions-test");
  const labels = predictions.label_ids ?? [];
  const found = await evaluationOf(await readingOf(predictions));
  const ece = expectedCalibrationError(labels, predictions);
  expect(found?.calibration?.expected_calibration_error).toBeCloseTo(ece, 12);
  const { temperature } = fitTemperature(labels, predictions);
  expect(found?.calibration?.temperature?.temperature).toBeCloseTo(temperature ?? 0, 9);
});

it("leaves out rows without a label, without a word on standard output", async () => {
  const info = vi.spyOn(console, "info");
  const read = await readFrom("label,a,b\n0,2,0\n-100,0,3\n1,1,-1\n");
  const found = await evaluationOf(read);
  expect([found?.report.n, found?.report.accuracy, found?.unlabelled]).toEqual([2, 0.5, 1]);
  expect(info).not.toHaveBeenCalled();
  info.mockRestore();
});

it("counts label sets, and says nothing of their calibration", async () => {
  const predictions = await readPredictions("emotions-multilabel-test");
  const read = await readingOf(predictions, { problem_type: "multi_label_classification" });
  const found = await evaluationOf(read);
  expect(found?.report.averages).toHaveProperty("samples");
  expect(found?.calibration).toBe(null);
});

it("is nothing without labels, or without classes", async () => {
  expect(await evaluationOf(await readFrom("a,b\n2,0\n"))).toBeUndefined();
  const values = await readFrom("stars\n4.5\n-1\n", { problem_type: "regression" }, ["stars"]);
  expect(await evaluationOf(values)).toBeUndefined();
});

it("reads one-hot rows as the labels that they are", async () => {
  const bytes = new TextEncoder().encode("[[2,0],[0,3],[1,-1]]");
  const label_ids = [
    [1, 0],
    [1, 0],
    [1, 0],
  ];
  const predictions = await parsePredictions(bytes, "a.json", { id2label: ["a", "b"], label_ids });
  const found = await evaluationOf(await readingOf(predictions));
  expect(found?.report.accuracy).toBeCloseTo(2 / 3, 12);
  expect(found?.calibration?.mean_confidence).toBeGreaterThan(0.8);
});

it("says that a threshold changes no measure, where rows got no label by it", async () => {
  const rows = "a,b,c,label\n2.5,0.1,0.2,a\n0.1,2.2,0.3,b\n0.1,0.2,0.05,a\n";
  const withheld = await readFrom(rows, { threshold: 0.5 });
  expect(judgedAnyway(withheld)).toBe(
    "the measures count every row by its largest score, the 1 row without a label too, whatever the threshold",
  );
  const { report } = (await evaluationOf(withheld)) as NonNullable<
    Awaited<ReturnType<typeof evaluationOf>>
  >;
  expect(report.accuracy).toBeCloseTo(2 / 3, 10);
  expect(judgedAnyway(await readFrom(rows))).toBeUndefined();
  const sigmoid = { threshold: 0.9, function_to_apply: "sigmoid" } as const;
  expect(judgedAnyway(await readFrom(rows, sigmoid))).toBeUndefined();
});
