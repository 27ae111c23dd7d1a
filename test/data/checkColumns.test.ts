import { describe, expect, it } from "vitest";
import { checkColumns } from "../../src/data/checkColumns.js";

const at = { caller: "parsePredictions", file: "a.npy" };

function check(rows: readonly (readonly number[])[], classes?: readonly string[]): () => void {
  return () => checkColumns(Float64Array.from(rows.flat()), rows[0].length, classes, at);
}

describe("checkColumns", () => {
  const sound = [
    [0.7, 0.2, 0.1],
    [0.3, 0.6, 0.1],
    [0.25, 0.35, 0.4],
  ];
  const beside = (...numbers: readonly number[]) => sound.map((row, i) => [...row, numbers[i]]);

  it("lets probabilities, logits and constant classes pass", () => {
    expect(check(sound)).not.toThrow();
    expect(check(beside(0, 0, 0))).not.toThrow();
    expect(check(sound.map((row) => row.map((p) => Math.log(p))))).not.toThrow();
  });

  it("names the column without which each row makes 1", () => {
    const strange = beside(0.123456, 0.23456, 0.3456);
    expect(check(strange)).toThrow("without column 3, the numbers of each row make 1");
    expect(check(strange, ["a", "b", "c", "gap"])).toThrow('without column "gap"');
  });

  it("finds several columns before or after the probabilities", () => {
    const two = sound.map((row, i) => [i + 0.123456, ...row, 0.5, 0.25]);
    expect(check(two)).toThrow("without column 0 and 4 and 5");
  });

  it("names a column of labels beside logits", () => {
    const logits = sound.map((row, i) => [...row.map((p) => Math.log(p)), i]);
    expect(check(logits)).toThrow("column 3 holds whole numbers");
  });
});
