import {
  areUnreadBits,
  bfloat16ToNumbers,
  checkLogits,
  type FlatLogits,
  fileBytes,
  float16ToNumbers,
  isList,
} from "../checkLogits.js";
import { LogitsError } from "../errors.js";
import { describe, kindOf } from "../text.js";
import type { Found } from "./Diagnosis.js";
import { type DiagnoseContext, type Held, quote, readContext } from "./Held.js";
import { readArrays } from "./readArrays.js";
import { findStorage } from "./storage.js";

/** Numbers with their shape, and what came with them. */
interface Read {
  readonly flat: FlatLogits;
  readonly labels?: readonly string[];
  readonly isScored?: boolean;
  readonly isPartial?: boolean;
}

/**
 * Extracts the numbers from whatever a person has, and notes what was found along the way.
 *
 * @throws {Error} whatever reading a hostile object throws, or a LogitsError that says why these are no numbers in rows
 */
export function readOutput(output: unknown, given: DiagnoseContext, findings: Found[]): Held {
  const { numbers, context } = unwrap(output, given);
  const known = readContext(context, findings);
  const plain = decodeTypedBits(numbers, findings);
  const read: Read = readScores(plain, known.labels, findings) ??
    readRecords(plain, known.labels, findings) ?? { flat: readNumbers(plain, known, findings) };
  const flat = read.flat;
  return {
    flat,
    known: {
      ...known,
      labels: known.labels.length > 0 ? known.labels : (read.labels ?? []),
      count: known.count ?? (read.isPartial ? undefined : read.labels?.length),
    },
    storage: findStorage(flat),
    isScored: read.isScored ?? false,
    isPartial: read.isPartial ?? false,
    isWhole: isWholeType(plain),
  };
}

const facts = ["id2label", "label2id", "label_ids", "predicted_index", "problem_type", "texts"];

/**
 * Takes the numbers out of what holds them: a Trainer's `{ predictions, label_ids }`, a model's `{ logits }`, what `interpret`
 * and `explain` return, saved predictions, a data frame as pandas splits it. What they say of the model counts too.
 */
function unwrap(
  output: unknown,
  given: DiagnoseContext,
): { numbers: unknown; context: DiagnoseContext } {
  let numbers = output;
  let context: Record<string, unknown> = { ...given };
  for (let depth = 0; depth < 4 && typeof numbers === "object" && numbers !== null; depth++) {
    const holder = numbers as Record<string, unknown>;
    if (isList(numbers) && !("predictions" in holder)) break;
    for (const name of [...facts, "function_to_apply"]) {
      if (isUsable(name, holder[name])) context = { ...context, [name]: holder[name] };
    }
    if ("dims" in holder && "data" in holder) break;
    const { predictions, logits, scores, probabilities, data } = holder;
    if (isList(logits) && Number.isInteger(holder.rows) && Number.isInteger(holder.columns)) {
      if (!context.id2label && isList(holder.labels)) context.id2label = holder.labels;
      return { numbers: { data: logits, dims: [holder.rows, holder.columns] }, context };
    }
    const inner = predictions ?? logits ?? probabilities ?? scores ?? data;
    if (typeof inner !== "object" || inner === null) break;
    if (inner === data && !context.id2label && isList(holder.columns)) {
      context.id2label = Array.from(holder.columns, String);
    }
    numbers = inner;
  }
  const first = isList(numbers) ? (numbers[0] as Record<string, unknown> | undefined) : undefined;
  if (typeof first === "object" && first !== null && !isList(first) && "logits" in first) {
    const { function_to_apply } = first;
    if (!given.problem_type && isUsable("function_to_apply", function_to_apply)) {
      context = { ...context, function_to_apply };
    }
  }
  return { numbers, context: context as DiagnoseContext };
}

