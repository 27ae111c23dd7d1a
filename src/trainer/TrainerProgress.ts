/** How far a Trainer's run has come. */
export interface TrainerProgress {
  /** What runs: `encode` is the one pass through the encoder that training needs. */
  task: "predict" | "evaluate" | "encode" | "train";
  done: number;
  total: number;
  unit: "texts" | "steps";
  /** Texts or steps a second so far. */
  rate: number;
  /** Estimated from the tokens that are left, not from the texts: long ones take longer. */
  seconds_left: number;
  /** While training: the last step's loss. */
  loss?: number;
}
