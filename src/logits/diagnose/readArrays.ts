import { type FlatLogits, isList } from "../checkLogits.js";
import type { Found } from "./Diagnosis.js";
import type { Known } from "./Held.js";

/** A regular array of any rank: flat numbers and their shape. */
interface Grid {
  readonly data: ArrayLike<number>;
  readonly dims: readonly number[];
}

/**
 * Reads arrays that are nested deeper than rows of numbers, or hold something other than numbers: batches in a list, one array a
 * label, axes of one, a tuple of arrays, bigints, booleans. Returns nothing where there are no numbers in rows.
 */
export function readArrays(
  output: unknown,
  known: Known,
  findings: Found[],
): FlatLogits | undefined {
  const members = isList(output) ? Array.from(output) : [];
  const areTensors = members.length > 1 && members.every((member) => !isList(member));
  const grid = gridOf(output);
  if (grid && !(areTensors && grid.dims.length === 3)) return readGrid(grid, known, findings);
  if (members.length === 0) return undefined;
  const grids = members.map((member) => gridOf(member));
  const columns = new Set(grids.map((each) => (each?.dims.length === 2 ? each.dims[1] : -1)));
  if (columns.size === 1 && !columns.has(-1)) {
    return readBatches(grids as Grid[], known, findings);
  }
  return readTuple(members, grids, known, findings);
}

/** A regular array of rank 3 or more, in the light of what is known of the classes and the texts. */
function readGrid({ data, dims }: Grid, known: Known, findings: Found[]): FlatLogits | undefined {
  if (dims.length === 1) return { data, rows: 1, columns: dims[0], isBatch: false };
  if (dims.length === 2) return { data, rows: dims[0], columns: dims[1], isBatch: true };
  const [first, second, third] = dims;
  if (dims.length === 3) {
    const labels = known.count;
    const isEachLabels = labels === first && labels !== third && third <= 2;
    const isTwo = third === 2 && first !== known.texts && second === known.texts;
    const isPairs = third === 2 && labels === first && known.head === "sigmoid" && areShares(data);
    if (isEachLabels || isTwo || isPairs) return readPerLabel({ data, dims }, known, findings);
  }
  const rest = dims.filter((size) => size !== 1);
  if (dims.length === 3 && rest.length === 3) {
    const isTokens = known.texts === first && known.texts !== first * second;
    if (isTokens) {
      findings.push(extraAxis(dims, "the middle axis is neither texts nor classes", tokens));
      return undefined;
    }
    const batches = Array.from({ length: first }, (_, batch) => ({
      data: Array.from({ length: second * third }, (_, i) => data[batch * second * third + i]),
      dims: [second, third],
    }));
    return readBatches(batches, known, findings);
  }
  if (rest.length > 2) return undefined;
  // The classes are along the last axis, unless that one is the axis too many.
  const last = dims[dims.length - 1];
  const isLastSpare = last === 1 && known.count !== 1 && rest.length === 2;
  const columns = isLastSpare ? rest[1] : last;
  const shape = `[${data.length / columns}, ${columns}]`;
  findings.push(
    extraAxis(
      dims,
      "it has an axis of 1 too many",
      `squeeze it to ${shape}: np.squeeze(logits, axis=${dims.indexOf(1)})`,
    ),
  );
  return { data, rows: data.length / columns, columns, isBatch: true };
}

/** Pairs of no and yes, which sum to one. */
function areShares(data: ArrayLike<number>): boolean {
  for (let i = 0; i < data.length; i += 2) {
    if (!(data[i] >= 0 && data[i + 1] >= 0 && Math.abs(data[i] + data[i + 1] - 1) < 0.011))
      return false;
  }
  return true;
}

const tokens =
  "take one row per text first: a sequence classifier's logits are [n, k], a token classifier's [n, tokens, k]";

function extraAxis(dims: readonly number[], why: string, next: string): Found {
  return {
    id: "extra-axis",
    severity: "error",
    certainty: "certain",
    message: `the shape is [${dims.join(", ")}], where one row per text and one column per class are expected: ${why}`,
    evidence: { dims: [...dims] },
    next,
  };
}

/** One array for each label, `[n, 2]` (no, yes), `[n, 1]` or `[n]`, as several-output models and scikit-learn return them. */
function readPerLabel({ data, dims }: Grid, known: Known, findings: Found[]): FlatLogits {
  const [labels, texts, width] = dims;
  findings.push({
    id: "per-label",
    severity: "error",
    certainty: known.count === labels && known.texts === texts ? "certain" : "likely",
    message: `these are ${labels} arrays of shape [${texts}, ${width}], one for each label${width === 2 ? ", with a column for no and one for yes" : ""}, instead of one row per text`,
    evidence: { dims: [...dims] },
    next:
      width === 2
        ? "put the yes columns side by side: np.stack([p[:, 1] for p in output], axis=1)"
        : "put them side by side: np.concatenate(output, axis=1)",
  });
  const yes = width - 1;
  return {
    data: Array.from({ length: texts * labels }, (_, i) => {
      const [text, label] = [Math.floor(i / labels), i % labels];
      return data[(label * texts + text) * width + yes];
    }),
    rows: texts,
    columns: labels,
    isBatch: true,
  };
}

