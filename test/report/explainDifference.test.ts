import { describe, expect, it } from "vitest";
import { sigmoid } from "../../src/logits/sigmoid.js";
import { softmax } from "../../src/logits/softmax.js";
import { explainDifference } from "../../src/report/explainDifference.js";

const a = [
  [1, -2, 0.5],
  [0.25, 3, -1],
  [-4, 0.75, 2],
];
const explain = (b: number[][], first = a) =>
  explainDifference({ a: first.flat(), b: b.flat(), rows: 3, columns: 3 });

describe("the second batch", () => {
  it.each([
    ["softmax", softmax(a), "it is softmax of the first"],
    ["sigmoid", sigmoid(a), "it is sigmoid of the first"],
    ["softmax twice", softmax(softmax(a)), "it is softmax of softmax of the first"],
    [
      "a constant",
      a.map((row, i) => row.map((z) => z + i)),
      "each row is that of the first plus a constant",
    ],
    [
      "half",
      a.map((row) => row.map((z) => z / 2)),
      "0.5000 times that of the first: a temperature of 2.0000",
    ],
    ["turned", a.map((row) => row.map((z) => -z)), "every order is turned round"],
    [
      "columns",
      a.map(([x, y, z]) => [z, x, y]),
      "the same columns in another order: column 2 of the first is its column 0 (all: 1, 2, 0)",
    ],
    ["rows", [a[2], a[0], a[1]], "the same rows in another order"],
    ["noise", a.map((row) => row.map((z, i) => z + Math.sin(9 * z + i))), undefined],
  ])("%s", (_, b, says) => {
    const found = explain(b);
    if (says === undefined) expect(found).toBeUndefined();
    else expect(found).toContain(says);
  });

  it("the other way round, too", () => {
    expect(explain(a, softmax(a))).toBe("the first is softmax of it");
  });
});