/** Whether a field of an output says something that its name promises. */
function isUsable(name: string, value: unknown): boolean {
  if (value === null || value === undefined) return false;
  if (name === "predicted_index") return isList(value) || typeof value === "number";
  if (name === "problem_type" || name === "function_to_apply") return typeof value === "string";
  return name.includes("2") ? typeof value === "object" : isList(value) || "data" in Object(value);
}

function isWholeType(numbers: unknown): boolean {
  if (typeof numbers !== "object" || numbers === null) return false;
  const { data } = numbers as { data?: unknown };
  const list = isList(numbers) ? numbers : data;
  if (!isList(list) || list.length === 0) return false;
  const first = isList(list[0]) ? list[0] : list;
  const isTyped = /^(Big)?(Ui|I)nt\d+(Clamped)?Array$/.test(kindOf(first as object));
  return isTyped || ["boolean", "bigint"].includes(typeof first[0]);
}

const typesOfBits = ["float16", "bfloat16"];

/** `{ type: "bfloat16", data: Uint16Array }`: half-precision numbers as bits, which a runtime without such a type passes on. */
function decodeTypedBits(numbers: unknown, findings: Found[]): unknown {
  if (typeof numbers !== "object" || numbers === null || isList(numbers)) return numbers;
  const { type, data, dims } = numbers as { type?: unknown; data?: unknown; dims?: unknown };
  if (!typesOfBits.includes(String(type)) || !isList(data) || !isBitsArray(data)) return numbers;
  findings.push({
    id: "bits",
    severity: "note",
    certainty: "certain",
    message: `these ${data.length} whole numbers are the bits of ${type} numbers, and were read as such`,
    evidence: { numbers: data.length },
    next: `before any arithmetic of your own, turn them into numbers; tensor.to("float32") does it in transformers.js`,
  });
  return { data: decode(data as ArrayLike<number>, String(type)), dims };
}

function isBitsArray(data: ArrayLike<unknown>): boolean {
  return /^(Uint16|Int16)Array$/.test(kindOf(data));
}

function decode(bits: ArrayLike<number>, type: string): Float32Array {
  const codes = Uint16Array.from(bits);
  return type === "float16" ? float16ToNumbers(codes) : bfloat16ToNumbers(codes);
}

/** Numbers in rows, straight away or after taking nested arrays apart. */
function readNumbers(numbers: unknown, known: Held["known"], findings: Found[]): FlatLogits {
  refuseBytes(numbers);
  try {
    const flat = checkLogits(inWholeNumbers(numbers), "diagnose", true);
    findings.push(...findBits(flat));
    return flat;
  } catch (error) {
    if (!(error instanceof LogitsError)) throw error;
    const arrays = readArrays(numbers, known, findings);
    if (arrays) return arrays;
    throw error;
  }
}

/** Arrays of 8 or 16 bits as plain numbers: elsewhere they may be bits and are refused, here that is what is to be found out. */
function inWholeNumbers(numbers: unknown): unknown {
  const plain = (list: ArrayLike<unknown>) =>
    /^(Ui|I)nt(8|16)(Clamped)?Array$/.test(kindOf(list)) ? Array.from(list) : list;
  if (isList(numbers)) {
    const isNested = Array.isArray(numbers) && numbers.some(isList);
    return isNested ? numbers.map((row) => (isList(row) ? plain(row) : row)) : plain(numbers);
  }
  const { data, dims } = (numbers ?? {}) as { data?: unknown; dims?: unknown };
  return isList(data) && plain(data) !== data ? { data: plain(data), dims } : numbers;
}

