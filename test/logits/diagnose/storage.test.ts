import { describe, expect, it } from "vitest";
import { findStorage, sumLines } from "../../../src/logits/diagnose/storage.js";

const flatOf = (rows: number[][]) => ({
  data: Float64Array.from(rows.flat()),
  rows: rows.length,
  columns: rows[0].length,
  isBatch: true,
});

const third = [1 / 3, 1 / 3, 1 / 3];

describe("findStorage", () => {
  it("finds the decimals that all numbers have, in float32 too", () => {
    expect(findStorage(flatOf([[0.33, 0.6712]])).name).toBe("to 4 decimals");
    expect(findStorage(flatOf([[0.33, 0.67].map(Math.fround)])).name).toBe("to 2 decimals");
    expect(findStorage(flatOf([[0.333]])).error(0.333)).toBe(0.0005);
    expect(findStorage(flatOf([[3, 2]])).name).toBe("to 0 decimals");
  });

  it("takes no number for rounded that is smaller than the last decimal", () => {
    expect(
      findStorage(
        flatOf([
          [1, 2.4e-14],
          [1.7e-18, 1],
        ]),
      ).name,
    ).toBe("in full precision");
  });

  it("finds half-precision types, whose error grows with the number", () => {
    const float16 = findStorage(flatOf([[0.333251953125, 0.66650390625, 0.0001220703125]]));
    expect(float16).toMatchObject({ name: "in float16", isCoarse: true });
    expect(float16.error(0.5)).toBe(2 ** -11);
    const bfloat16 = findStorage(flatOf([[0.333984375, 0.66796875, 1.1920928955078125e-7]]));
    expect(bfloat16.name).toBe("in bfloat16");
    expect(bfloat16.error(0.5)).toBe(2 ** -9);
  });

  it("calls the rest full precision", () => {
    expect(findStorage(flatOf([third]))).toMatchObject({
      name: "in full precision",
      isCoarse: false,
    });
  });
});

describe("sumLines", () => {
  it("accepts what rounding explains, half a unit a number, and no more", () => {
    const sums = (row: number[]) => sumLines(flatOf([row]), findStorage(flatOf([row])), "rows");
    expect(sums([0.33, 0.33, 0.33]).fit).toBe(true);
    expect(sums([0.33, 0.33, 0.32]).fit).toBe(false);
    // The errors of a pair cancel.
    expect(sums([0.33, 0.66]).fit).toBe(false);
    expect(sums(third).fit).toBe(true);
  });

  it("counts less by chance the finer the numbers and the more lines there are", () => {
    const rows = Array.from({ length: 4 }, (_, row) => [0.21, 0.3 + row / 20, 0.49 - row / 20]);
    const flat = flatOf(rows);
    const storage = findStorage(flat);
    const one = sumLines(flatOf(rows.slice(0, 1)), storage, "rows").chance;
    expect(one).toBeCloseTo(0.3, 10);
    expect(sumLines(flat, storage, "rows").chance).toBeCloseTo(one ** 4, 10);
    expect(sumLines(flat, storage, "columns").fit).toBe(false);
    expect(sumLines(flat, storage, "all").fit).toBe(false);
  });

  it("adds up the exponentials, or what else it is given", () => {
    const logs = flatOf([[Math.log(0.25), Math.log(0.75)]]);
    expect(sumLines(logs, findStorage(logs), "rows", Math.exp).fit).toBe(true);
    expect(sumLines(logs, findStorage(logs), "rows").fit).toBe(false);
  });
});
