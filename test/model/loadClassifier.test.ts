import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Classifier } from "../../src/model/Classifier.js";
import { loadClassifier } from "../../src/model/loadClassifier.js";
import { ModelError } from "../../src/model/ModelError.js";
import { readClassifierHead } from "../../src/model/readClassifierHead.js";

interface Golden {
  rows: { text: string; input_ids: number[]; logits: number[]; probabilities: number[] }[];
}

async function golden(model: string): Promise<Golden["rows"]> {
  const file = new URL(`../golden/model-${model}.json`, import.meta.url);
  return (JSON.parse(await readFile(file, "utf8")) as Golden).rows;
}

function difference(a: number[], b: number[]): number {
  expect(a.length).toBe(b.length);
  return Math.max(...a.map((x, i) => Math.abs(x - (b[i] as number))));
}

describe.each(["sst2", "emotions", "emotions-multilabel"])("%s", (name) => {
  let classifier: Classifier;
  beforeAll(async () => {
    classifier = await loadClassifier(name);
  });
  afterAll(() => classifier.dispose());

  it("gives PyTorch's token ids exactly and its logits to 1e-4", async () => {
    for (const { text, input_ids, logits, probabilities } of await golden(name)) {
      const read = await classifier.explain(text);
      expect(read.input_ids).toEqual(input_ids);
      expect(read.tokens.length).toBe(input_ids.length);
      expect(difference(read.logits, logits)).toBeLessThan(1e-4);
      expect(difference(read.scores, probabilities)).toBeLessThan(1e-4);
      expect(read.predicted_index).toBe(logits.indexOf(Math.max(...logits)));
      expect(read.predicted_label).toBe(classifier.config.id2label[read.predicted_index]);
    }
  });

  it("gives a text the same logits alone, in a batch, and beside texts of any length", async () => {
    const rows = await golden(name);
    const texts = rows.map((row) => row.text);
    const long = "and then it went on and on ".repeat(120);
    const batch = await classifier.logits([long, ...texts, ...texts.toReversed()]);
    const alone = await Promise.all(texts.map((text) => classifier.logits(text)));
    for (let i = 0; i < texts.length; i++) {
      const expected = alone[i] as number[];
      expect(difference(batch[1 + i] as number[], expected)).toBeLessThan(1e-5);
      expect(difference(batch[2 * texts.length - i] as number[], expected)).toBeLessThan(1e-5);
    }
  });

  it("equals W·h + b with the last layer and the pooled vector", async () => {
    const { W, b } = await readClassifierHead(name);
    const { logits, pooler_output: h = [] } = await classifier.explain("Not bad at all.");
    expect(h.length).toBe(384);
    const rebuilt = W.map((w, k) =>
      w.reduce((sum, x, i) => sum + x * (h[i] as number), b[k] as number),
    );
    expect(difference(rebuilt, logits)).toBeLessThan(1e-5);
  });
});

