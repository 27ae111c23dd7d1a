import fc from "fast-check";
import { it } from "vitest";

/** Mutation testing sets a smaller number, because it runs the laws once for each mutant. */
const numRuns = Number(process.env.LAW_RUNS ?? 10_000);

/** Whole numbers among the logits make ties; large ones make probabilities of 0. */
export const logit = fc.oneof(
  fc.double({ min: -40, max: 40, noNaN: true }),
  fc.integer({ min: -5, max: 5 }),
  fc.double({ min: -2000, max: 2000, noNaN: true }),
);
export const row = fc.array(logit, { minLength: 1, maxLength: 9 });
export const rowOfTwo = fc.array(logit, { minLength: 2, maxLength: 9 });
export const temperature = fc.double({ min: 0.05, max: 20, noNaN: true });
export const batch = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 6 }))
  .chain(([rows, columns]) =>
    fc.array(fc.array(logit, { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  );

export const isNear = (a: number, b: number, tolerance = 1e-12) =>
  Object.is(a, b) || Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Math.abs(b));
export const areNear = (a: number[], b: number[], tolerance?: number) =>
  a.length === b.length && a.every((value, index) => isNear(value, b[index], tolerance));
export const areSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
export const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

export function law<T>(
  title: string,
  arbitrary: fc.Arbitrary<T>,
  holds: (value: T) => boolean,
): void {
  it(title, () => fc.assert(fc.property(arbitrary, holds), { numRuns }));
}
