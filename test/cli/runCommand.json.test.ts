import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, expect, it } from "vitest";
import { here } from "./inProcess.js";
import { differences, tablesIn } from "./jsonFields.js";
import { bareKit, project, reading, scratch } from "./program.js";

const readme = await readFile(path.join(project, "README.md"), "utf8");
const tables = tablesIn(readme);

const [one, two, three] = ["a,b,label\n", "a,b,text\n", "a,b,c,label\n"];
const many = (rows: string[], times: number) => `${rows.join("\n")}\n`.repeat(times);

/** Small files that, read with the options below, make the program write each field in each of its forms. */
const files: Record<string, string> = {
  "logits.json": "[[2.5,-1.25],[-0.5,3],[1.5,0.25]]",
  "probabilities.json": "[[1,0],[0.25,0.75],[0.4,0.6]]",
  "independent.json": "[[0.91,0.82],[0.13,0.74],[0.52,0.03]]",
  "logarithms.json":
    "[[-0.105360515657826,-2.30258509299405],[-0.693147180559945,-0.693147180559945]]",
  "axis.json": "[[0.9,0.2],[0.06,0.7],[0.04,0.1]]",
  "percent.json": "[[91,9],[25.5,74.5],[40,60]]",
  "decisions.json": "[[1,0],[0,1],[1,0]]",
  "bits.json": "[[16256,48000],[16384,16200],[49000,16300]]",
  "infinite.csv": "a,b\n1.5,inf\n0.5,1.25\n",
  "ids.json": "[[3],[1],[2],[5],[4],[1]]",
  "head.json": "[[1.25],[-0.5],[3]]",
  "yes.json": "[1,0,0]",
  "sets.json": "[[1,0],[1,1],[0,0]]",
  "unlabelled.json": "[0,1,-100]",
  "minimum.csv": `${one}1.5,-1.5,a\n-2.25,2.25,b\n2.5,-2.25,b\n3.5,-1.5,a\n`,
  "flat.csv": `${one}1.5,1.5,a\n2.25,2.25,b\n`,
  "separable.csv": `${one}1.5,-1.5,a\n-2.25,2.25,b\n`,
  "chance.csv": `${one}1.5,-1.5,b\n-2.25,2.25,a\n`,
  // Four of five are right at 0.8, in as many rows as such a claim needs.
  "calibrated.csv": one + many(["0.8,0.2,b", ...new Array(4).fill("0.8,0.2,a")], 50),
  // Each label is the one after the class that the row prefers.
  "order.csv": three + many(["2.5,-1.5,0.25,b", "-1.25,3.5,0.5,c", "0.5,-1.125,2.75,a"], 8),
  "first.csv": `${two}2.5,-1.5,Fine.\n0.25,1.75,Dull.\n`,
  "second.csv": `${two}1.5,-1.25,Fine.\n1.75,0.5,Dull.\n`,
  "config.json": '{"id2label":{"0":"a","1":"b"},"transformers_version":"4.57.1"}',
};

let folder: string;
const place = (name: string) => path.join(folder, name);
let written: [table: string, object][];
beforeAll(async () => {
  folder = await scratch();
  for (const [name, text] of Object.entries(files)) await writeFile(place(name), text);
  written = [...(await documents()), ...(await lines()), ...(await modelsAndChecks())];
}, 60_000);

/** What stands in the folder is named by its path. */
const named = (line: string) =>
  line.split(" ").map((word) => (word in files || word === "kept.json" ? place(word) : word));

async function json(args: readonly string[]): Promise<object> {
  const { out, err } = await here([...args, "--json"]);
  expect(err).toBe("");
  return JSON.parse(out);
}

const readings = [
  "logits.json probabilities.json independent.json logarithms.json axis.json percent.json decisions.json bits.json infinite.csv order.csv",
  "minimum.csv flat.csv separable.csv chance.csv calibrated.csv",
  "first.csv second.csv --model sst2 --config config.json",
  "logits.json --truth sets.json",
  "logits.json --truth unlabelled.json --threshold 0.95",
  "logits.json --function none",
  "head.json --truth yes.json",
  "ids.json --labels a,",
];

