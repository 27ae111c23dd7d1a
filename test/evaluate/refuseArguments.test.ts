import { expect, it } from "vitest";
import { EvaluateError } from "../../src/evaluate/EvaluateError.js";
import { refuseArguments } from "../../src/evaluate/refuseArguments.js";
import { messageOf, wrong } from "./messageOf.js";

it("nothing, or undefined, is no argument", () => {
  expect(refuseArguments("accuracy", [])).toBeUndefined();
  expect(refuseArguments("accuracy", [undefined, undefined])).toBeUndefined();
});

it("anything else is refused, with what to do instead of an option of scikit-learn's", () => {
  expect(messageOf(() => refuseArguments("accuracy", [undefined, 3]))).toBe(
    "accuracy has no further argument: after its last comes 3",
  );
  expect(messageOf(() => refuseArguments("accuracy", [{ average: "macro" }]))).toBe(
    "accuracy has no further argument: after its last comes an object with average; instead of average: all averages are returned",
  );
  expect(messageOf(() => refuseArguments("logLoss", [{ average: "macro" }], {}))).toBe(
    "logLoss has no further argument: after its last comes an object with average",
  );
  expect(() => refuseArguments("accuracy", [wrong(null)])).toThrow(EvaluateError);
});
