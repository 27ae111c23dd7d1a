import fs from "node:fs";
import { createRequire, syncBuiltinESMExports } from "node:module";
import { onTestFinished, vi } from "vitest";

const require = createRequire(import.meta.url);

/** What happened to files and models since {@link watchOpening}. */
export interface Opened {
  /** Every path that Node was asked to open, read, list or inspect. */
  paths: string[];
  /** How often transformers.js or onnxruntime was asked to load anything. */
  loads(): number;
  /** Ends the watch before the test does. */
  stop(): void;
}

/** Records every use of the file system and every load of a model until the test ends. */
export function watchOpening(): Opened {
  const paths: string[] = [];
  const note = (target: object, name: string) => {
    const original = Reflect.get(target, name) as (...args: unknown[]) => unknown;
    return vi.spyOn(target as Record<string, () => unknown>, name).mockImplementation(((
      ...args: unknown[]
    ) => {
      paths.push(String(args[0]));
      return original.apply(target, args);
    }) as () => unknown);
  };
  const names = ["open", "readFile", "readdir", "stat", "lstat", "realpath"];
  const spies = [
    ...[...names, "createReadStream", "openSync", "readFileSync", "existsSync"].map((name) =>
      note(fs, name),
    ),
    ...names.map((name) => note(fs.promises, name)),
  ];
  syncBuiltinESMExports();
  const {
    AutoModelForSequenceClassification,
    AutoTokenizer,
  } = require("@huggingface/transformers");
  const { InferenceSession } = require("onnxruntime-node");
  const loaders = [
    vi.spyOn(AutoModelForSequenceClassification, "from_pretrained"),
    vi.spyOn(AutoTokenizer, "from_pretrained"),
    vi.spyOn(InferenceSession, "create"),
  ];
  const stop = () => {
    for (const spy of [...spies, ...loaders]) spy.mockRestore();
    syncBuiltinESMExports();
  };
  onTestFinished(stop);
  paths.length = 0;
  return { paths, loads: () => loaders.reduce((sum, spy) => sum + spy.mock.calls.length, 0), stop };
}
