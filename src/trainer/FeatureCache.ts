import type { Classifier } from "../model/Classifier.js";
import type { RunOptions } from "../model/ModelOutputs.js";
import { encode } from "./encode.js";

/** Keeps the encoder's vectors of data sets: the encoder doesn't change while a head is trained, so once is enough. */
export class FeatureCache {
  readonly #known = new WeakMap<object, { texts: readonly string[]; vectors: Float32Array[] }>();

  /** The vectors of a data set, `[n, 384]`, if they are here and its texts are still the same. */
  get(dataset: object, texts: readonly string[]): Float32Array[] | undefined {
    const known = this.#known.get(dataset);
    const isSame =
      known?.texts.length === texts.length && known.texts.every((text, i) => text === texts[i]);
    return isSame ? known.vectors : undefined;
  }

  /** The vectors of a data set, from memory or else from the encoder. */
  async encode(
    classifier: Classifier,
    dataset: object,
    texts: readonly string[],
    options: RunOptions,
  ): Promise<Float32Array[]> {
    const known = this.get(dataset, texts);
    if (known) return known;
    const outputs = await encode(classifier, texts, { ...options, pooler_output: true });
    const vectors = outputs.pooler_output ?? [];
    this.#known.set(dataset, { texts, vectors });
    return vectors;
  }
}
