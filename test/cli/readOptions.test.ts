import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { InputError, UsageError } from "../../src/cli/errors.js";
import { parseArguments } from "../../src/cli/parseArguments.js";
import { readOptions, readRequest } from "../../src/cli/readOptions.js";
import { scratch } from "./program.js";

const request = (...args: string[]) => readRequest(parseArguments("read", args, readOptions));

it("without options asks for a table of 20 rows", () => {
  expect(request("a.npy")).toEqual({
    files: ["a.npy"],
    predictions: {},
    reading: {},
    besides: [],
    versions: {},
    rows: 20,
    form: "text",
    isPassport: false,
    isStrict: false,
  });
});

it("hands each option on to where it is used", () => {
  const asked = request(
    ...["a.npz", "--name", "logits", "--truth-column", "gold", "--text-column", "review"],
    ...["--truth", "y.npy", "--labels", "a, b", "--function", "sigmoid", "--top-k", "2"],
    ...["--threshold", "a=0.25,b=0.5", "--json", "-o", "o.json", "--strict"],
  );
  expect(asked).toMatchObject({
    predictions: { name: "logits", label: "gold", text: "review", label_ids: "y.npy" },
    reading: { function_to_apply: "sigmoid", top_k: 2, threshold: { a: 0.25, b: 0.5 } },
    form: "json",
    output: "o.json",
    isStrict: true,
  });
  expect(asked.predictions.id2label).toEqual(["a", "b"]);
  expect(request("a", "--no-truth").predictions).toEqual({ label: null });
  expect(request("a", "--threshold", "a=b=0.5").reading.threshold).toEqual({ "a=b": 0.5 });
});

it("a config gives names and the kind of problem, and --labels goes before its names", async () => {
  const folder = await scratch();
  const config = {
    id2label: { 0: "a", 1: "b" },
    problem_type: "multi_label_classification",
    hidden_size: 8,
    transformers_version: "5.24.0",
  };
  await writeFile(path.join(folder, "config.json"), JSON.stringify(config));
  const asked = request("a", "--config", folder);
  expect(asked.predictions.id2label).toEqual({ 0: "a", 1: "b" });
  expect(asked.reading).toEqual({ problem_type: "multi_label_classification" });
  expect(asked.besides).toEqual([path.join(folder, "config.json")]);
  expect(asked.versions).toEqual({ "transformers (by its config)": "5.24.0" });
  expect(request("a", "--config", folder, "--labels", "c,d").predictions.id2label).toEqual([
    "c",
    "d",
  ]);
});

it("a list of names in a file with a comma in its name is that file", async () => {
  const folder = await scratch();
  const file = path.join(folder, "a,b.txt");
  await writeFile(file, "x\ny\n");
  expect(request("a", "--labels", file).predictions.id2label).toEqual(["x", "y"]);
  await mkdir(path.join(folder, "c"));
  expect(() => request("a", "--labels", path.join(folder, "c"))).toThrow(InputError);
  await writeFile(file, '"text"');
  expect(() => request("a", "--config", file)).toThrow(/is no config of a model/);
});

it.each(["1e-3.5", "0", "1", "a=", "=0.5,", ""].map((text) => [text]))(
  "refuses the threshold %j",
  (text) => {
    expect(() => request("a", `--threshold=${text}`)).toThrow(UsageError);
  },
);

it("names of classes are never empty, nor read from what isn't a list of them", async () => {
  const folder = await scratch();
  const inFile = async (name: string, text: string) => {
    const file = path.join(folder, name);
    await writeFile(file, text);
    return request("a.npy", "--labels", file).predictions.id2label;
  };
  expect(await inFile("one.txt", "a, b,c\n")).toEqual(["a", "b", "c"]);
  await expect(inFile("gap.txt", "a\n\nb\n")).rejects.toThrow("has no name for class 1");
  await expect(inFile("page.json", "<html>")).rejects.toThrow("it is no JSON");
  await expect(inFile("a.csv", "id,label\n0,a\n")).rejects.toThrow("from .json, or from .txt");
  expect(() => request("a.npy", "--labels", "a,b, ")).toThrow("--labels has no name for class 2");
  expect(() => request("a.npy", "--labels", "POSITIVE")).toThrow("with commas between them");
});
