import type { ClassifierHead } from "../model/readClassifierHead.js";
import { TrainerError } from "./TrainerError.js";

/** A head's numbers in one list, as the optimiser takes them: W row after row, then b. */
export function headParameters({ W, b }: ClassifierHead): Float64Array {
  return Float64Array.from([...W.flat(), ...b]);
}

/** The numbers as a head again. */
export function parametersHead(parameters: Float64Array, labels: number): ClassifierHead {
  const size = parameters.length / labels - 1;
  const W = Array.from({ length: labels }, (_, label) =>
    Array.from(parameters.subarray(label * size, (label + 1) * size)),
  );
  return { W, b: Array.from(parameters.subarray(labels * size)) };
}

/** Raises a {@link TrainerError} for a head that doesn't fit its labels or the encoder's vectors. */
export function checkHead({ W, b }: ClassifierHead, labels: number, size: number): void {
  if (W.length === labels && b.length === labels && W.every((row) => row.length === size)) return;
  throw new TrainerError(
    `Trainer needs a head with W [${labels}, ${size}] and b [${labels}] for these labels and this encoder, ` +
      `got W [${W.length}, ${W[0]?.length ?? 0}] and b [${b.length}]`,
  );
}
