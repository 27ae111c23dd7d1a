import fc from "fast-check";
import { it } from "vitest";

/** Mutation testing sets a smaller number, because it runs the laws once for each mutant. */
const runsOf = (cases: number) => Number(process.env.LAW_RUNS ?? cases);

export const classes = 5;
export const classId = fc.integer({ min: 0, max: classes - 1 });
/** Rows of [true class, predicted class]. */
export const rows = fc.array(fc.tuple(classId, classId), { minLength: 1, maxLength: 30 });
/** Whole numbers among the logits make ties; large ones make probabilities of 0. */
const logit = fc.oneof(
  fc.double({ min: -40, max: 40, noNaN: true }),
  fc.integer({ min: -3, max: 3 }),
  fc.double({ min: -2000, max: 2000, noNaN: true }),
);
/** Rows of [true class, logits]. */
export const scored = fc.array(
  fc.tuple(classId, fc.array(logit, { minLength: classes, maxLength: classes })),
  { minLength: 1, maxLength: 12 },
);
const labelSet = fc.array(fc.constantFrom(0, 1), { minLength: 3, maxLength: 3 });
export const setRows = fc.array(fc.tuple(labelSet, labelSet), { minLength: 1, maxLength: 12 });

export const firsts = <A, B>(pairs: [A, B][]) => pairs.map(([a]) => a);
export const seconds = <A, B>(pairs: [A, B][]) => pairs.map(([, b]) => b);
export const isNear = (a: number, b: number) =>
  Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(a), Math.abs(b));
export const areSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
export const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
export const diagonal = (matrix: number[][]) => matrix.map((cells, index) => cells[index]);
export const isShare = (value: number) => value >= 0 && value <= 1 + 1e-15;

export function law<T>(
  title: string,
  arbitrary: fc.Arbitrary<T>,
  holds: (value: T) => boolean,
  cases = 5_000,
): void {
  it(title, () => fc.assert(fc.property(arbitrary, holds), { numRuns: runsOf(cases) }));
}

/** A law of what is cheap to compute, with twice as many cases. */
export function lawOfMany<T>(
  title: string,
  arbitrary: fc.Arbitrary<T>,
  holds: (value: T) => boolean,
): void {
  law(title, arbitrary, holds, 10_000);
}
