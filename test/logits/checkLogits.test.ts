import { describe, expect, it } from "vitest";
import { float16ToNumbers } from "../../src/logits/checkLogits.js";
import { softmax } from "../../src/logits/softmax.js";

describe("float16ToNumbers", () => {
  it.each([
    [0x0000, 0],
    [0x8000, -0],
    [0x3c00, 1],
    [0xbc00, -1],
    [0xc500, -5],
    [0x3555, 0.333251953125],
    [0x7bff, 65504],
    [0x0400, 2 ** -14],
    [0x0001, 2 ** -24],
    [0x83ff, -1023 * 2 ** -24],
    [0x7c00, Number.POSITIVE_INFINITY],
    [0xfc00, Number.NEGATIVE_INFINITY],
    [0x7e00, Number.NaN],
    [0xfc01, Number.NaN],
  ])("reads %i as %d", (bits, expected) => {
    expect(float16ToNumbers(Uint16Array.of(bits))[0]).toBe(expected);
  });

  it("is what a float16 tensor goes through where Node has no Float16Array", () => {
    const tensor = { type: "float16", data: Uint16Array.of(0x3c00, 0x4000), dims: [1, 2] };
    expect(softmax(tensor)).toEqual([softmax([1, 2])]);
  });

  it("leaves halves alone that are numbers already", () => {
    const tensor = { type: "float16", data: Float32Array.of(1, 2), dims: [2] };
    expect(softmax(tensor)).toEqual(softmax([1, 2]));
  });

  it("leaves whole numbers alone that are no bits", () => {
    expect(softmax({ type: "uint16", data: Uint16Array.of(1, 2), dims: [2] })).toEqual(
      softmax([1, 2]),
    );
  });

  it.runIf("Float16Array" in globalThis)("a Float16Array is read as it is", () => {
    const Halves = (globalThis as Record<string, unknown>).Float16Array as Float32ArrayConstructor;
    const halves = Halves.of(1, 2);
    expect(softmax(halves)).toEqual(softmax([1, 2]));
    expect(softmax({ type: "float16", data: halves, dims: [2] })).toEqual(softmax([1, 2]));
  });
});
