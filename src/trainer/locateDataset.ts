import path from "node:path";
import { describe } from "../logits/describe.js";
import { projectRoot } from "../model/projectRoot.js";
import { DatasetError } from "./DatasetError.js";
import type { DatasetColumns } from "./readExamples.js";

export interface DatasetSource {
  name: string;
  file: string;
  columns: DatasetColumns;
}

/** The kit's own data sets, their classes in the order of the models in data/models. */
const ours = new Map<string, DatasetColumns>([
  ["reviews", { id2label: ["NEGATIVE", "POSITIVE"] }],
  [
    "emotions",
    {
      label: "labels",
      id2label: ["anger", "disgust", "fear", "joy", "neutral", "sadness", "surprise"],
    },
  ],
]);

/**
 * The file that a data set's name or path means. A plain name is always one of the kit's, whatever files lie about.
 *
 * @throws {DatasetError} for a name that isn't known and for kinds of files that can't be read
 */
export function locateDataset(name: string): DatasetSource {
  const columns = ours.get(name);
  if (columns) {
    return { name, file: path.join(projectRoot(), "data", `${name}.jsonl`), columns };
  }
  if (typeof name === "string" && /\.(jsonl|ndjson|csv|tsv)$/i.test(name)) {
    const file = path.resolve(name);
    return { name: path.parse(file).name, file, columns: {} };
  }
  throw new DatasetError(
    `loadDataset knows ${[...ours.keys()].map((known) => JSON.stringify(known)).join(" and ")}, and reads files whose names end in .jsonl, .csv or .tsv; got ${describe(name)}`,
  );
}
