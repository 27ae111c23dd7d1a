import { topK } from "../../logits/topK.js";
import { classColours, palette } from "../frame/theme.js";

/** A class of `temperatureTrajectories`, in the order of its logit, which is its order at every temperature. */
export interface TrajectoryClass {
  /** Its place from 0, equals in the order of the classes. */
  readonly index: number;
  readonly label: string;
  readonly logit: number;
  /** The first seven have a colour of their own; the others are grey. */
  readonly colour: string;
}

/** The classes from the largest logit to the smallest. */
export function trajectoryClasses(
  logits: readonly number[],
  labels: readonly string[],
): TrajectoryClass[] {
  return topK(logits, logits.length).map(({ index, logit }, place) => ({
    index: place,
    label: labels[index],
    logit,
    colour: classColours[place] ?? palette.other,
  }));
}
