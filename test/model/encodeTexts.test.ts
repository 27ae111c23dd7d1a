import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { Classifier } from "../../src/model/Classifier.js";
import { checkTexts, encodeTexts, longestFirst } from "../../src/model/encodeTexts.js";
import { loadClassifier } from "../../src/model/loadClassifier.js";
import { ModelError } from "../../src/model/ModelError.js";

interface PairCase {
  text: [piece: string, times: number];
  text_pair: [piece: string, times: number];
  tokens: number;
  sha256: string;
  logits: number[];
}

const golden: { models: Record<string, PairCase[]> } = JSON.parse(
  readFileSync(new URL("../golden/pairs.json", import.meta.url), "utf8"),
);

const said: unknown[] = [];
beforeAll(() => vi.spyOn(console, "info").mockImplementation((text) => said.push(text)));
afterEach(() => {
  said.length = 0;
});
afterAll(() => vi.restoreAllMocks());

const pairOf = ({ text, text_pair }: PairCase) => ({
  text: text[0].repeat(text[1]),
  text_pair: text_pair[0].repeat(text_pair[1]),
});

describe.each(Object.keys(golden.models))("pairs of texts, by Python's tokenizers: %s", (name) => {
  const cases = golden.models[name];
  let classifier: Classifier;
  beforeAll(async () => {
    classifier = await loadClassifier(name);
  });
  afterAll(() => classifier.dispose());

  it("have the same ids and segments, cut to 512 tokens, the longer text first", () => {
    const encoded = encodeTexts(classifier.tokenizer, cases.map(pairOf));
    encoded.forEach(({ ids, segments, isCut }, i) => {
      const json = JSON.stringify([Array.from(ids), Array.from(segments ?? [])]);
      expect(createHash("sha256").update(json).digest("hex")).toBe(cases[i].sha256);
      expect(ids).toHaveLength(cases[i].tokens);
      const fitsExactly = cases[i].text[1] + cases[i].text_pair[1] === 509;
      expect(isCut).toBe(cases[i].tokens === 512 && !fitsExactly);
    });
  });

  it("have onnxruntime's logits to 1e-4, all in one call with single texts among them", async () => {
    const texts = ["A joy.", ...cases.map(pairOf)];
    const [single, ...pairs] = await classifier.logits(texts);
    cases.forEach(({ logits }, i) => {
      logits.forEach((logit, k) => {
        expect(Math.abs(pairs[i][k] - logit)).toBeLessThan(1e-4);
      });
    });
    const alone = await classifier.logits("A joy.");
    alone.forEach((logit, k) => {
      expect(single[k]).toBeCloseTo(logit, 4);
    });
  });
});

describe("a pair", () => {
  let classifier: Classifier;
  beforeAll(async () => {
    classifier = await loadClassifier("sst2");
  });
  afterAll(() => classifier.dispose());
  const pair = { text: "The film was great.", text_pair: "The film was awful." };

  it("is explained with both texts and the tokens that were kept", async () => {
    const explanation = await classifier.explain(pair);
    expect(explanation).toMatchObject(pair);
    expect(explanation.tokens.join(" ")).toBe(
      "[CLS] the film was great . [SEP] the film was awful . [SEP]",
    );
    expect(String(explanation).split("\n").slice(0, 2)).toEqual([
      'text    "The film was great."',
      'pair    "The film was awful."',
    ]);
    const cut = await classifier.explain({ text: "good ".repeat(600), text_pair: "bad" });
    expect(cut.tokens).toHaveLength(512);
    expect(cut.tokens.slice(-3)).toEqual(["[SEP]", "bad", "[SEP]"]);
    expect(said).toEqual(["Note: explain cut the text to the 512 tokens that the model reads"]);
  });

  // Transformers 5.23.0: tokenizer(text, text_pair="", truncation=True)
  it("with an empty second text is a single text, whether it is cut or not", async () => {
    for (const text of ["Good.", "good ".repeat(600)]) {
      const explanation = await classifier.explain({ text, text_pair: "" });
      const alone = await classifier.explain(text);
      expect(explanation.tokens).toEqual(alone.tokens);
      expect(explanation.input_ids).toEqual(alone.input_ids);
      expect(explanation.logits).toEqual(alone.logits);
    }
  });

  it("with an empty first text stays a pair", async () => {
    for (const text_pair of ["Good.", "good ".repeat(600)]) {
      const { tokens } = await classifier.explain({ text: "", text_pair });
      expect(tokens.slice(0, 3)).toEqual(["[CLS]", "[SEP]", "good"]);
      expect(tokens.filter((token) => token === "[SEP]")).toHaveLength(2);
    }
  });

  it("is classified, alone and in a list", async () => {
    expect((await classifier.classify(pair))[0].label).toBe("NEGATIVE");
    expect(await classifier.classify([pair, "Good."])).toHaveLength(2);
  });

  it("may be a row of a data set", async () => {
    const rows = [{ id: "1", ...pair, label: 1, tags: [] }];
    expect((await classifier.logits(rows))[0][0]).toBeCloseTo(0.3247, 4);
  });
});

describe("checkTexts", () => {
  it("takes a text, a pair, and lists of both", () => {
    const pair = { text: "a", text_pair: "b" };
    expect(checkTexts("logits", "a")).toEqual(["a"]);
    expect(checkTexts("logits", pair)).toEqual([pair]);
    expect(checkTexts("logits", ["a", { text: "b" }, { ...pair, label: 0 }])).toEqual([
      "a",
      "b",
      pair,
    ]);
  });

  it.each<[unknown, string]>([
    [[["a", "b"]], "item 0 is an array of 2; write a pair as { text, text_pair }, and many texts"],
    [[{ text: "a", textPair: "b" }], 'item 0 has "textPair"; did you mean "text_pair"?'],
    [{ text: "a", text_b: "b" }, 'the text has "text_b"; did you mean "text_pair"?'],
    [[{ text: 1 }], "the text of item 0 is 1"],
    [[{ text: "a", text_pair: 2 }], "the text_pair of item 0 is 2"],
    [[{ sentence: "a" }], "item 0 is an object with sentence"],
    [7, "logits needs a text or a list of texts, got 7"],
  ])("refuses %j", (texts, message) => {
    expect(() => checkTexts("logits", texts)).toThrow(ModelError);
    expect(() => checkTexts("logits", texts)).toThrow(message);
  });
});

it("of two texts, the shorter one stays whole if it takes no more than half", () => {
  expect(longestFirst(3, 600, 509)).toEqual([3, 506]);
  expect(longestFirst(600, 3, 509)).toEqual([506, 3]);
  expect(longestFirst(600, 601, 509)).toEqual([254, 255]);
  expect(longestFirst(601, 600, 509)).toEqual([255, 254]);
  expect(longestFirst(3, 4, 509)).toEqual([3, 506]);
});
