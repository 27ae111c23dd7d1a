import { Tensor } from "@huggingface/transformers";
import { describe, expect, it } from "vitest";
import { argmax } from "../../src/logits/argmax.js";
import { diagnose } from "../../src/logits/diagnose/diagnose.js";
import { interpret } from "../../src/logits/interpret.js";
import { softmax } from "../../src/logits/softmax.js";

const tensor = new Tensor("float32", Float32Array.of(1, 2, 0.5, 3, -1, 0), [2, 3]);

describe("a transformers.js Tensor", () => {
  it("of rank 2 is read as a batch", () => {
    expect(softmax(tensor)).toEqual(
      softmax([
        [1, 2, 0.5],
        [3, -1, 0],
      ]),
    );
    expect(argmax(tensor)).toEqual([1, 0]);
    expect(interpret(tensor).map((row) => row.margin)).toEqual([1, 3]);
    expect(diagnose({ logits: tensor }).kind).toBe("logits");
  });

  it("taken out of one is read as a row", () => {
    const [row] = tensor;
    expect(softmax(row)).toEqual(softmax([1, 2, 0.5]));
  });

  it.skipIf("Float16Array" in globalThis)("in half precision is read by its bits", () => {
    const halves = new Tensor("float16", Uint16Array.of(0x3c00, 0x4000), [1, 2]);
    expect(softmax(halves)).toEqual(softmax([[1, 2]]));
  });

  it("of ids is refused", () => {
    const ids = new Tensor("int64", BigInt64Array.of(1n, 2n), [1, 2]);
    expect(() => softmax(ids)).toThrow(
      "softmax needs numbers as logits, got a BigInt64Array: these are ids (of tokens or labels), not logits",
    );
  });
});
