import { describe, expect, it } from "vitest";
import { bfloat16ToNumbers, float16ToNumbers } from "../../src/logits/checkLogits.js";
import { softmax } from "../../src/logits/softmax.js";

describe("bfloat16ToNumbers", () => {
  it.each([
    [0x0000, 0],
    [0x8000, -0],
    [0x3f80, 1],
    [0xc05f, -3.484375],
    [0x7f7f, 255 * 2 ** 120],
    [0x0001, 2 ** -133],
    [0x7f80, Number.POSITIVE_INFINITY],
    [0xff80, Number.NEGATIVE_INFINITY],
    [0x7fc0, Number.NaN],
  ])("reads %i as %d", (bits, expected) => {
    expect(bfloat16ToNumbers(Uint16Array.of(bits))[0]).toBe(expected);
    expect(bfloat16ToNumbers(Int16Array.of(bits))[0]).toBe(expected);
  });

  it("is the upper half of a float32", () => {
    const numbers = Float32Array.of(1.5, -2.25, 1e30, -1e-30);
    const upper = Uint32Array.from(new Uint32Array(numbers.buffer), (bits) => bits >>> 16);
    const read = bfloat16ToNumbers(upper);
    expect(Array.from(read, (x, i) => Math.abs(x / numbers[i] - 1) < 2 ** -7)).not.toContain(false);
  });
});

describe("whole numbers of 16 bits", () => {
  it("are numbers where, as bits, they would all be next to 0", () => {
    for (const data of [Uint16Array.of(0, 1023), Int16Array.of(1, 0)]) {
      expect(softmax(data)).toEqual(softmax(Array.from(data)));
    }
    expect(() => softmax(Uint16Array.of(0, 1024))).toThrow("softmax needs to know what");
    expect(() => softmax(Int16Array.of(-1, 0))).toThrow("softmax needs to know what");
  });

  it("of 8 bits are decisions where they are 0 or 1, in a batch or a tensor", () => {
    const rows = [Uint8Array.of(1, 0), Uint8Array.of(0, 1)];
    expect(softmax(rows)).toEqual(softmax(rows.map((row) => Array.from(row))));
    expect(softmax({ data: Uint8Array.of(1, 0), dims: [2] })).toEqual(softmax([1, 0]));
    expect(() => softmax([Uint8Array.of(2, 0)])).toThrow("which holds bytes");
  });
});

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
