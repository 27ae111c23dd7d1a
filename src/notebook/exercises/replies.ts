import { listed } from "../../logits/text.js";
import type { Reply } from "../exercises.js";

/** A right answer with something to say about it. */
export function rightly(remark: string): Reply {
  return { verdict: "right", remark };
}

/**
 * An answer that is right but for its form, with what has to be mended.
 *
 * @param count how many values the answer has
 *
 * @example
 * nearly(1, ["it is a list of one: take [0]"]).remark // "the value is right, but it is a list of one: take [0]."
 */
export function nearly(count: number, fixes: readonly string[]): Reply {
  const values = count === 1 ? "the value is right" : "the values are right";
  const [first] = fixes;
  const link = /^(it is|they are) /.test(first) ? ", but " : "; ";
  return { verdict: "nearly", remark: `${values}${link}${fixes.join(", and ")}.` };
}

/** A wrong answer, with the mistake behind it, and what to do about it where the remark doesn't say so. */
export function notYet(remark: string, hint?: string): Reply {
  return { verdict: "not yet", remark, ...(hint !== undefined && { hint }) };
}

/**
 * Places of a list, as code would write them.
 *
 * @example placesOf([0, 2, 3]) // "[0], [2] and [3]"
 */
export function placesOf(places: readonly number[]): string {
  const names = places.map((place) => `[${place}]`);
  return listed(names, { most: names.length, last: "and" });
}
