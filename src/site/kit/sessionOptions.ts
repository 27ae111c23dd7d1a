/**
 * How onnxruntime opens a model in a browser. Optimising its graph takes longer than opening it, and 200 MB for weights that it
 * turns into floats; it saves a tenth of a batch's time.
 */
export const sessionOptions = { graphOptimizationLevel: "disabled" } as const;
