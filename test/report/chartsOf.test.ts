import { expect, it } from "vitest";
import { readPredictions } from "../../src/data/readPredictions.js";
import { chartsOf } from "../../src/report/chartsOf.js";
import { readingOf } from "../../src/report/readingOf.js";
import { readFrom } from "./readFrom.js";

const questions = async (...args: Parameters<typeof readFrom>) =>
  (await chartsOf(await readFrom(...args))).charts.map(({ question }) => question);

const answers = [
  "What did the model say, and how sure is it?",
  "What does softmax make of the whole batch?",
];
const trust = [
  "Which classes does it take for one another?",
  "Can its confidence be trusted?",
  "How sure is it when it is wrong?",
  "How good is it if it may keep silent?",
];

it("draws the answers; with truth, whether they can be trusted", async () => {
  expect(await questions("a,b\n2,0\n0,3\n")).toEqual(answers);
  const labelled = "label,a,b\na,2,0\na,0,3\nb,-1,1\n";
  expect(await questions(labelled)).toEqual([...answers, ...trust, "Would a temperature help?"]);
});

it("of probabilities it draws no logits, and fits no temperature", async () => {
  const csv = "label,a,b\na,0.9,0.1\na,0.2,0.8\nb,0.3,0.7\n";
  expect(await questions(csv)).toEqual(["Between which classes does it waver?", ...trust]);
});

it("label by label it draws the labels; of values, and of no scores, nothing", async () => {
  const multi = { problem_type: "multi_label_classification" };
  expect(await questions("a,b\n2,-1\n-0.5,3\n", multi)).toEqual([
    "Which labels did the model choose, and how sure is it of each?",
  ]);
  expect(await questions("stars\n4.5\n-1\n", { problem_type: "regression" }, ["stars"])).toEqual(
    [],
  );
  expect(await questions("a,b\n1,0\n0,1\n1,0\n")).toEqual([]);
});

it("of many rows it draws some, evenly spaced, and says how many", async () => {
  const rows = Array.from({ length: 4500 }, (_, i) => `${(i % 9) - 4},${i % 5}`).join("\n");
  expect((await chartsOf(await readFrom(`a,b\n${rows}\n`))).drawn).toBe(1500);
  const recorded = await readingOf(await readPredictions("sst2-validation"));
  expect((await chartsOf(recorded)).drawn).toBe(872);
});

it("leaves out what has no room for so many classes", async () => {
  const names = Array.from({ length: 70 }, (_, i) => `c${i}`);
  const row = (shift: number) => names.map((_, i) => ((i * 7 + shift) % 11) - 5.5).join(",");
  const found = await questions(
    `label,${names.join(",")}\nc1,${row(0)}\nc2,${row(3)}\nc3,${row(5)}\n`,
  );
  expect(found).not.toContain(answers[1]);
  expect(found).toContain("Can its confidence be trusted?");
});
