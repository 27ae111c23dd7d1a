import fc from "fast-check";
import { it } from "vitest";
import { heightAt, poolAdjacent } from "../../src/evaluate/isotonic.js";
import { expectNear } from "./expectNear.js";
import { peers } from "./goldenCalibration.js";
import { isNear, lawOfMany, sum } from "./laws.js";

const points = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: 20 }).map((i) => i / 20),
    fc.constantFrom(0, 1),
  ),
  { minLength: 1, maxLength: 30 },
);
const steps = (pairs: [number, number][]) =>
  poolAdjacent(
    pairs.map(([place]) => place),
    pairs.map(([, hit]) => hit),
  );

lawOfMany("the steps rise", points, (pairs) => {
  const { value } = steps(pairs);
  return value.every((each, i) => i === 0 || each > value[i - 1]);
});

lawOfMany("the steps keep the number of points and of hits", points, (pairs) => {
  const { value, weight } = steps(pairs);
  const hits = sum(value.map((each, i) => each * weight[i]));
  return sum(weight) === pairs.length && isNear(hits, sum(pairs.map(([, hit]) => hit)));
});

lawOfMany("what rises already stays, and fitting again changes nothing", points, (pairs) => {
  const { from, value } = steps(pairs);
  return JSON.stringify(poolAdjacent(from, value).value) === JSON.stringify(value);
});

it("the heights are those of scikit-learn's IsotonicRegression", () => {
  for (const { p, y, isotonic } of peers.ranking) {
    if (!isotonic) continue;
    // It takes numbers for equal that rounding tells apart.
    const places = p.map(([, one]) => one).sort();
    if (places.some((one, i) => i > 0 && one !== places[i - 1] && one - places[i - 1] < 1e-12))
      continue;
    const fit = poolAdjacent(
      p.map(([, one]) => one),
      y,
    );
    expectNear(
      isotonic.map((_, i) => heightAt(fit, i / 10)),
      isotonic,
    );
  }
});
