import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LogitsError } from "../../src/logits/errors.js";
import {
  hasPlaceholderLabels,
  type Id2Label,
  id2labelOf,
  label2idOf,
  readLabels,
} from "../../src/logits/labels.js";
import { areSame, law } from "./laws.js";

describe("readLabels", () => {
  it("reads string keys, number keys and lists alike", () => {
    const expected = ["NEGATIVE", "POSITIVE"];
    expect(readLabels({ "0": "NEGATIVE", "1": "POSITIVE" })).toEqual(expected);
    expect(readLabels({ 1: "POSITIVE", 0: "NEGATIVE" }, 2)).toEqual(expected);
    expect(readLabels(["NEGATIVE", "POSITIVE"], 2)).toEqual(expected);
  });

  it("orders more than ten classes by number, not by text", () => {
    const labels = Array.from({ length: 12 }, (_, index) => `class ${index}`);
    const entries = labels.map((label, index) => [String(index), label]).reverse();
    expect(readLabels(Object.fromEntries(entries))).toEqual(labels);
  });

  it("makes placeholders where there is no map", () => {
    expect(readLabels(undefined, 2)).toEqual(["LABEL_0", "LABEL_1"]);
    expect(readLabels(null, 1)).toEqual(["LABEL_0"]);
    expect(readLabels(null)).toEqual([]);
  });

  it("takes labels as data, whatever they are called", () => {
    const labels = ["__proto__", "constructor", "", "<b>", "🙂"];
    expect(readLabels(labels)).toEqual(labels);
  });

  it.each<[title: string, map: unknown, columns: number | undefined, message: string]>([
    [
      "too few labels, with both numbers",
      { 0: "a" },
      2,
      "needs one label for each logit: id2label has 1 labels, a row has 2 logits",
    ],
    [
      "too many labels, with both numbers",
      ["a", "b", "c"],
      2,
      "needs one label for each logit: id2label has 3 labels, a row has 2 logits",
    ],
    [
      "a gap",
      { 0: "a", 1: "b", 3: "c" },
      3,
      "needs a label for every class index from 0 to 2: id2label has 3 but no 2",
    ],
    [
      "indices that begin with 1",
      { 1: "a", 2: "b" },
      undefined,
      "needs a label for every class index from 0 to 1: id2label has 2 but no 0",
    ],
    [
      "one label for two classes",
      { 0: "a", 1: "b", 2: "a" },
      3,
      'needs a label of its own for each class: 0 and 2 are both "a"',
    ],
    [
      "keys that are no class index",
      { first: "a" },
      undefined,
      'needs class indices as keys of id2label, got the string "first"',
    ],
    [
      "a key with a leading zero",
      { "00": "a" },
      undefined,
      'needs class indices as keys of id2label, got the string "00"',
    ],
    [
      "a key with more behind the number",
      { "0x": "a" },
      undefined,
      'needs class indices as keys of id2label, got the string "0x"',
    ],
    [
      "a negative key",
      { "-1": "a" },
      undefined,
      'needs class indices as keys of id2label, got the string "-1"',
    ],
    [
      "label2id by mistake",
      { POSITIVE: 1, NEGATIVE: 0 },
      2,
      'needs class indices as keys of id2label, got the string "POSITIVE": this looks like label2id; convert it with id2labelOf(label2id)',
    ],
    ["a label that is no text", { 0: "a", 1: 7 }, 2, "needs text as labels: id2label[1] is 7"],
    ["a list with a null", ["a", null], 2, "needs text as labels: id2label[1] is null"],
    ["text", "ab", 2, 'needs id2label to map class indices to labels, got the string "ab"'],
    ["a number", 2, 2, "needs id2label to map class indices to labels, got 2"],
    [
      "a typed array",
      Float32Array.of(1, 2),
      2,
      "needs id2label to map class indices to labels, got a Float32Array of 2",
    ],
  ])("refuses %s", (_title, map, columns, message) => {
    const read = () => readLabels(map as Id2Label, columns, "interpret");
    expect(read).toThrow(new LogitsError(`interpret ${message}`));
  });

  it("names itself when nobody else was called", () => {
    expect(() => readLabels(["a"], 2)).toThrow(/^readLabels needs one label/);
  });
});

describe("label2idOf and id2labelOf", () => {
  it("turn a map round and back", () => {
    const id2label = { 0: "NEGATIVE", 1: "POSITIVE" };
    expect(label2idOf(id2label)).toEqual({ NEGATIVE: 0, POSITIVE: 1 });
    expect(id2labelOf({ POSITIVE: 1, NEGATIVE: 0 })).toEqual(id2label);
  });

  it("keep a label called __proto__", () => {
    const label2id = label2idOf(["__proto__", "b"]);
    expect(Object.entries(label2id)).toEqual([
      ["__proto__", 0],
      ["b", 1],
    ]);
    expect(id2labelOf(label2id)).toEqual({ 0: "__proto__", 1: "b" });
  });

  it("name themselves", () => {
    expect(() => label2idOf(["a", "a"])).toThrow(/^label2idOf needs a label of its own/);
    expect(() => id2labelOf({ a: 0, b: 2 })).toThrow(
      "id2labelOf needs a label for every class index from 0 to 1: id2label has 2 but no 1",
    );
  });

  it.each([
    [
      { a: 0, b: 0 },
      'id2labelOf needs a class index of its own for each label: "a" and "b" both have 0',
    ],
    [{ a: -1 }, 'id2labelOf needs class indices as values of label2id: "a" has -1'],
    [{ a: 0.5 }, 'id2labelOf needs class indices as values of label2id: "a" has 0.5'],
    [
      { a: "0" as unknown as number },
      'id2labelOf needs class indices as values of label2id: "a" has the string "0"',
    ],
  ])("refuse %j", (label2id, message) => {
    expect(() => id2labelOf(label2id as Record<string, number>)).toThrow(new LogitsError(message));
  });
});

describe("hasPlaceholderLabels", () => {
  it.each<[Id2Label, boolean]>([
    [{ 0: "LABEL_0", 1: "LABEL_1" }, true],
    [["LABEL_0"], true],
    [["LABEL_1", "LABEL_0"], false],
    [["LABEL_0", "POSITIVE"], false],
    [[], false],
  ])("of %j is %s", (id2label, expected) => {
    expect(hasPlaceholderLabels(id2label)).toBe(expected);
  });

  it("names itself", () => {
    expect(() => hasPlaceholderLabels({ 1: "a" })).toThrow(/^hasPlaceholderLabels needs/);
  });
});

describe("labels", () => {
  law(
    "id2label and label2id turn into each other and back",
    fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 9 }),
    (labels) => {
      const label2id = label2idOf(labels);
      return areSame(Object.values(id2labelOf(label2id)), labels);
    },
  );
});
