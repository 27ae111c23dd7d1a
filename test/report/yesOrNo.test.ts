import { expect, it } from "vitest";
import { chartsOf } from "../../src/report/chartsOf.js";
import { compareRuns } from "../../src/report/compareRuns.js";
import { costOf } from "../../src/report/costOf.js";
import { evaluationOf } from "../../src/report/evaluationOf.js";
import { passportOf } from "../../src/report/passportOf.js";
import { reportOf } from "../../src/report/report.js";
import { rowsOf } from "../../src/report/rowsOf.js";
import { answerIds, yesOrNo } from "../../src/report/yesOrNo.js";
import { readFrom } from "./readFrom.js";

const readOne: typeof readFrom = (csv, options, names = ["GOOD"]) => readFrom(csv, options, names);
const logits = [1.25, -0.5, 3, -2.75, 0.5, -1];
const truth = [1, 0, 1, 0, 0, 1];
const one = `GOOD,label\n${logits.map((x, i) => `${x},${truth[i]}`).join("\n")}\n`;
const two = `not GOOD,GOOD,label\n${logits.map((x, i) => `0,${x},${truth[i] ? "GOOD" : "not GOOD"}`).join("\n")}\n`;
const p = logits.map((x) => 1 / (1 + Math.exp(-x)));
const probabilities = `GOOD,label\n${p.map((each, i) => `${each},${truth[i]}`).join("\n")}\n`;

it("one logit a row is measured as the two of [0, x]", async () => {
  const reading = await readOne(one);
  expect(yesOrNo(reading)).toEqual({ labels: ["not GOOD", "GOOD"], threshold: 0.5 });
  expect([...answerIds(reading)]).toEqual([1, 0, 1, 0, 1, 0]);
  const found = await evaluationOf(reading);
  const ofTwo = await evaluationOf(await readFrom(two, {}, ["not GOOD", "GOOD"]));
  expect(String(found?.report)).toBe(String(ofTwo?.report));
  const [a, b] = [found?.calibration, ofTwo?.calibration];
  for (const name of ["mean_confidence", "accuracy", "expected_calibration_error"] as const) {
    expect(a?.[name], name).toBeCloseTo(b?.[name] ?? 0, 12);
  }
  expect(a?.temperature?.temperature).toBeCloseTo(b?.temperature?.temperature ?? 0, 9);
});

it("one probability a row is measured as the two of [1 - p, p], without a temperature", async () => {
  const found = await evaluationOf(await readOne(probabilities));
  const ofLogits = await evaluationOf(await readOne(one));
  expect(String(found?.report)).toBe(String(ofLogits?.report));
  expect(found?.calibration).toMatchObject({ accuracy: 4 / 6, temperature: null });
  const { expected_calibration_error } = ofLogits?.calibration ?? {};
  expect(found?.calibration?.expected_calibration_error).toBeCloseTo(
    expected_calibration_error ?? 0,
    12,
  );
});

it("a threshold moves the answers, and not how far confidence is off", async () => {
  const usual = await evaluationOf(await readOne(one));
  const strict = await evaluationOf(await readOne(one, { threshold: 0.9 }));
  expect(strict?.report.accuracy).toBe(4 / 6);
  expect(strict?.report.classes.map(({ support, recall }) => [support, recall])).toEqual([
    [3, 1],
    [3, 1 / 3],
  ]);
  expect(strict?.calibration).toEqual(usual?.calibration);
});

it("labels that are neither 0 nor 1 are not measured", async () => {
  const labelled = (label_ids: number[]) =>
    readOne(`GOOD,label\n${label_ids.map((each, i) => `${logits[i]},${each}`).join("\n")}\n`);
  const measured = async (label_ids: number[]) =>
    (await evaluationOf(await labelled(label_ids)))?.report.n;
  expect(await measured([1, 0, -100, -1])).toBe(2);
  expect(await measured([1, -1, 1, -1])).toBeUndefined();
  expect(await measured([1, 0, 2, 0])).toBeUndefined();
  expect(await measured([4.5, 0.25, 2, 0])).toBeUndefined();
});

it("a row has one of two answers, and so has its truth", async () => {
  const rows = [];
  for await (const { answer, truth: name } of rowsOf(await readOne(one))) rows.push([answer, name]);
  expect(rows.slice(3)).toEqual([
    ["not GOOD", "not GOOD"],
    ["GOOD", "not GOOD"],
    ["not GOOD", "GOOD"],
  ]);
});

it("a value of a regression is no class, also where it is 0", async () => {
  const values = await readOne("stars,label\n4.5,4\n0.25,0\n", { problem_type: "regression" }, [
    "stars",
  ]);
  const rows = [];
  for await (const { truth: value } of rowsOf(values)) rows.push(value);
  expect(rows).toEqual(["4", "0"]);
});

it("two runs differ where one says yes and the other no", async () => {
  const { differing, examples } = await compareRuns(
    await readOne(one),
    await readOne(one.replace("\n-0.5,", "\n0.5,")),
  );
  expect(differing).toBe(1);
  expect(examples[0]).toMatchObject({
    row: 1,
    first: { label: "not GOOD" },
    second: { label: "GOOD" },
  });
});

it("a cost is paid for a wrong yes, and for a wrong no", async () => {
  const costs = { label: "GOOD", false_positive: 3, false_negative: 1 };
  const { measured } = await costOf(await readOne(one), costs);
  // At 0.5 row 4 is a wrong yes and row 5 a wrong no; at 0.75 only rows 0 and 2 are given.
  expect(measured).toEqual({ here: 1 / 6, at_half: 4 / 6, never: 3 / 6 });
});

it("the report has the two classes, their confusion and their calibration", async () => {
  const reading = await readOne(one);
  const { charts } = await chartsOf(reading);
  expect(charts.map(({ question }) => question)).toEqual([
    "Which labels did the model choose, and how sure is it of each?",
    "Which classes does it take for one another?",
    "Can its confidence be trusted?",
    "How sure is it when it is wrong?",
    "How good is it if it may keep silent?",
    "Would a temperature help?",
  ]);
  const evaluation = await evaluationOf(reading);
  const passport = await passportOf(reading, { files: [] });
  const { html } = await reportOf({ title: "One", reading, evaluation, passport });
  expect(html).toContain('<th scope="row">not GOOD</th><td class="number">3</td>');
  expect(html).toContain("6 rows of 1 number (");
});

it("a probability of exactly 1 is drawn, too", async () => {
  const { charts } = await chartsOf(await readOne("GOOD,label\n1,1\n0,0\n0.25,1\n0.75,1\n"));
  expect(charts).toHaveLength(4);
});