/** A file's bytes: a Buffer, also as a row or a tensor's data; a Uint8Array that holds more than small ids. */
function refuseBytes(numbers: unknown): void {
  const { data, type } = (numbers ?? {}) as { data?: unknown; type?: unknown };
  const rows = Array.isArray(numbers) ? numbers.filter((row) => ArrayBuffer.isView(row)) : [];
  const file = [numbers, data, ...rows].map(fileBytes).find((found) => found !== undefined);
  if (file !== undefined) throw new LogitsError(`diagnose needs numbers, got ${file}`);
  if (isList(data) && /^Uint8/.test(kindOf(data)) && areUnreadBits("Uint8Array", type)) {
    throw new LogitsError(
      `diagnose needs numbers, got the bytes of ${type} numbers in a ${kindOf(data)}: make them numbers first, in a Float32Array or, for half precision, their bits in a Uint16Array`,
    );
  }
  const kind = typeof numbers === "object" && numbers !== null ? kindOf(numbers) : "";
  const isBytes =
    kind === "ArrayBuffer" ||
    kind === "DataView" ||
    (kind === "Uint8Array" && (numbers as Uint8Array).some((byte) => byte > 127));
  if (!isBytes) return;
  throw new LogitsError(
    `diagnose needs numbers, got ${describe(numbers)}: these are the bytes of a file, which must be read first`,
  );
}

/** Magnitudes that logits and probabilities have: beyond them, a guess at bits would be arbitrary. */
const tiny = 2 ** -14;
const huge = 2 ** 8;

/** Whole numbers that all are the bits of ordinary floating-point numbers. */
function findBits({ data }: FlatLogits): Found[] {
  if (data.length < 2) return [];
  let largest = 0;
  for (let i = 0; i < data.length; i++) {
    if (!Number.isInteger(data[i])) return [];
    largest = Math.max(largest, Math.abs(data[i]));
  }
  // Half-precision 1 and 2 are 15360 and 16384 (float16), 16256 and 16384 (bfloat16).
  if (largest < 12_000 || largest > 65_535) return [];
  const fitting = typesOfBits.filter((type) => {
    const odd = decode(data, type).filter((value) => {
      const size = Math.abs(value);
      return value !== 0 && !(size >= tiny && size <= huge);
    });
    // A few numbers next to 0 are smaller than that.
    return odd.length <= data.length / 200 && !odd.some((value) => !(Math.abs(value) < tiny));
  });
  if (fitting.length === 0) return [];
  const [first] = fitting;
  const shown = Array.from(decode(data, first).slice(0, 2), (value) => value.toPrecision(4));
  return [
    {
      id: "bits",
      severity: "error",
      certainty: fitting.length === 1 && data.length >= 8 ? "likely" : "possible",
      message: `all ${data.length} numbers are whole, up to ${largest}, and as the bits of ${fitting.join(" or ")} numbers they are of an ordinary size (${shown.join(", ")}, …)`,
      evidence: { numbers: data.length, largest },
      next: 'save or pass them as float32: logits.float() in PyTorch, tensor.to("float32") in transformers.js',
    },
  ];
}

/** Reads what a pipeline returned, `{ label, score }` or lists of them, as rows of scores with their labels. */
function readScores(
  output: unknown,
  known: readonly string[],
  findings: Found[],
): Read | undefined {
  const rows = rowsOfScores(output, known.length);
  if (!rows) return undefined;
  const columns = rows[0].length;
  const ragged = rows.findIndex((row) => row.length !== columns);
  if (ragged >= 0) {
    throw new LogitsError(
      `diagnose needs the same number of scores for each text: row 0 has ${columns}, row ${ragged} has ${rows[ragged].length}`,
    );
  }
  const seen = [...new Set(rows.flat().map((one) => String(one.label)))];
  const labels = known.length > 0 ? known : seen;
  const unknown = seen.filter((label) => !labels.includes(label));
  if (unknown.length > 0) findings.push(unknownLabels(unknown, labels, "the output"));
  const isPartial = columns < labels.length;
  const scores = isPartial ? rows.flat() : rows.flatMap((row) => inOrder(row, labels));
  return {
    flat: {
      data: Float64Array.from(scores, (one) => Number(one.score)),
      rows: rows.length,
      columns,
      isBatch: true,
    },
    labels,
    isScored: true,
    isPartial,
  };
}

