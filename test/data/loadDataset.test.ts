import { mkdir, mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Dataset, DatasetError } from "../../src/data/Dataset.js";
import { loadDataset } from "../../src/data/loadDataset.js";

const home = process.cwd();
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "reading logits é "));
});

afterAll(async () => {
  process.chdir(home);
  await rm(folder, { recursive: true });
});

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const where = path.join(folder, name);
  await writeFile(where, content);
  return where;
}

describe("loadDataset of the kit's own", () => {
  it("gives reviews in three splits, each with texts, class indices and tags", async () => {
    const reviews = await loadDataset("reviews");
    expect(reviews.id2label).toEqual({ 0: "NEGATIVE", 1: "POSITIVE" });
    expect(reviews.train[0]).toEqual({
      id: "r001",
      text: expect.any(String),
      label: expect.any(Number),
      label_name: expect.stringMatching(/^(NEGATIVE|POSITIVE)$/),
      tags: expect.any(Array),
    });
    for (const split of [reviews.train, reviews.validation, reviews.test]) {
      expect(split).toBeInstanceOf(Dataset);
      const names = split.map(({ label_name }) => label_name);
      expect(split.labels.map((label) => reviews.id2label[label])).toEqual(names);
      expect(split.texts).toHaveLength(split.length);
    }
    expect(reviews.test.name).toBe("reviews/test");
  });

  it("gives emotions with the first label as label and all of them as zeros and ones", async () => {
    const { train, validation, test, id2label } = await loadDataset("emotions");
    const labels = ["anger", "disgust", "fear", "joy", "neutral", "sadness", "surprise"];
    expect(id2label).toEqual({ ...labels });
    const mixed = test.find(({ text }) => text.startsWith("The lights went out, somebody"));
    expect(mixed).toMatchObject({ label: 2, label_name: "fear", labels: [0, 0, 1, 0, 0, 0, 1] });
    for (const example of [...train, ...validation, ...test]) {
      expect(example.labels).toHaveLength(7);
      expect(example.labels?.[example.label ?? -1]).toBe(1);
    }
  });

  it("isn't fooled by files of the same name in the current folder", async () => {
    await file("reviews", "text,label\nA,B\n");
    process.chdir(folder);
    const { test } = await loadDataset("reviews");
    process.chdir(home);
    expect(test.length).toBeGreaterThan(100);
  });

  it("can put the classes in another order, as another model has them", async () => {
    const { test } = await loadDataset("reviews", { id2label: ["POSITIVE", "NEGATIVE"] });
    expect(test.find(({ label_name }) => label_name === "POSITIVE")?.label).toBe(0);
  });
});

describe("loadDataset of a file", () => {
  it("reads CSV with one's own column names, everything as test", async () => {
    await file("mine.csv", '\uFEFFid,review,stars\r\n17,"Good, really.",good\r\n,Bad.,bad\r\n');
    process.chdir(folder);
    const { train, test, id2label } = await loadDataset("mine.csv", {
      text: "review",
      label: "stars",
    });
    process.chdir(home);
    expect(id2label).toEqual({ 0: "bad", 1: "good" });
    expect(train).toHaveLength(0);
    expect([...test]).toEqual([
      { id: "17", text: "Good, really.", label: 1, label_name: "good", tags: [] },
      { id: "2", text: "Bad.", label: 0, label_name: "bad", tags: [] },
    ]);
    expect(test.name).toBe("mine/test");
  });

  it("reads JSON Lines with splits, tags and several labels", async () => {
    const rows = [
      { text: "A", label: ["x", "z"], part: "train", tags: ["short"] },
      { text: "B", label: ["y"], part: "dev", id: 9 },
    ];
    const where = await file("mine.jsonl", rows.map((row) => JSON.stringify(row)).join("\n"));
    const { train, validation } = await loadDataset(where, { split: "part" });
    expect(train[0]).toEqual({
      id: "1",
      text: "A",
      label: 0,
      label_name: "x",
      labels: [1, 0, 1],
      tags: ["short"],
    });
    expect(validation[0]).toMatchObject({ id: "9", label: 1, labels: [0, 1, 0] });
  });

  it("uses a column named split without being told, and the words of a tags cell", async () => {
    const where = await file("split.tsv", "text\tlabel\tsplit\ttags\nA\t1\ttrain\tshort, odd\n");
    const { train, test } = await loadDataset(where);
    expect(train[0]).toMatchObject({ label: 1, label_name: "LABEL_1", tags: ["short", "odd"] });
    expect(test).toHaveLength(0);
  });

  it("reads texts without labels", async () => {
    const { test } = await loadDataset(await file("new.csv", "text\nA\nB\n"), { label: null });
    expect([...test]).toEqual([
      { id: "1", text: "A", tags: [] },
      { id: "2", text: "B", tags: [] },
    ]);
  });
});

