import { describe, expect, it } from "vitest";
import { cohenKappa, fBeta, jaccard } from "../../src/evaluate/classScores.js";
import { precisionRecallF1 } from "../../src/evaluate/precisionRecallF1.js";
import { expectNear } from "./expectNear.js";
import { peers } from "./goldenCalibration.js";
import { classes, firsts, isNear, law, rows, seconds } from "./laws.js";
import { messageOf, wrong } from "./messageOf.js";

describe("scikit-learn's numbers of 500 random sets", () => {
  const named = (find: (weights?: number[]) => ReturnType<typeof jaccard>, w: number[]) =>
    Object.fromEntries(
      [undefined, w].flatMap((weights) => {
        const { per_class, macro, micro, weighted } = find(weights);
        const name = weights ? "sample_weight" : "plain";
        return Object.entries({ None: per_class, macro, micro, weighted }).map(
          ([average, score]) => [`${average} ${name}`, score],
        );
      }),
    );

  it("fbeta_score and jaccard_score", () => {
    for (const set of peers.ranking) {
      const { y, w, predicted, z } = set;
      const num = z[0].length;
      const options = (sample_weight?: number[]) => ({ sample_weight, classes: num });
      expectNear(
        named((weights) => fBeta(y, predicted, 0.5, options(weights)), w),
        set.fbeta,
      );
      expectNear(
        named((weights) => jaccard(y, predicted, options(weights)), w),
        set.jaccard,
      );
      const some = { classes: num, labels: [1], zero_division: 1 } as const;
      expectNear(fBeta(y, predicted, 2, some).macro, set["fbeta labels"]);
    }
  });

  it("cohen_kappa_score", () => {
    for (const { y, w, predicted, kappa, z } of peers.ranking) {
      const classes = z[0].length;
      const ours = {
        None: cohenKappa(y, predicted, { classes }),
        linear: cohenKappa(y, predicted, { classes, weights: "linear" }),
        quadratic: cohenKappa(y, predicted, { classes, weights: "quadratic" }),
        sample_weight: cohenKappa(y, predicted, { classes, sample_weight: w }),
      };
      expectNear(ours, kappa);
    }
  });
});

law("F-beta with beta 1 is F1", rows, (pairs) => {
  const [labels, predictions] = [firsts(pairs), seconds(pairs)];
  const f1 = precisionRecallF1(labels, predictions, classes).per_class.f1;
  return fBeta(labels, predictions, 1, { classes }).per_class.every((f, k) => isNear(f, f1[k]));
});

law("Jaccard and kappa don't change when the lists are exchanged", rows, (pairs) => {
  const [a, b] = [firsts(pairs), seconds(pairs)];
  const options = { classes };
  return (
    isNear(jaccard(a, b, options).macro, jaccard(b, a, options).macro) &&
    isNear(cohenKappa(a, b, options), cohenKappa(b, a, options))
  );
});

law("kappa is 1 where all agree and more than one class occurs", rows, (pairs) => {
  const labels = firsts(pairs);
  return isNear(cohenKappa(labels, labels, { classes }), new Set(labels).size > 1 ? 1 : 0);
});

it("a class that never occurs scores what zero_division says", () => {
  expect(jaccard([0], [0], { classes: 2 }).per_class).toEqual([1, 0]);
  expect(jaccard([0], [0], { classes: 2, zero_division: 1 }).per_class).toEqual([1, 1]);
});

it.each([
  [{ zero_division: 2 }, "zero_division to be 0 or 1, got 2"],
  [{ labels: [5] }, "labels to be different class indices from 0 to 1, got [5]"],
  [{ labels: [0, 0] }, "got [0, 0]"],
  [{ average: "macro" }, "all averages are returned"],
])("%j is refused", (options, message) => {
  expect(messageOf(() => jaccard([0, 1], [0, 1], wrong(options)))).toContain(message);
});

it("beta and the weights of kappa are checked", () => {
  expect(messageOf(() => fBeta([0], [0], 0))).toContain("beta to be a number above 0, got 0");
  expect(messageOf(() => cohenKappa([0], [0], wrong({ weights: "cubic" })))).toContain(
    'weights to be null, "linear" or "quadratic"',
  );
});
