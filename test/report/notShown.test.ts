import { expect, it } from "vitest";
import { diagnose } from "../../src/logits/diagnose/diagnose.js";
import { notShown } from "../../src/report/notShown.js";

const probability = "a probability, before softmax or sigmoid";
const needsLabels = "how often the model is right when it is this sure: that needs labelled data";
const diagnosis = diagnose([
  [2.5, -1.5],
  [-3, 4],
]);

it("asks for labelled data only where there is none", () => {
  expect(notShown(diagnosis, undefined)).toEqual([probability, needsLabels]);
  const calibration = {
    mean_confidence: 0.9,
    accuracy: 0.8,
    expected_calibration_error: 0.1,
    temperature: null,
  };
  expect(notShown(diagnosis, { calibration })).toEqual([probability]);
});

it("says of labels that are asked one by one that this isn't measured", () => {
  expect(notShown(diagnosis, { calibration: null })).toEqual([
    probability,
    "how often the model is right when it is this sure: for labels that are asked one by one, that isn't measured here",
  ]);
});
