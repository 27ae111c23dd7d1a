import { inspect } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { makeConfig } from "../../src/logits/config.js";
import type { Classifier } from "../../src/model/Classifier.js";
import type { TextInput } from "../../src/model/encodeTexts.js";
import { explainWords } from "../../src/model/explainWords.js";
import { loadClassifier } from "../../src/model/loadClassifier.js";
import { ModelError } from "../../src/model/ModelError.js";

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

/** A classifier of classes 0 and 1 that reads a text by a rule, and remembers what it was given. */
function classifierOf(rule: (text: string, text_pair?: string) => number) {
  const asked: TextInput[] = [];
  const config = makeConfig({ id2label: { 0: "NO", 1: "YES" } });
  const outputs = async (texts: readonly TextInput[]) => {
    asked.push(...texts);
    const logits = texts.map((text) => {
      const one = typeof text === "string" ? rule(text) : rule(text.text, text.text_pair);
      return [-one, one];
    });
    return { logits, truncated: 0 };
  };
  return { config, outputs, asked };
}

const letters = classifierOf((text) => text.length);
const wordsOf = async (text: string) => (await explainWords(letters, text)).words;

describe("the words of a text", () => {
  it.each([
    ["I can't say that this film isn't good.", "I|can't|say|that|this|film|isn't|good."],
    ["  A well-known (but dull) film…\n", "A|well-known|(but|dull)|film…"],
    ["Quel film !  « Parfait »", "Quel|film !|« Parfait »"],
    ["Wait – what ?", "Wait –|what ?"],
    ["great 😀 :)", "great|😀 :)"],
    ["?!", "?!"],
    ["¿ Qué ?", "¿ Qué ?"],
    ["我喜欢这部电影。", "我|喜欢|这|部|电影。"],
    ["「面白い」 映画 iPhone12", "「面白い」|映画|iPhone12"],
    ["หนังดีมาก", "หนัง|ดี|มาก"],
    ["फ़िल्म अच्छी है।", "फ़िल्म|अच्छी|है।"],
    ["فيلم رائع!", "فيلم|رائع!"],
  ])("%j is %s", async (text, words) => {
    expect((await wordsOf(text)).join("|")).toBe(words);
  });
});

describe("what is left when words are struck", () => {
  it("is the other words with the spaces between them", async () => {
    const { outputs, config, asked } = classifierOf((text) => text.length);
    await explainWords({ outputs, config }, "  Not\ta good film. ");
    expect(new Set(asked)).toContain("Not\tgood film.");
    expect(asked.filter((text) => text === "Not\ta good film.")).toEqual([]);
    expect(new Set(asked)).toContain("");
    // The whole text is the person's own, spaces included.
    expect(asked.filter((text) => text === "  Not\ta good film. ")).toHaveLength(2);
    expect(new Set(asked).size).toBe(2 ** 4);
  });

  it("has no space where the script has none, and one where a struck word had it", async () => {
    const { outputs, config, asked } = classifierOf((text) => text.length);
    await explainWords({ outputs, config }, "我 喜欢电影");
    expect(asked).toContain("我 电影");
    expect(asked).toContain("喜欢电影");
  });

  it("of a pair, stands beside the second text, which stays", async () => {
    const pair = classifierOf((text, text_pair) => text.length * Number(text_pair === "the pair"));
    const explained = await explainWords(pair, { text: "ab c", text_pair: "the pair" });
    expect(explained.words).toEqual(["ab", "c"]);
    expect(explained.struck).toEqual([3, 2]);
    expect(explained.text_pair).toBe("the pair");
    expect(pair.asked.every((text) => (text as { text_pair: string }).text_pair)).toBe(true);
  });
});

