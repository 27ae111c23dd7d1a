import { type Id2Label, readLabels } from "../logits/readLabels.js";
import { mersenneTwister } from "./mersenneTwister.js";
import type { TrainerHead } from "./TrainerHead.js";

/** What {@link newHead} takes. */
export interface NewHeadOptions {
  /** Class labels, by index: `["NEGATIVE", "POSITIVE"]` or `{ 0: "NEGATIVE", 1: "POSITIVE" }`. */
  id2label: Id2Label;
  /** Decides the random weights. Default: 42. */
  seed?: number;
  /** Length of the encoder's pooled vector. Default: 384, that of the embedded models. */
  hidden_size?: number;
  /** Default: `"single_label_classification"`. */
  problem_type?: string;
}

/**
 * An untrained last layer for a task of your own: small random weights (normal, standard deviation 0.02, as BERT's), bias 0.
 *
 * @example
 * const head = newHead({ id2label: ["NEGATIVE", "POSITIVE"] });
 * const trainer = new Trainer({ model: await loadClassifier("emotions"), head, args, train_dataset: reviews.train });
 */
export function newHead({
  id2label,
  seed = 42,
  hidden_size = 384,
  problem_type = "single_label_classification",
}: NewHeadOptions): TrainerHead {
  const labels = readLabels(id2label, undefined, "newHead");
  const random = mersenneTwister(seed);
  const uniform = () => (random() + 0.5) / 2 ** 32;
  // Box and Muller 1958: a normal number from two uniform ones.
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  const W = Array.from({ length: labels.length }, () =>
    Array.from({ length: hidden_size }, () => 0.02 * normal()),
  );
  return { W, b: labels.map(() => 0), id2label: { ...labels }, problem_type };
}
