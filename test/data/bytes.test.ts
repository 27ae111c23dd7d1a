import { describe, expect, it } from "vitest";
import {
  bytesInMemory,
  bytesText,
  countOf,
  decode,
  listed,
  type NumberType,
  partOf,
  productOf,
  quoted,
  utf8,
  widths,
} from "../../src/data/bytes.js";

describe("bytes in memory", () => {
  it("are given as copies, so that a later change changes nothing that was read", () => {
    const bytes = Buffer.from([1, 2, 3, 4]);
    const part = partOf(bytesInMemory(bytes), 1, 4).read(1, 3);
    bytes.fill(0);
    expect(part).toEqual(Uint8Array.of(3, 4));
    expect(part.byteOffset).toBe(0);
  });
});

describe("decode", () => {
  it.each(Object.keys(widths) as NumberType[])("reads %s in both byte orders alike", (type) => {
    const width = widths[type];
    const little = Uint8Array.from({ length: width * 3 }, (_, i) =>
      i % width === width - 1 ? 0x40 + (i % 7) : i,
    );
    const big = new Uint8Array(little);
    for (let i = 0; i < big.length; i += width) big.subarray(i, i + width).reverse();
    expect(decode(big, type, true)).toEqual(decode(little, type));
  });

  it("reads bfloat16 as the upper half of float32", () => {
    const bits = new Uint8Array(Uint16Array.of(0xc05f, 0x4076, 0x8000).buffer);
    expect(Array.from(decode(bits, "bfloat16") as Float32Array)).toEqual([-3.484375, 3.84375, -0]);
  });
});

describe("countOf", () => {
  it("multiplies, and gives nothing where no file could hold the product", () => {
    expect(countOf([])).toBe(1);
    expect(countOf([3, 4])).toBe(12);
    for (const dims of [
      [-1],
      [1.5],
      [Number.NaN],
      [2 ** 32, 2 ** 32],
      [Number.POSITIVE_INFINITY, 0],
    ]) {
      expect(countOf(dims)).toBeUndefined();
    }
  });
});

it("bytes that aren't UTF-8 are no text", () => {
  expect(utf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe("a");
  expect(utf8(Uint8Array.of(0xff))).toBeUndefined();
});

it("what a file holds is shortened and made printable before an error quotes it", () => {
  expect(quoted("a\u001b[31m")).toBe('"a\uFFFD[31m"');
  expect(quoted("x".repeat(1000)).length).toBeLessThan(70);
  expect(listed(Array.from({ length: 30 }, (_, i) => `${i}`))).toMatch(/"11", … \(30 in all\)$/);
  expect(bytesText(1)).toBe("1 byte");
  expect(bytesText(1234567)).toBe("1,234,567 bytes");
});

it("a product of sizes, 1 for none", () => {
  expect(productOf([2, 3, 4])).toBe(24);
  expect(productOf([])).toBe(1);
});