function readBatches(batches: readonly Grid[], known: Known, findings: Found[]): FlatLogits {
  const columns = batches[0].dims[1];
  const sizes = batches.map(({ dims }) => dims[0]);
  const rows = sizes.reduce((a, b) => a + b, 0);
  const isSure = known.texts === rows || sizes.some((size) => size !== sizes[0]);
  findings.push({
    id: "list-of-batches",
    severity: "error",
    certainty: isSure ? "certain" : "likely",
    message: `this is a list of ${batches.length} batches with ${rows} rows of ${columns} in all, not one batch`,
    evidence: { batches: batches.length, rows, columns },
    next: "put the rows into one batch: batches.flat() here, np.concatenate(batches) or torch.cat(batches) in Python",
  });
  const data = new Float64Array(rows * columns);
  let at = 0;
  for (const batch of batches) {
    data.set(batch.data, at);
    at += batch.data.length;
  }
  return { data, rows, columns, isBatch: true };
}

/**
 * A tuple of arrays, as `Trainer.predict` returns for a model that outputs more than logits, or a pair of predictions and labels:
 * its members have shapes of their own.
 */
function readTuple(
  members: readonly unknown[],
  grids: readonly (Grid | undefined)[],
  known: Known,
  findings: Found[],
): FlatLogits | undefined {
  const shapes = grids.map((grid, i) => grid?.dims ?? (isEmpty(members[i]) ? [0] : []));
  if (!shapes.some((shape) => shape.length >= 2)) return undefined;
  const fits = shapes.findIndex((shape) => shape.length === 2 && shape[1] === known.count);
  const first = fits >= 0 ? fits : shapes.findIndex((shape) => shape.length === 2);
  const shown = shapes.map((shape) => `[${shape.join(", ")}]`).join(", ");
  findings.push({
    id: "tuple-of-arrays",
    severity: "error",
    certainty: "certain",
    message: `this is a tuple of ${grids.length} arrays with shapes ${shown}, not one array of logits`,
    evidence: { arrays: grids.length, ranks: shapes.map((shape) => shape.length) },
    next: `take the logits out of it: predictions[${Math.max(first, 0)}]`,
  });
  const member = grids[Math.max(first, 0)];
  return member?.dims.length === 2
    ? { data: member.data, rows: member.dims[0], columns: member.dims[1], isBatch: true }
    : undefined;
}

function isEmpty(member: unknown): boolean {
  return isList(member) && member.length === 0;
}

/** Reads a regular nest of numbers, bigints or booleans, tensors and `{ logits }` among it; nothing where it is irregular. */
export function gridOf(value: unknown, depth = 0): Grid | undefined {
  if (typeof value !== "object" || value === null || depth > 8) return undefined;
  if (!isList(value)) return gridOfObject(value as Record<string, unknown>, depth);
  if (value.length === 0) return undefined;
  const kind = typeof value[0];
  if (kind === "number" || kind === "bigint" || kind === "boolean") {
    const numbers = new Float64Array(value.length);
    for (let i = 0; i < value.length; i++) {
      if (typeof value[i] !== kind) return undefined;
      numbers[i] = Number(value[i]);
    }
    return { data: numbers, dims: [value.length] };
  }
  const first = gridOf(value[0], depth + 1);
  if (!first) return undefined;
  const size = first.data.length;
  const data = new Float64Array(size * value.length);
  data.set(first.data);
  for (let i = 1; i < value.length; i++) {
    const member = gridOf(value[i], depth + 1);
    if (!member || String(member.dims) !== String(first.dims)) return undefined;
    data.set(member.data, i * size);
  }
  return { data, dims: [value.length, ...first.dims] };
}

function gridOfObject(value: Record<string, unknown>, depth: number): Grid | undefined {
  const { data, dims, predictions, logits } = value;
  if (!isList(dims) || !isList(data)) return gridOf(predictions ?? logits, depth + 1);
  const numbers = gridOf(data, depth + 1);
  // Sizes written as text are refused by name before this.
  const sizes = Array.from(dims, (size) => (typeof size === "string" ? Number.NaN : Number(size)));
  const size = sizes.reduce((a, b) => a * b, 1);
  return numbers?.dims.length === 1 && size === numbers.data.length && size > 0
    ? { data: numbers.data, dims: sizes }
    : undefined;
}
