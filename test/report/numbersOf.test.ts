import { expect, it } from "vitest";
import { evaluationOf } from "../../src/report/evaluationOf.js";
import { numbersOf } from "../../src/report/numbersOf.js";
import { readFrom } from "./readFrom.js";

const told = async (...args: Parameters<typeof readFrom>) => {
  const read = await readFrom(...args);
  return numbersOf(read, await evaluationOf(read));
};

it("says of each number what it is good for, and of measures what they are", async () => {
  const numbers = await told("label,a,b\na,2,0\na,0,3\nb,-1,1\nb,-2,2\n");
  const byName = Object.fromEntries(numbers.map((each) => [each.name, each]));
  expect(byName.accuracy).toEqual({
    name: "accuracy",
    value: "0.7500",
    conclude: expect.stringContaining("between 0.3006 and 0.9544 (95 %) on texts like these"),
  });
  expect(byName.score.conclude).toContain("not how often it is right");
  expect(byName.entropy.conclude).toContain("0.6931 is a guess");
  expect(byName.temperature.conclude).toContain("fit yours on other rows");
});

it("of numbers that only rank, says so; of a regression, the value alone; of what is no score, nothing", async () => {
  const twice = await told("a,b\n0.731,0.269\n0.27,0.73\n0.5,0.5\n");
  expect(twice[0].conclude).toContain("nothing from its size");
  const values = await told("stars\n4.5\n-1\n", { problem_type: "regression" }, ["stars"]);
  expect(values.map(({ name }) => name)).toEqual(["value"]);
  expect(await told("a,b\n1,0\n0,1\n1,0\n")).toEqual([]);
});

it("label by label, the guess and the margin are those of single labels", async () => {
  const numbers = await told("a,b\n2,-1\n-0.5,3\n", { problem_type: "multi_label_classification" });
  expect(numbers.map(({ name }) => name)).toEqual(["score", "margin", "entropy", "predicted"]);
  expect(numbers[2].conclude).toContain("1.3863 is a guess");
});