describe("explainWords", () => {
  it("strikes one word at a time, and shares out by Shapley", async () => {
    // "not" turns "good" around; alone, neither does anything.
    const rule = (text: string) => {
      const has = (word: string) => text.split(" ").includes(word);
      return has("good") && has("not") ? -2 : Number(has("good"));
    };
    const { words, index, label, logit, logit_of_none, struck, shapley } = await explainWords(
      classifierOf(rule),
      "is not good",
      { label: "YES" },
    );
    expect(words).toEqual(["is", "not", "good"]);
    expect([index, label, logit, logit_of_none]).toEqual([1, "YES", -2, 0]);
    expect(struck).toEqual([0, -3, -2]);
    expect(shapley?.map((effect) => effect.toFixed(12))).toEqual([
      "0.000000000000",
      "-1.500000000000",
      "-0.500000000000",
    ]);
  });

  it("explains the predicted class, or the one that is named", async () => {
    const explained = await explainWords(letters, "some words");
    expect(explained.label).toBe("YES");
    const other = await explainWords(letters, "some words", { label: 0 });
    expect(other.label).toBe("NO");
    expect(other.struck).toEqual(explained.struck.map((effect) => -effect));
    expect((await explainWords(letters, "some words", { label: "NO" })).shapley).toEqual(
      other.shapley,
    );
  });

  it("gives one word all there is, by either method", async () => {
    const { struck, shapley, logit, logit_of_none } = await explainWords(letters, "Good.");
    expect([logit, logit_of_none]).toEqual([5, 0]);
    expect([struck, shapley]).toEqual([[5], [5]]);
  });

  it("beyond nine words strikes only, and says why", async () => {
    const nine = await explainWords(letters, "a b c d e f g h i");
    expect(nine.shapley).toHaveLength(9);
    expect("reason" in nine).toBe(false);
    const ten = await explainWords(letters, "a b c d e f g h i j");
    expect(ten.struck).toEqual(Array(10).fill(2));
    expect(ten.shapley).toBeNull();
    expect(ten.reason).toBe(
      "exact Shapley values need every subset of the words: 512 texts for 9 words, and 2^10 for these 10",
    );
    expect([ten.logit, ten.logit_of_none]).toEqual([19, 0]);
  });

  it("prints as a table with the sums, and gives plain values as JSON", async () => {
    const explained = await explainWords(letters, "Too long");
    expect(inspect(explained)).toBe(
      [
        "logit of YES: 8.0000, without any word 0.0000",
        "word  struck  Shapley",
        "Too   4.0000   3.5000",
        "long  5.0000   4.5000",
        "sum   9.0000   8.0000",
      ].join("\n"),
    );
    const many = await explainWords(letters, "a b c d e f g h i j");
    expect(`${many}`).toContain("\nsum   20.0000\nno Shapley values: exact Shapley values need");
    expect(JSON.parse(JSON.stringify(explained))).toEqual({ ...explained });
    expect(Object.keys(explained)).toEqual([
      "text",
      "words",
      "index",
      "label",
      "logit",
      "logit_of_none",
      "struck",
      "shapley",
    ]);
  });

  it.each([
    ["", {}, 'explainWords needs a text with at least one word, got the string ""'],
    [" \n", {}, "explainWords needs a text with at least one word"],
    [["a", "b"], {}, "explainWords needs one text, got an array of 2"],
    [{ text: "a", hypothesis: "b" }, {}, 'did you mean "text_pair"?'],
    ["a", { label: "YEAH" }, "one of the model's labels, or an index from 0 to 1, got the string"],
    ["a", { label: "Yes" }, 'did you mean "YES"?'],
    ["a", { label: 2 }, "an index from 0 to 1, got 2"],
    ["a", { label: null }, "an index from 0 to 1, got null"],
    ["a", { class_name: "YES" }, 'explainWords has no option "class_name": write label'],
    ["a", "the pair", "explainWords needs its options as an object, such as { label: … }"],
  ])("refuses %j with %j", async (text, options, message) => {
    const given = explainWords(letters, text as string, options as object);
    await expect(given).rejects.toThrow(ModelError);
    await expect(given).rejects.toThrow(message);
  });

  it("refuses a text in the classifier's place", async () => {
    const given = explainWords("Good." as never, "sst2");
    await expect(given).rejects.toThrow(
      'needs a classifier first, from loadClassifier, got the string "Good."',
    );
  });

  it("refuses a text that the model would cut, before it has read it once for each word", async () => {
    let runs = 0;
    const outputs = async (texts: readonly TextInput[]) => {
      runs += texts.length;
      return { logits: texts.map(() => [0, 1]), truncated: 1, truncated_rows: [0] };
    };
    await expect(explainWords({ ...letters, outputs }, "a b c")).rejects.toThrow(
      "explainWords needs a text that the model reads whole, and this one it would cut: explain a shorter part of it",
    );
    expect(runs).toBe(1);
  });
});

describe("the embedded models", () => {
  let sst2: Classifier;
  beforeAll(async () => {
    sst2 = await loadClassifier("sst2");
  });

  it("two methods blame two words for “I can't say that this film isn't good.”", async () => {
    const explained = await explainWords(sst2, "I can't say that this film isn't good.");
    const { words, label, struck, shapley } = explained;
    const leaders = (values: readonly number[]) =>
      [...values]
        .sort((a, b) => b - a)
        .slice(0, 2)
        .map((value) => `${words[values.indexOf(value)]} ${value.toFixed(2)}`);
    expect(label).toBe("NEGATIVE");
    expect(leaders(struck)).toEqual(["good. 2.34", "isn't 0.59"]);
    expect(leaders(shapley ?? [])).toEqual(["isn't 2.04", "can't 1.57"]);
  });

  it("Shapley values sum to what the words do together", async () => {
    for (const text of ["This is a fantastic movie!", "Not good.", "Bad."]) {
      const { shapley, logit, logit_of_none } = await explainWords(sst2, text);
      const [whole, none] = await sst2.logits([text, ""]);
      const index = whole[0] > whole[1] ? 0 : 1;
      expect(logit).toBeCloseTo(whole[index], 4);
      expect(logit_of_none).toBeCloseTo(none[index], 4);
      expect(sum(shapley ?? [])).toBeCloseTo(whole[index] - none[index], 4);
    }
  });

  it("follows a long run, and stops it", async () => {
    const seen: number[] = [];
    const onProgress = ({ done }: { done: number }) => seen.push(done);
    await explainWords(sst2, "One two three four five six seven.", { onProgress });
    expect(seen.at(-1)).toBe(2 ** 7);
    const stopped = explainWords(sst2, "One two.", {
      signal: AbortSignal.abort(new Error("enough")),
    });
    await expect(stopped).rejects.toThrow("enough");
  });

  it("refuse a text of more than 512 tokens, as a pair too", async () => {
    const long = "word ".repeat(600);
    await expect(explainWords(sst2, long)).rejects.toThrow("it would cut");
    await expect(explainWords(sst2, { text: "Good.", text_pair: long })).rejects.toThrow(
      "it would cut",
    );
  });
});