/** Labels that the config doesn't have. */
export function unknownLabels(
  unknown: readonly string[],
  labels: readonly string[],
  where: string,
): Found {
  const shown = unknown.slice(0, 3).map(quote);
  const known = labels.slice(0, 3).map(quote);
  return {
    id: "label-unknown",
    severity: "error",
    certainty: "certain",
    message: `${unknown.length} of the labels in ${where}, such as ${shown.join(", ")}, ${unknown.length === 1 ? "is" : "are"} not among the config's ${labels.length} (${known.join(", ")}${labels.length > 3 ? ", …" : ""})`,
    evidence: { unknown: unknown.length, labels: labels.length },
    next: "take the labels and the config from the same model, or map one set of names to the other",
  };
}

/** Puts the labels, which a pipeline ranks for each text, back in the order of the classes. */
function inOrder(row: Scored[], labels: readonly string[]): Scored[] {
  const place = (one: Scored) => labels.indexOf(one.label);
  return [...row].sort((a, b) => place(a) - place(b));
}

interface Scored {
  label: string;
  score: number;
}

function rowsOfScores(output: unknown, count: number): Scored[][] | undefined {
  if (isScored(output)) return [[output]];
  if (!isList(output) || output.length === 0) return undefined;
  const rows = Array.from(output);
  if (rows.every(isScored)) return isRanking(rows, count) ? [rows] : rows.map((one) => [one]);
  const lists = rows.filter(isList).map((row) => Array.from(row));
  const isNested = lists.length === rows.length && lists.every((row) => row.every(isScored));
  return isNested && lists[0].length > 0 ? (lists as Scored[][]) : undefined;
}

/**
 * A list of scores is either the ranking of one text or the best label of each of several. A ranking names each label once, best
 * first; where it names all labels or its scores sum to no more than one, nothing speaks for several texts.
 */
function isRanking(scored: Scored[], count: number): boolean {
  const isDistinct = new Set(scored.map((one) => one.label)).size === scored.length;
  const isSorted = scored.every((one, i) => i === 0 || !(one.score > scored[i - 1].score));
  const sum = scored.reduce((total, one) => total + Number(one.score), 0);
  if (!isDistinct || (count > 0 && scored.length > count)) return false;
  if (sum <= 1.01) return true;
  // Among k classes the best has at least 1/k of the belief, so that a smaller score is not a text's best.
  const classes = Math.max(count, scored.length);
  return isSorted && scored.length === classes && scored.some((one) => one.score < 1 / classes);
}

function isScored(value: unknown): value is Scored {
  return typeof value === "object" && value !== null && "label" in value && "score" in value;
}

/** One object per text with one number per class, as `to_dict("records")` gives a data frame. */
function readRecords(
  output: unknown,
  known: readonly string[],
  findings: Found[],
): Read | undefined {
  const records = isList(output) ? Array.from(output) : [output];
  const [first] = records;
  if (typeof first !== "object" || first === null || isList(first) || "dims" in first) {
    return undefined;
  }
  const keys = Object.keys(first);
  const isNumbers = (record: unknown): record is Record<string, number> =>
    typeof record === "object" &&
    record !== null &&
    keys.length === Object.keys(record).length &&
    keys.every((key) => typeof (record as Record<string, unknown>)[key] === "number");
  if (keys.length === 0 || !records.every(isNumbers)) return undefined;
  const unknown = known.length > 0 ? keys.filter((key) => !known.includes(key)) : [];
  if (unknown.length > 0) findings.push(unknownLabels(unknown, known, "the output"));
  const isMatched = unknown.length === 0 && known.length === keys.length;
  const labels = isMatched ? known : keys;
  return {
    flat: {
      data: Float64Array.from(records.flatMap((record) => labels.map((key) => record[key]))),
      rows: records.length,
      columns: labels.length,
      isBatch: isList(output),
    },
    labels,
  };
}
