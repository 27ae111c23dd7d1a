import { describe } from "vitest";
import { matthewsCorrelation } from "../../src/evaluate/matthewsCorrelation.js";
import { firsts, isNear, law, rows, seconds } from "./laws.js";

describe("matthewsCorrelation", () => {
  law("is the same when labels and predictions are exchanged", rows, (pairs) =>
    isNear(
      matthewsCorrelation(firsts(pairs), seconds(pairs)),
      matthewsCorrelation(seconds(pairs), firsts(pairs)),
    ),
  );

  law("lies between -1 and 1, and is 1 when all is right, if classes differ", rows, (pairs) => {
    const labels = firsts(pairs);
    const perfect = new Set(labels).size > 1 ? 1 : 0;
    const measured = matthewsCorrelation(labels, seconds(pairs));
    return Math.abs(measured) <= 1 + 1e-12 && matthewsCorrelation(labels, labels) === perfect;
  });
});
