import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { here } from "./inProcess.js";
import { reading, scratch } from "./program.js";

const files = {
  "head.json": "[[1.25],[-0.5],[3],[-2.75],[0.5],[-1]]",
  "sigmoid.json": "[[0.777],[0.378],[0.953],[0.06],[0.622],[0.269]]",
  "pairs.json": "[[0,1.25],[0,-0.5],[0,3],[0,-2.75],[0,0.5],[0,-1]]",
  "flat.json": "[1.25,-0.5,3,-2.75,0.5,-1]",
  "truth.json": "[1,0,1,0,0,1]",
  "names.txt": "GOOD\nBAD\nGOOD\nBAD\nBAD\nGOOD\n",
  "signs.json": "[1,-1,1,-1,-1,1]",
  "stars.json": "[4.5,0,1,2,3,5]",
};

async function folder(): Promise<(name: string) => string> {
  const made = await scratch();
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(made, name), text);
  return (name) => path.join(made, name);
}

it("measures a head with one number a row against labels 0 and 1", async () => {
  const file = await folder();
  const { code, out } = await reading(["read", file("head.json"), "--truth", file("truth.json")]);
  expect(code).toBe(0);
  expect(out).toContain("predicted: LABEL_0 3 (50.0 %), not LABEL_0 3 (50.0 %)");
  expect(out).toContain("accuracy 0.6667 (95 % interval 0.3000 to 0.9032, n = 6)");
  expect(out).toMatch(/^not LABEL_0 +0\.6667 +0\.6667 +0\.6667 +3$/m);
  expect(out).toMatch(/^expected calibration error .* against accuracy 0\.6667$/m);
  expect(out).toContain("the temperature that would fit these rows best");
});

it("gives the same measures of probabilities as JSON, with the two classes", async () => {
  const file = await folder();
  const args = ["read", file("sigmoid.json"), "--truth", file("truth.json"), "--json"];
  const { code, out } = await reading(args);
  expect(code).toBe(0);
  const [{ labels, evaluation, rows }] = JSON.parse(out).files;
  expect(labels).toEqual(["LABEL_0"]);
  expect(evaluation.report.classes.map(({ label }: { label: string }) => label)).toEqual([
    "not LABEL_0",
    "LABEL_0",
  ]);
  expect(evaluation.calibration).toMatchObject({ accuracy: 4 / 6, temperature: null });
  expect(rows[1]).toMatchObject({ true_label: "not LABEL_0", predicted_labels: [] });
});

it("takes one name, with a comma behind it, and labels by name", async () => {
  const file = await folder();
  const args = ["read", file("head.json"), "--labels", "GOOD,", "--truth", file("names.txt")];
  const { code, out } = await here(args);
  expect(code).toBe(0);
  expect(out).toContain("predicted: GOOD 3 (50.0 %), not GOOD 3 (50.0 %)");
  expect(out).toContain("accuracy 0.6667");
});

it("refuses what may mean something else, and says what to do", async () => {
  const file = await folder();
  const run = (name: string, ...more: string[]) => here(["read", file(name), ...more]);
  const names = await run("head.json", "--labels", "BAD,GOOD");
  expect([names.code, names.err]).toEqual([3, expect.stringContaining("name the class that")]);
  const flat = await run("flat.json", "--truth", file("truth.json"));
  expect([flat.code, flat.err]).toEqual([3, expect.stringContaining("predictions.reshape(-1, 1)")]);
  const softmax = await run("head.json", "--function", "softmax");
  expect([softmax.code, softmax.err]).toEqual([
    3,
    expect.stringContaining("needs --function sigmoid or --function none for one number a row"),
  ]);
});

it("says why labels that are neither 0 nor 1 are not compared", async () => {
  const file = await folder();
  const said = async (name: string) =>
    (await here(["read", file("head.json"), "--truth", file(name)])).out.replace(/\s+/g, " ");
  expect(await said("signs.json")).toContain("-1 may be a class, or mean no label; number");
  // In two columns, -1 would leave only the rows of one class to be right about.
  const pairs = await here(["read", file("pairs.json"), "--truth", file("signs.json")]);
  expect(pairs.out).not.toContain("accuracy");
  expect(pairs.out).toContain("-1 may be a class, or mean no label");
  expect(await said("stars.json")).toContain("these are values, and no scores of classes");
});
