import { describe, expect, it } from "vitest";
import { interpret } from "../../src/logits/interpret.js";
import { interpretColumns } from "../../src/logits/interpretColumns.js";
import { softmax } from "../../src/logits/softmax.js";

const tensor = { data: Float32Array.of(1, 2, 0.5, 3, -1, 0), dims: [2, 3] };

describe("interpretColumns", () => {
  it("gives one typed array a fact", () => {
    const read = interpretColumns(tensor, { id2label: ["A", "B", "C"] });
    expect(read.predicted_index).toEqual(Int32Array.of(1, 0));
    expect(read.margin).toEqual(Float64Array.of(1, 3));
    expect(Array.from(read.scores)).toEqual(softmax(tensor).flat());
    expect(read.labels).toEqual(["A", "B", "C"]);
  });

  it("does not copy a tensor's logits", () => {
    expect(interpretColumns(tensor).logits).toBe(tensor.data);
  });

  it("gives any row as interpret does", () => {
    const options = { id2label: ["A", "B", "C"], top_k: 2, temperature: 2 };
    const read = interpretColumns(tensor, options);
    expect([read.row(0), read.row(1)]).toEqual([...interpret(tensor, options)]);
  });

  it.each([-1, 2, 0.5])("has no row %d of two", (row) => {
    expect(() => interpretColumns(tensor).row(row)).toThrow(
      `row needs a whole number from 0 to 1, got ${row}`,
    );
  });

  it("names itself in errors", () => {
    expect(() => interpretColumns([[1, Number.NaN]])).toThrow(
      "interpretColumns needs finite logits: row 0, column 1 is NaN",
    );
  });
});