describe("a classifier", () => {
  let classifier: Classifier;
  beforeAll(async () => {
    vi.stubEnv("READING_LOGITS_MODEL", undefined);
    classifier = await loadClassifier();
    vi.unstubAllEnvs();
  });
  afterAll(() => classifier.dispose());

  it("is sst2 when no name is given, or READING_LOGITS_MODEL's", async () => {
    expect(classifier.name).toBe("sst2");
    vi.stubEnv("READING_LOGITS_MODEL", "emotions");
    try {
      const other = await loadClassifier();
      expect(other.name).toBe("emotions");
      await other.dispose();
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it("gives a row for a text, a batch for a list, and nothing for an empty list", async () => {
    expect(await classifier.logits("good")).toHaveLength(2);
    expect(await classifier.logits(["good"])).toEqual([await classifier.logits("good")]);
    expect(await classifier.logits([])).toEqual([]);
  });

  it("classifies as Python's pipeline does: best label, top_k, and none for none", async () => {
    const [fantastic] = await classifier.classify("This is a fantastic movie!");
    expect(fantastic?.label).toBe("POSITIVE");
    expect(fantastic?.score).toBeCloseTo(0.9993481, 6);
    const texts = ["This is a fantastic movie!", "This movie was terrible."];
    expect((await classifier.classify(texts)).map(({ label }) => label)).toEqual([
      "POSITIVE",
      "NEGATIVE",
    ]);
    const all = await classifier.classify(texts, { top_k: null });
    expect(all.map((labels) => labels.map(({ label }) => label))).toEqual([
      ["POSITIVE", "NEGATIVE"],
      ["NEGATIVE", "POSITIVE"],
    ]);
    const [raw] = await classifier.classify("This is a fantastic movie!", {
      function_to_apply: "none",
    });
    expect(raw?.score).toBeCloseTo(3.850646, 4);
    expect(await classifier.classify([])).toEqual([]);
    expect(await classifier.classify([], { top_k: 2 })).toEqual([]);
    await expect(classifier.classify(["a", undefined as unknown as string])).rejects.toThrow(
      new ModelError("classify needs texts only: item 1 is undefined"),
    );
  });

  it("keeps the texts' order over many batches", async () => {
    const texts = Array.from(
      { length: 150 },
      (_, i) => `${"well ".repeat((i * 37) % 60)}number ${i}`,
    );
    const batch = await classifier.logits(texts);
    for (const i of [0, 1, 31, 32, 77, 149]) {
      expect(
        difference(batch[i] as number[], await classifier.logits(texts[i] as string)),
      ).toBeLessThan(1e-5);
    }
  });

  it("names the index of what isn't a text", async () => {
    const texts = ["good", null, "bad"] as string[];
    await expect(classifier.logits(texts)).rejects.toThrow(
      new ModelError("logits needs texts only: item 1 is null"),
    );
    await expect(classifier.logits(7 as unknown as string)).rejects.toThrow(
      new ModelError("logits needs a text or a list of texts, got 7"),
    );
    await expect(classifier.explain(["good"] as unknown as string)).rejects.toThrow(
      new ModelError("explain needs one text, got an array of 1"),
    );
  });

  it("cuts a long text after 512 tokens and keeps its [SEP], as Python does", async () => {
    const words = "fine ".repeat(1000);
    const { input_ids, tokens, logits } = await classifier.explain(words);
    expect(input_ids).toEqual([101, ...Array(510).fill(2986), 102]);
    expect(tokens).toEqual(["[CLS]", ...Array(510).fill("fine"), "[SEP]"]);
    expect(difference(logits, await classifier.logits("fine ".repeat(510)))).toBeLessThan(1e-5);
    const [longest, short] = await classifier.logits([words, "fine"]);
    expect(difference(longest as number[], logits)).toBeLessThan(1e-5);
    expect(difference(short as number[], await classifier.logits("fine"))).toBeLessThan(1e-5);
  });

  it("explains a text in a few lines, with nothing in it that could move the cursor", async () => {
    const explanation = await classifier.explain("This is a fantastic movie!");
    expect(String(explanation)).toBe(
      [
        'text    "This is a fantastic movie!"',
        "tokens  [CLS] this is a fantastic movie ! [SEP]",
        "ids     101 2023 2003 1037 10392 3185 999 102",
        "vector  384 numbers: -0.0048  -0.3695  0.2531  -0.1228  …",
        "POSITIVE (margin 7.3349 log-odds, entropy 0.0054 nats)",
        "label       logit   score",
        "POSITIVE   3.8506  0.9993  ████████████████████",
        "NEGATIVE  -3.4843  0.0007",
      ].join("\n"),
    );
    const inspect = Symbol.for("nodejs.util.inspect.custom") as never;
    expect((explanation[inspect] as () => string).call(explanation)).toBe(String(explanation));
    expect(JSON.parse(JSON.stringify(explanation)).predicted_label).toBe("POSITIVE");
    const hostile = String(await classifier.explain("a\u001b[31m\u202eb\r\nc".padEnd(5000, "x")));
    expect(hostile).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
    expect(hostile.length).toBeLessThan(3000);
  });

  it("says that it was disposed, once it was; disposing again is fine", async () => {
    const other = await loadClassifier("sst2");
    const running = other.logits(["This is a fantastic movie!", "This movie was terrible."]);
    await Promise.all([running, other.dispose()]);
    await other.dispose();
    expect(await running).toHaveLength(2);
    const message = /the classifier "sst2" was disposed; load it again/;
    await expect(other.logits("good")).rejects.toThrow(message);
    await expect(other.logits([])).rejects.toThrow(message);
    await expect(other.classify("good")).rejects.toThrow(message);
    await expect(other.explain("good")).rejects.toThrow(message);
  });
});

it.each<[object, string]>([
  [{ dtype: "fp32" }, 'loadClassifier has no option "dtype": the kit opens int8 weights (q8)'],
  [{ progress_callback: () => {} }, 'has no option "progress_callback": write onProgress'],
  [{ onprogress: () => {} }, 'did you mean "onProgress"?'],
  [{ num_labels: 3 }, 'has no option "num_labels": give the Trainer a head of its own'],
])("refuses options that it would have to ignore: %j", async (options, message) => {
  await expect(loadClassifier("sst2", options as never)).rejects.toThrow(ModelError);
  await expect(loadClassifier("sst2", options as never)).rejects.toThrow(message);
});
