import type { Options } from "./parseArguments.js";

/** The options of `classify`. */
export const classifyOptions: Options = {
  file: {
    type: "string",
    short: "f",
    value: "FILE",
    says: "texts, one a line; - for standard input",
  },
  model: {
    type: "string",
    value: "NAME",
    says: "sst2 (the default), emotions, or owner/name of the hub",
  },
  function: { type: "string", value: "NAME", says: "softmax, sigmoid or none, if you know better" },
  "top-k": { type: "string", value: "K", says: "only the K best classes" },
  threshold: {
    type: "string",
    value: "P",
    says: "withhold labels below it: 0.8, or joy=0.8,fear=0.4",
  },
  json: { type: "boolean", says: "one line of JSON for each text, as with --file" },
  output: { type: "string", short: "o", value: "FILE", says: "write there what would be printed" },
};

/** The options of `models`. */
export const modelsOptions: Options = {
  json: { type: "boolean", says: "print JSON" },
};

/** The options of `doctor`. */
export const doctorOptions: Options = {
  json: { type: "boolean", says: "print JSON" },
  strict: { type: "boolean", says: "end with 1 also if only something optional is missing" },
};
