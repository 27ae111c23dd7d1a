import type { ClassifierHead } from "../model/readClassifierHead.js";

/** A last layer with the meaning of its outputs: `logits = W·h + b`, with `h` the encoder's pooled vector. */
export interface TrainerHead extends ClassifierHead {
  /** Class index → class label. */
  id2label: Record<number, string>;
  /** `single_label_classification` unless it says otherwise. */
  problem_type?: string | null;
}
