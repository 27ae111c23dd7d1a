import { describe, expect, it } from "vitest";
import { conformalSets, fitConformal } from "../../src/evaluate/conformal.js";
import { peers } from "./goldenCalibration.js";
import { isNear, law, scored } from "./laws.js";
import { messageOf, wrong } from "./messageOf.js";

/** Sets as rows of 0 and 1. */
const asRows = (sets: number[][], k: number) =>
  sets.map((set) => Array.from({ length: k }, (_, i) => (set.includes(i) ? 1 : 0)));

describe("set by set, 100 random fits are", () => {
  const ours = ({ y, z, test, level }: (typeof peers.conformal)[0], options = {}) =>
    asRows(conformalSets(fitConformal(y, z, { level, ...options }), test), z[0].length);

  it("MAPIE's", () => {
    const known = peers.conformal.filter((set) => set["mapie lac"]);
    expect(known.length).toBeGreaterThan(70);
    for (const set of known) {
      expect(ours(set)).toEqual(set["mapie lac"]);
      // It refuses "aps" for two classes.
      if (set["mapie aps"]) expect(ours(set, { method: "aps" })).toEqual(set["mapie aps"]);
    }
  });

  it("crepes' without smoothing, over all and by class", () => {
    // Where (n + 1) × level is a whole number, crepes compares 0.1 with 1 - 0.9, which is a little less.
    const isWhole = (n: number, level: number) =>
      Number.isInteger(Math.round((n + 1) * level * 1e9) / 1e9);
    let compared = 0;
    for (const set of peers.conformal) {
      const sizes = set.z[0].map((_, k) => set.y.filter((label) => label === k).length);
      if (!isWhole(set.y.length, set.level)) expect(ours(set)).toEqual(set.crepes);
      if (sizes.some((n) => isWhole(n, set.level))) continue;
      expect(ours(set, { by_class: true })).toEqual(set["crepes by class"]);
      compared++;
    }
    expect(compared).toBeGreaterThan(30);
  });
});

type Rows = [number, number[]][];
const labelsOf = (rows: Rows) => rows.map(([label]) => label);
const logitsOf = (rows: Rows) => rows.map(([, logits]) => logits);

describe("the sets", () => {
  law("hold the true class in the promised share of the fit's own rows", scored, (rows) => {
    const fit = fitConformal(labelsOf(rows), logitsOf(rows), { level: 0.5 });
    const sets = conformalSets(fit, logitsOf(rows), { on_fitted_rows: true });
    const held = sets.filter((set, row) => set.includes(rows[row][0])).length;
    return held / rows.length >= 0.5 && fit.spread[0].lower <= fit.spread[0].upper;
  });

  law("of aps are never empty", scored, (rows) => {
    const fit = fitConformal(labelsOf(rows), logitsOf(rows), { level: 0.3, method: "aps" });
    const sets = conformalSets(fit, logitsOf(rows), { on_fitted_rows: true });
    return sets.every((set) => set.length > 0);
  });

  it("hold every class where too few rows were fitted", () => {
    const fit = fitConformal([0], [[2, 1]], { level: 0.9 });
    expect(fit.limits).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
    expect(conformalSets(fit, [[9, 0]])).toEqual([[0, 1]]);
  });
});

it("the spread is the Beta distribution's, and the promise is in words", () => {
  const logits = Array.from({ length: 144 }, (_, i) => [i / 10, 0]);
  const fit = fitConformal(new Int32Array(144), logits);
  // scipy.stats.beta(131, 14).ppf([0.025, 0.975])
  expect(isNear(fit.spread[0].lower, 0.8505701710317961)).toBe(true);
  expect(isNear(fit.spread[0].upper, 0.9458217796194528)).toBe(true);
  expect(fit.promise).toBe("90 % of texts like these, not of this text");
});

it.each([
  [{ level: 1 }, "level to be a share above 0 and below 1, got 1"],
  [{ method: "raps" }, 'method to be "lac" or "aps"'],
  [{ alpha: 0.1 }, "write level, 1 - alpha"],
])("%j is refused", (options, message) => {
  expect(messageOf(() => fitConformal([0], [[1, 2]], wrong(options)))).toContain(message);
});

it("the rows of the fit, other columns, and what is no fit are refused", () => {
  const fit = fitConformal(
    [0, 1],
    [
      [1, 2],
      [3, 1],
    ],
  );
  expect(
    messageOf(() =>
      conformalSets(fit, [
        [1, 2],
        [3, 1],
      ]),
    ),
  ).toContain("needs other rows");
  expect(messageOf(() => conformalSets(fit, [[1, 2, 3]]))).toContain(
    "for the 2 classes of the fit",
  );
  expect(messageOf(() => conformalSets(wrong({}), [[1, 2]]))).toContain(
    "what fitConformal returns",
  );
});
