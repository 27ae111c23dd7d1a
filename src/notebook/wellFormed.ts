import type { JsonValue } from "../charts/Chart.js";

/**
 * The same JSON value with "\uFFFD" for each half of a surrogate pair that stands alone, as cutting a text within an emoji
 * leaves it: Jupyter's server can neither save nor open a notebook with one in it.
 *
 * @example wellFormed({ label: "cut \uD83D" }) // { label: "cut \uFFFD" }
 */
export function wellFormed<T extends JsonValue>(value: T): T {
  return mend(value) as T;
}

function mend(value: JsonValue): JsonValue {
  if (typeof value === "string") return value.replace(/\p{Cs}/gu, "\uFFFD");
  if (Array.isArray(value)) return value.map(mend);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [mend(key), mend(inner)]));
}