describe("loadDataset says what is wrong, and where:", () => {
  const cases: [string, string, string | Uint8Array, Parameters<typeof loadDataset>[1], string][] =
    [
      [
        "a missing column",
        "a.csv",
        "review,label\nA,1\n",
        {},
        'needs a column "text": {file}, row 1 has "review", "label"; say which is which',
      ],
      [
        "a column missing from a later line",
        "b.jsonl",
        '{"text": "A", "label": 0}\n{"text": "B"}',
        {},
        'needs a column "label": {file}, line 2 has "text";',
      ],
      [
        "a split column that isn't there",
        "c.csv",
        "text,label\nA,1\n",
        { split: "part" },
        'needs a column "part": {file}, row 1 has',
      ],
      [
        "an empty text",
        "d.csv",
        "text,label\nA,1\n  ,0\n",
        {},
        'needs a text in every row: {file}, row 2, column "text" is empty',
      ],
      [
        "a text that is none",
        "e.jsonl",
        '{"text": 5, "label": 0}',
        {},
        'needs a text in every row: {file}, line 1, column "text" is 5',
      ],
      [
        "an unknown label",
        "f.csv",
        "text,label\nA,yes\n",
        { id2label: ["no", "maybe"] },
        '{file}, row 1, column "label" is the string "yes", which is none of the classes; the classes are 0 no, 1 maybe',
      ],
      [
        "an unknown split",
        "g.csv",
        "text,label,split\nA,1,holdout\n",
        {},
        '{file}, row 1, column "split" is the string "holdout"',
      ],
      [
        "a split that some rows don't have",
        "n.jsonl",
        '{"text": "A", "label": 0, "split": "train"}\n{"text": "B", "label": 1}',
        {},
        'needs a column "split": {file}, line 2 has "text", "label";',
      ],
      ["bad JSON", "h.jsonl", '{"text": "A", "label": 0}\n{', {}, "{file}, line 2 is not JSON"],
      ["an open quote", "i.csv", 'text,label\n"A,1\n', {}, "{file}, row 1 has a cell that starts"],
      ["no rows", "j.csv", "text,label\n", {}, "needs at least one row: {file} has none"],
      ["an empty file", "k.jsonl", "", {}, "needs at least one row: {file} has none"],
      [
        "bytes that are no UTF-8",
        "l.csv",
        Buffer.from("text,label\nGood,1\nCaf\xe9,1\n", "latin1"),
        {},
        "needs UTF-8 text: {file}, line 3 has bytes that are not; save it as UTF-8",
      ],
      [
        "a spreadsheet's UTF-16",
        "m.csv",
        Buffer.from("\uFEFFtext,label\n", "utf16le"),
        {},
        "needs UTF-8 text: {file}, line 1 has",
      ],
    ];

  it.each(cases)("%s", async (_, name, content, columns, message) => {
    const where = await file(name, content);
    const error = await loadDataset(where, columns).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(DatasetError);
    expect((error as Error).message).toContain(
      message.replace("{file}", where.replaceAll(path.sep, "/")),
    );
    expect((error as Error).message).toMatch(/^loadDataset needs /);
  });

  it("a file that doesn't exist, and a folder", async () => {
    const missing = path.join(folder, "none.csv");
    await expect(loadDataset(missing)).rejects.toThrow(
      new DatasetError(`loadDataset needs a file it can read: ${missing} doesn't exist`),
    );
    await mkdir(path.join(folder, "folder.csv"));
    await expect(loadDataset(path.join(folder, "folder.csv"))).rejects.toThrow("is a folder");
  });

  it.each(["review", "mine.xlsx", "", "__proto__", "reviews.jsonl/", "../reviews"])(
    "a name it doesn't know: %j",
    async (name) => {
      await expect(loadDataset(name)).rejects.toThrow(
        `loadDataset knows "reviews" and "emotions", and reads files whose names end in .jsonl, .csv or .tsv; got the string ${JSON.stringify(name)}`,
      );
    },
  );

  it.each(["csv", "tsv", "jsonl", "ndjson"])(
    "a .%s file with more text than Node holds",
    async (ending) => {
      const where = await file(`large.${ending}`, "text\tlabel\n");
      // Sparse: the file takes no room on the disk.
      await truncate(where, 734_000_000);
      const error = await loadDataset(where).catch((error) => error);
      expect(error).toBeInstanceOf(DatasetError);
      expect(error.message).toBe(
        `loadDataset needs a file of at most 536 MB, which is as much text as Node holds: ${where.replaceAll(path.sep, "/")} has 734 MB; split it into several files, or leave out the columns and rows that aren't needed`,
      );
    },
  );

  it.each(["text", "label", "labels", "tags", "split", "else"])(
    "100,000 brackets as %s",
    async (column) => {
      const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
      const where = await file(
        "deep.jsonl",
        `{"text":"a","label":1}\n{"text":"a","${column}":${deep}}`,
      );
      const error = await loadDataset(where).catch((error) => error);
      expect(error).toBeInstanceOf(DatasetError);
      expect(error.message).toContain(
        "deep.jsonl, line 2 has lists or objects nested more than 50 deep; leave such columns out",
      );
    },
  );

  it("numbers that are names, until id2label lists them", async () => {
    const years = await file("years.csv", "text,label\na,2023\nb,2024\nc,2023\n");
    await expect(loadDataset(years)).rejects.toThrow(
      'row 2, column "label" is 2024, which is either a class index (then say how many classes there are), or a year, a code or another name (then list the classes as id2label)',
    );
    const { test } = await loadDataset(years, { id2label: ["2023", "2024"] });
    expect(test.labels).toEqual([0, 1, 0]);
    const ids = await file("ids.csv", "text,label\na,1000000000\nb,2000000000\n");
    await expect(loadDataset(ids)).rejects.toThrow(
      'is the string "1000000000"; if such numbers are names, list them as id2label',
    );
    const named = await loadDataset(ids, { id2label: ["1000000000", "2000000000"] });
    expect(named.test.labels).toEqual([0, 1]);
  });

  it("something that is no name at all", async () => {
    await expect(loadDataset(undefined as unknown as string)).rejects.toThrow("got undefined");
  });
});

it("says whether the order of the classes was given or is only alphabetical", async () => {
  const where = await file("order.csv", "text,label\na,joy\nb,fear\n");
  const { test } = await loadDataset(where);
  expect([test.id2label, test.is_sorted]).toEqual([{ 0: "fear", 1: "joy" }, true]);
  expect(test.slice(0, 1).is_sorted).toBe(true);
  const ordered = await loadDataset(where, { id2label: ["joy", "fear"] });
  expect([ordered.test.id2label, ordered.test.is_sorted]).toEqual([{ 0: "joy", 1: "fear" }, false]);
});