async function documents(): Promise<[string, object][]> {
  const found: [string, object][] = [];
  for (const line of readings) {
    found.push(["read --json", await json(["read", ...named(line)])]);
  }
  const passport = ["read", "--passport"];
  const own = (await json([...passport, place("axis.json")])) as { passports: object[] };
  const told = { ...own.passports[0], truncation: "3 of 3 texts were cut" };
  await writeFile(place("kept.json"), JSON.stringify(told));
  const line = "kept.json data/examples/predictions.npz --model sst2";
  found.push(["read --passport --json", await json([...passport, ...named(line)])]);
  return found;
}

async function lines(): Promise<[string, object][]> {
  const texts = ["A fine film.", "word ".repeat(600)];
  const options = ["--threshold=0.99999", "--function=sigmoid", "--function=none"];
  const found: [string, object][] = [];
  for (const option of options) {
    const { out } = await here(["classify", ...texts, option, "--json"]);
    for (const line of out.trimEnd().split("\n")) {
      found.push(["each line of classify --json", JSON.parse(line)]);
    }
  }
  return found;
}

/** The kit's own models, before and after their files are looked at, and one of the hub that is damaged. */
async function modelsAndChecks(): Promise<[string, object][]> {
  const kit = await bareKit();
  const model = path.join(kit, ".cache", "models", "owner", "name");
  await mkdir(model, { recursive: true });
  const sha256 = "0".repeat(64);
  const manifest = { files: { "config.json": { size: 2, sha256 } }, opened: true };
  await writeFile(path.join(model, "config.json"), "{}");
  await writeFile(path.join(model, "manifest.json"), JSON.stringify(manifest));
  const damaged = await reading(["models", "verify", "--json"], { kit });
  const checks = await reading(["doctor", "--json"], { kit });
  const models = [
    await json(["models"]),
    await json(["models", "verify", "sst2"]),
    JSON.parse(damaged.out),
  ].flat();
  return [
    ...models.map((each): [string, object] => ["each model of models --json", each]),
    ...JSON.parse(checks.out).map((each: object) => ["each check of doctor --json", each]),
  ];
}

it("README has every field that the program writes, in every form, and no other", () => {
  expect(differences(tables, written)).toEqual([]);
});

it("a field or a type that README lacks is told", () => {
  const [[, first]] = written;
  const [{ rows, ...file }] = (first as { files: { rows: object[] }[] }).files;
  const grown = { ...file, rows: [{ ...rows[0], rank: 1, margin: "wide" }], note: null };
  expect(differences(tables, [...written, ["file", grown]])).toEqual([
    "not documented: file.note: null",
    'not documented: row.margin: "wide"',
    "not documented: row.rank: number",
  ]);
  const shorter = tablesIn(readme.replace(/^\| `entropy` .*\n/m, ""));
  expect(differences(shorter, written)).toEqual([
    "not documented: row.entropy: null",
    "not documented: row.entropy: number",
  ]);
});

it("a field or a type that nothing writes is told", () => {
  const longer = readme
    .replace(/^\| `predicted_index` \| number/m, "$& or null")
    .replace("| `accuracy` |", "| `accuracy`, `precision` |");
  expect(differences(tablesIn(longer), written)).toEqual([
    "not documented: calibration.precision: absent",
    "not written: calibration.precision: number",
    "not written: row.predicted_index: null",
  ]);
  const less = written.map(([table, { ...object }]): [string, object] => {
    if (table === "each check of doctor --json") Reflect.deleteProperty(object, "found");
    return [table, object];
  });
  expect(differences(tables, less)).toEqual([
    "not documented: each check of doctor --json.found: absent",
    "not written: each check of doctor --json.found: text",
  ]);
});
