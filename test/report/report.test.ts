import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { parsePredictions } from "../../src/data/parsePredictions.js";
import { readPredictions } from "../../src/data/readPredictions.js";
import { passportIn } from "../../src/report/comparePassports.js";
import { ReportError } from "../../src/report/ReportError.js";
import { type Report, report } from "../../src/report/report.js";
import { scratch } from "../cli/program.js";

const npz = "data/examples/predictions.npz";
const small = async (): Promise<Report> =>
  report(await readPredictions(npz), { title: "Four rows" });

it("holds the batch, the measures, the charts and the passport, and prints as one line", async () => {
  const made = await small();
  expect(String(made)).toMatch(/^Report "Four rows", \d\.\d MB: save\("report\.html"\) writes it$/);
  expect(made.html.match(/<figure class="chart"/g)).toHaveLength(7);
  expect(made.html).toContain("<dt>accuracy 0.7500</dt>");
  expect(passportIn(made.html)).toEqual(made.passport);
  expect(made.passport.files.map(({ file }) => file)).toEqual(["predictions.npz"]);
});

it("a passport says what it was told: model, truncation, versions, date", async () => {
  const told = {
    files: [],
    model: { name: "mine", sha256: "ab", files: 3 },
    truncation: "2 of 4 texts",
    versions: { transformers: "5.24.0" },
    date: new Date("2026-11-28T12:00:00Z"),
  };
  const { passport } = await report(await readPredictions(npz), told);
  expect(passport).toMatchObject({
    ...told,
    versions: { transformers: "5.24.0" },
    date: "2026-11-28T12:00:00.000Z",
  });
});

it("takes a model's whole config, and refuses what it doesn't know", async () => {
  const predictions = await readPredictions(npz);
  const config = { model_type: "bert", id2label: { 0: "BAD", 1: "GOOD" }, hidden_size: 8 };
  expect((await report(predictions, config as never)).passport.labels).toEqual(["BAD", "GOOD"]);
  await expect(report(predictions, { titel: "x" } as never)).rejects.toThrow(
    'report has no option "titel"; did you mean "title"?',
  );
  await expect(report([[1, 2]] as never)).rejects.toThrow(
    "report needs what readPredictions or parsePredictions gives, got an array of 1",
  );
  await expect(report(predictions, { top_k: 0 })).rejects.toThrow("report needs top_k");
});

it("is saved whole, over a report, and over no other file", async () => {
  const folder = await scratch();
  const file = path.join(folder, "report.html");
  const made = await small();
  made.save(file);
  expect(await readFile(file, "utf8")).toBe(made.html);
  made.save(file);
  expect(await readdir(folder)).toEqual(["report.html"]);
  const taken = path.join(folder, "thesis.html");
  await writeFile(taken, "<h1>My thesis</h1>");
  expect(() => made.save(taken)).toThrow(ReportError);
  expect(await readFile(taken, "utf8")).toBe("<h1>My thesis</h1>");
  await mkdir(path.join(folder, "folder"));
  expect(() => made.save(path.join(folder, "folder"))).toThrow("it is a folder");
  expect(() => made.save("")).toThrow("save needs the path of a file");
});

it("what is no score has its diagnosis, and neither table nor charts", async () => {
  const bytes = new TextEncoder().encode("a,b\n1,0\n0,1\n1,0\n");
  const { html } = await report(await parsePredictions(bytes, "a.csv"));
  expect(html).toContain("no scores: the numbers are decisions already");
  expect(html).not.toMatch(/<figure|class="sortable"/);
});
