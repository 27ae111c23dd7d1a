import { describe, expect, it } from "vitest";
import type { LabelReading } from "../../src/logits/labelColumn.js";
import { entriesOf } from "../../src/logits/labelEntries.js";

const single: LabelReading = {
  caller: "read",
  name: "labels",
  problem_type: "single_label_classification",
};
const multi: LabelReading = { ...single, problem_type: "multi_label_classification" };

describe("entries, one per row", () => {
  it("are those of a list, and of a tensor of one or two dimensions", () => {
    const list = Uint8Array.of(1, 0);
    expect(entriesOf(list, single)).toEqual({ values: list });
    expect(entriesOf({ data: [1, 0], dims: [2, 1] }, single)).toEqual({ values: [1, 0] });
    expect(entriesOf({ data: [1, 0, 0, 1], dims: [2, 2] }, multi).values).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  it("of a data set are classes or sets, as the task needs", () => {
    const id2label = { 0: "joy", 1: "fear" };
    const rows = [
      { label: 0, labels: [1, 0] },
      { label: 1, labels: [0, 1] },
    ];
    expect(entriesOf(Object.assign([...rows], { id2label }), single).values).toEqual([0, 1]);
    expect(entriesOf(Object.assign([...rows], { id2label }), multi).values).toEqual([
      [1, 0],
      [0, 1],
    ]);
    const several = [...rows, { label: 0, labels: [1, 1] }];
    expect(entriesOf(Object.assign(several, { id2label }), single).values).toEqual([
      [1, 0],
      [0, 1],
      [1, 1],
    ]);
  });

  it("of a tensor in half precision are numbers, not bits", () => {
    const tensor = { type: "bfloat16", data: Uint16Array.of(0x3f80, 0), dims: [2] };
    expect(Array.from(entriesOf(tensor, single).values)).toEqual([1, 0]);
    const float32 = { type: "float32", data: Int32Array.of(0, 1), dims: [2] };
    expect(() => entriesOf(float32, single)).toThrow("got its bits in Int32Array");
  });

  it("are not the bytes of a file, nor what holds labels among other things", () => {
    expect(() => entriesOf(Buffer.of(1), single)).toThrow(
      "got a Buffer of 1 bytes; this is a file",
    );
    expect(() => entriesOf({ data: Buffer.of(1), dims: [1] }, single)).toThrow("this is a file");
    expect(() => entriesOf({ label_ids: [1] }, single)).toThrow("pass its .label_ids");
    expect(() => entriesOf({ data: [1, 0], dims: [3] }, single)).toThrow("got dims [3] with 2");
  });
});
