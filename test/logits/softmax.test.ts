import { describe, expect, it } from "vitest";
import { softmax } from "../../src/logits/softmax.js";

describe("softmax", () => {
  it("turns the three rows of the documented example into the documented probabilities", () => {
    const logits = [
      [1.0, 2.0, 0.5],
      [0.2, 3.0, 1.0],
      [-1.0, 0.0, 2.0],
    ];
    const rounded = softmax(logits).map((row) => row.map((p) => Number(p.toFixed(4))));
    expect(rounded).toEqual([
      [0.2312, 0.6285, 0.1402],
      [0.0508, 0.836, 0.1131],
      [0.042, 0.1142, 0.8438],
    ]);
  });

  it("does not overflow at 1000, where the naive formula does", () => {
    expect(Math.exp(1000) / (Math.exp(1000) + Math.exp(1000))).toBeNaN();
    expect(softmax([1000, 1000])).toEqual([0.5, 0.5]);
  });

  it("computes in double precision from single-precision logits", () => {
    const [p] = softmax(Float32Array.of(1, 2, 0.5));
    expect(p).not.toBe(Math.fround(p));
    expect(p).toBe(softmax([1, 2, 0.5])[0]);
  });

  it("leaves its input as it was", () => {
    const data = Float64Array.of(1, 2, 3);
    softmax({ data, dims: [1, 3] });
    softmax(data);
    expect([...data]).toEqual([1, 2, 3]);
  });
});
