import { describe, expect, it } from "vitest";
import { checkContext } from "../../../src/logits/diagnose/checkContext.js";
import type { DiagnoseContext } from "../../../src/logits/diagnose/Held.js";

const check = (context: object) => () => checkContext(context as DiagnoseContext);

describe("checkContext", () => {
  it("passes what can be read, nulls too", () => {
    const list = [0, 1];
    const tensor = { data: BigInt64Array.of(0n, 1n), dims: [2] };
    for (const label_ids of [list, BigInt64Array.of(0n), tensor, ["a"], [[0, 1]], null]) {
      expect(check({ label_ids })).not.toThrow();
    }
    for (const predicted_index of [0, 1n, list, Int32Array.of(0, 1), [[0], [1]], tensor, null]) {
      expect(check({ predicted_index })).not.toThrow();
    }
    expect(check({ texts: ["a"], num_labels: 2, problem_type: null })).not.toThrow();
    expect(check({ id2label: {}, num_labels: 2 })).not.toThrow();
    expect(check({ label2id: { a: 0, b: 1 } })).not.toThrow();
  });

  it("refuses a file, a promise and a set where a list belongs", () => {
    expect(check({ label_ids: Buffer.of(0, 1) })).toThrow("this is a file: use readPredictions");
    expect(check({ texts: Promise.resolve(["a"]) })).toThrow("as texts, got a Promise");
    expect(check({ predicted_index: new Set([1]) })).toThrow("as predicted_index, got a Set");
  });

  it("refuses indices that are names or rows of several numbers", () => {
    expect(check({ predicted_index: [0, "a"] })).toThrow(
      'diagnose needs class indices as predicted_index: row 1 is the string "a"',
    );
    expect(check({ predicted_index: [[0, 1]] })).toThrow("row 0 is an array of 2");
  });
});
