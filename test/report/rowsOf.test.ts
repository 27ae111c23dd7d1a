import { expect, it } from "vitest";
import { rowsOf } from "../../src/report/rowsOf.js";
import { readFrom } from "./readFrom.js";

it("gives each row with its place, its truth and its text, whatever the size of the parts", async () => {
  const csv = "text,label,a,b\nOne,0,2,0\nTwo,-100,0,3\nThree,1,1,-1\n";
  const read = await readFrom(csv);
  for (const size of [undefined, 1, 2]) {
    const rows = [];
    for await (const { row, answer, truth, text, numbers } of rowsOf(read, { size })) {
      rows.push([row, answer, truth, text, numbers]);
    }
    expect(rows, `${size}`).toEqual([
      [0, "a", "a", "One", [2, 0]],
      [1, "b", undefined, "Two", [0, 3]],
      [2, "a", "b", "Three", [1, -1]],
    ]);
  }
});

it("gives every so many rows, wherever the parts begin", async () => {
  const read = await readFrom(`a,b\n${"2,-3\n".repeat(23)}`);
  for (const size of [undefined, 1, 4, 10]) {
    const rows: number[] = [];
    for await (const { row } of rowsOf(read, { size, every: 5 })) rows.push(row);
    expect(rows, `${size}`).toEqual([0, 5, 10, 15, 20]);
  }
});

it("a class without a name is not the same as no class", async () => {
  const answers = async (threshold: number) => {
    const found = [];
    const read = await readFrom("2,0\n0.5,0\n", { threshold, id2label: ["", "b"] });
    for await (const { answer } of rowsOf(read)) found.push(answer);
    return found;
  };
  expect(await answers(0.1)).toEqual(["", ""]);
  expect(await answers(0.8)).toEqual(["", null]);
});
