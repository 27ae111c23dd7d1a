/** What a model gives for a list of texts, a row a text, in the order of the texts. */
export interface ModelOutputs {
  /** Log-odds, `[texts, labels]`. */
  logits: number[][];
  /** The vectors that the last layer reads, `[texts, 384]`, where they were asked for and the graph offers them. */
  pooler_output?: Float32Array[];
  /** How many of the texts were longer than the model reads and were cut. */
  truncated: number;
}

/** How far a run over many texts has come. */
export interface RunProgress {
  /** Texts done, and all of them. */
  done: number;
  total: number;
  /** The part of the work that is done, 0 to 1, by tokens: long texts take longer. */
  share: number;
}

/** What a run over many texts takes; every part may be left out. */
export interface RunOptions {
  /** Keep the vectors that the last layer reads, too: 1.5 kB a text. */
  pooler_output?: boolean;
  /** Told after every batch. */
  onProgress?: ((progress: RunProgress) => void) | undefined;
  /** Stops the run between two batches; the promise rejects with the signal's reason, and the model stays usable. */
  signal?: AbortSignal | undefined;
}
