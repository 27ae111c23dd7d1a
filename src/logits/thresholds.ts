import { isList } from "./checkLogits.js";
import { isRecord, suggestion } from "./checks.js";
import { LogitsError, type ReadingLogitsError } from "./errors.js";
import { describe } from "./text.js";

/** A probability for all labels, one for each in the order of the class indices, `[k]`, or one for each label that is named. */
export type Threshold = number | ArrayLike<number> | Readonly<Record<string, number>>;

interface ThresholdRules {
  readonly caller: string;
  /** The threshold of the labels for which none is given. */
  readonly otherwise: number;
  /** True if 0 and 1 themselves are thresholds too. */
  readonly withEnds?: boolean;
  readonly ErrorType?: new (message: string) => ReadingLogitsError;
}

/**
 * Reads a threshold as one number for each label, `[k]`.
 *
 * @param labels the labels, in the order of the class indices
 * @throws {LogitsError} (or the given type) for a threshold that is no probability, a list of another length, or a name that is
 *   no label
 *
 * @example
 * checkThresholds({ joy: 0.7 }, ["joy", "fear"], { caller: "interpret", otherwise: 0.5 }) // [0.7, 0.5]
 */
export function checkThresholds(
  threshold: Threshold | null | undefined,
  labels: readonly string[],
  { caller, otherwise, withEnds = false, ErrorType = LogitsError }: ThresholdRules,
): Float64Array {
  const thresholds = new Float64Array(labels.length).fill(otherwise);
  if (threshold === null || threshold === undefined) return thresholds;
  const checkOne = (value: unknown, place: string): number => {
    const isInside = typeof value === "number" && value > 0 && value < 1;
    if (isInside || (withEnds && (value === 0 || value === 1))) return value;
    const range = withEnds ? "from 0 to 1" : "between 0 and 1";
    throw new ErrorType(
      `${caller} needs a threshold ${range}, a probability, got ${describe(value)}${place}`,
    );
  };
  if (isList(threshold)) {
    if (threshold.length === labels.length) {
      return thresholds.map((_, i) => checkOne(threshold[i], ` as threshold[${i}]`));
    }
    throw new ErrorType(
      `${caller} needs one threshold for each of the ${labels.length} labels, got ${threshold.length}`,
    );
  }
  if (!isRecord(threshold)) return thresholds.fill(checkOne(threshold, ""));
  for (const [label, value] of Object.entries(threshold)) {
    const place = `threshold[${JSON.stringify(label)}]`;
    const index = labels.indexOf(label);
    if (index < 0) {
      throw new ErrorType(
        `${caller} needs thresholds by label, got ${place}, which is no label${suggestion(label, labels.slice(0, 20))}`,
      );
    }
    thresholds[index] = checkOne(value, ` as ${place}`);
  }
  return thresholds;
}
