import { isRecord } from "../logits/checks.js";
import { type ByteSource, type FileAt, listed, quoted, refusal, utf8 } from "./bytes.js";
import { roles, type Table } from "./columnRoles.js";
import { asList, checkDepth, columnsOf, recordsOf } from "./jsonTables.js";
import { valueOfJson } from "./jsonText.js";
import { checkSameLabels } from "./labelCandidates.js";
import { endingOf } from "./makePredictions.js";
import { isNpy, readNpy } from "./npy.js";
import { arraysOfNpz } from "./npz.js";
import { tableOfCsv } from "./predictionCsv.js";
import { labelsOfArray, type StoredArray } from "./storedArrays.js";
import { usualNames } from "./usualNames.js";
import { isZip, readZip } from "./zip.js";

/** A string in V8 has at most half a gigabyte. */
const longestText = 2 ** 28;

/**
 * Reads a file of true labels, one for each row: what `np.save("label_ids.npy", output.label_ids)` writes, an array of a `.npz`, a
 * column of a data frame, a JSON list, or one label a line.
 *
 * @param label the array, field or column, where it isn't called as usual
 * @throws {PredictionsError} when it is another kind of file, or nothing says where its labels are
 */
export async function labelsOf(
  source: ByteSource,
  at: FileAt,
  label?: string,
): Promise<readonly unknown[]> {
  if (source.size === 0) throw refusal(at, "it is empty; copy or save it again");
  const head = source.read(0, Math.min(source.size, 6));
  if (isNpy(head)) return labelsOfArray(readNpy(source, "", at), at);
  if (isZip(head)) {
    const arrays = await arraysOfNpz(readZip(source, at), at);
    return labelsOfArray(arrayOfLabels(arrays, label, at), at);
  }
  const text = source.size > longestText ? undefined : utf8(source.read(0, source.size));
  if (text === undefined || text.includes("\0")) {
    throw refusal(
      at,
      "labels in a file of their own are read from .npy, .npz, .json, .jsonl, .csv, .tsv and .txt; save one",
    );
  }
  const ending = endingOf(at.file);
  if (ending === "csv" || ending === "tsv") return columnOfLabels(tableOfCsv(text, at), label, at);
  if (!/^\s*[[{]/.test(text)) return text.trim().split(/\s*\n\s*/);
  const { value } = valueOfJson(text, ["jsonl", "ndjson"].includes(ending), at);
  return labelsOfJson(checkDepth(value, at), label, at);
}

function labelsOfJson(value: unknown, label: string | undefined, at: FileAt): readonly unknown[] {
  if (Array.isArray(value)) {
    return value.length > 0 && value.every(isRecord)
      ? columnOfLabels(recordsOf(value, at), label, at)
      : value;
  }
  const fields = value as Readonly<Record<string, unknown>>;
  const name = label ?? usualNames.labels.find((each) => Object.hasOwn(fields, each));
  const list = name === undefined ? undefined : asList(fields[name]);
  return list ?? columnOfLabels(columnsOf(fields, at), label, at);
}

function arrayOfLabels(
  arrays: readonly StoredArray[],
  label: string | undefined,
  at: FileAt,
): StoredArray {
  const usual = usualNames.labels.flatMap((name) =>
    arrays.filter((array) => array.name.toLowerCase() === name),
  );
  const found =
    label === undefined
      ? (usual[0] ?? (arrays.length === 1 ? arrays[0] : undefined))
      : arrays.find(({ name }) => name === label);
  if (found) return found;
  throw unclear(
    arrays.map(({ name }) => name),
    "array",
    label,
    at,
  );
}

function columnOfLabels(
  { columns }: Table,
  label: string | undefined,
  at: FileAt,
): readonly unknown[] {
  const names = [...columns.keys()];
  const cells = (name: string) => columns.get(name) ?? [];
  if (label !== undefined) {
    if (columns.has(label)) return cells(label);
    throw unclear(names, "column", label, at);
  }
  const usual = names.filter((name) => roles.label.test(name) || roles.truth.test(name));
  checkSameLabels(
    usual.map((name) => [name, cells(name)]),
    at,
  );
  const own = names.filter((name) => !roles.index.test(name));
  const found = usual[0] ?? (own.length === 1 ? own[0] : undefined);
  if (found !== undefined) return cells(found);
  throw unclear(names, "column", undefined, at);
}

function unclear(
  names: readonly string[],
  what: string,
  label: string | undefined,
  at: FileAt,
): Error {
  const [first = "label"] = names;
  const problem =
    label === undefined
      ? `nothing says which ${what} has the labels`
      : `it has no ${what} ${quoted(label)}`;
  return refusal(
    at,
    `${problem}; it has ${listed(names) || "none"}: choose one with { label: ${quoted(first)} }`,
  );
}
