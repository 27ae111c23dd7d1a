import type { Classifier } from "../../src/model/Classifier.js";
import { readConfig } from "../../src/model/readConfig.js";
import type { ModelOutputs } from "../../src/model/runTexts.js";

/** A classifier without a network: a text is the number of one of the vectors, and its logits are the vector's first two numbers. */
export function vectorClassifier(vectors: readonly Float32Array[]): Classifier & { runs: number } {
  const classifier = {
    name: "vectors",
    config: readConfig({ num_labels: 2 }),
    tokenizer: {},
    runs: 0,
    async outputs(texts: readonly string[], options: { signal?: AbortSignal } = {}) {
      options.signal?.throwIfAborted();
      classifier.runs += 1;
      const pooler_output = texts.map((text) => vectors[Number(text)]);
      const logits = pooler_output.map((row) => Array.from(row.slice(0, 2)));
      return { logits, pooler_output, truncated: 0 } satisfies ModelOutputs;
    },
    async logits() {
      throw new Error("not used");
    },
  };
  return classifier as unknown as Classifier & { runs: number };
}

/** Seeded vectors of two kinds, which a straight line can nearly tell apart. */
export function twoKinds(count: number, size = 6): { vectors: Float32Array[]; labels: number[] } {
  let state = 7;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
  const labels = Array.from({ length: count }, () => Number(random() > 0));
  const vectors = labels.map((label) =>
    Float32Array.from({ length: size }, (_, i) => random() + (i === 0 ? label - 0.5 : 0) * 0.8),
  );
  return { vectors, labels };
}
