import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { keepAnswer, keptAnswer } from "../../../src/site/playground/keptAnswer.js";
import type { ReadTexts } from "../../../src/site/playground/messages.js";

const read: ReadTexts = {
  config: {
    id2label: { 0: "NEGATIVE", 1: "POSITIVE" },
    label2id: { NEGATIVE: 0, POSITIVE: 1 },
    problem_type: "single_label_classification",
    num_labels: 2,
  },
  texts: [{ text: "é", tokens: ["é"], input_ids: [7], logits: [-1.25, 0.1], isCut: false }],
};
let stored: Map<string, string>;

beforeEach(() => {
  stored = new Map();
  vi.stubGlobal("version", "one");
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

it("an answer is kept to the last digit, for the same model, texts and version", () => {
  keepAnswer("sst2", read);
  expect(keptAnswer("sst2", ["é"])).toEqual(read);
  expect(keptAnswer("emotions", ["é"])).toBeUndefined();
  expect(keptAnswer("sst2", ["e"])).toBeUndefined();
  expect(keptAnswer("sst2", ["é", ""])).toBeUndefined();
  vi.stubGlobal("version", "two");
  expect(keptAnswer("sst2", ["é"])).toBeUndefined();
});

it.each(["no JSON", "null", "7", '{"version":"one","model":"sst2"}'])(
  "what another program has left in its place, %s, is no answer",
  (value) => {
    keepAnswer("sst2", read);
    for (const key of stored.keys()) stored.set(key, value);
    expect(keptAnswer("sst2", ["é"])).toBeUndefined();
  },
);

it("a browser that keeps nothing is no fault", () => {
  const refuse = () => {
    throw new Error("the person forbids it");
  };
  vi.stubGlobal("localStorage", { getItem: refuse, setItem: refuse });
  keepAnswer("sst2", read);
  expect(keptAnswer("sst2", ["é"])).toBeUndefined();
});
