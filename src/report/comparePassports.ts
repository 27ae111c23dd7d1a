import type { Passport } from "./passportOf.js";

/** What two passports say of one thing. */
interface PassportDifference {
  readonly what: string;
  readonly first: string;
  readonly second: string;
}

/** What two passports have in common. */
export interface PassportComparison {
  /** One sentence: whether these are the same numbers, read in the same way. */
  readonly verdict: string;
  /** Whether the numbers are the same, as float32. */
  readonly same_numbers: boolean;
  readonly differences: readonly PassportDifference[];
}

/**
 * Compares two passports: whether two people hold the same numbers, and what else differs.
 *
 * The date and the names of files don't count: the same file, copied and read tomorrow, is the same.
 */
export function comparePassports(first: Passport, second: Passport): PassportComparison {
  const differences = Object.entries(parts).flatMap(([what, part]) => {
    const [a, b] = [part(first), part(second)];
    return a === b ? [] : [{ what, first: a, second: b }];
  });
  const same_numbers =
    first.logits_sha256 === second.logits_sha256 && String(first.shape) === String(second.shape);
  const ways = ["function", "labels", "what the numbers are"];
  const isReadAlike = !differences.some(({ what }) => ways.includes(what));
  const verdict = same_numbers
    ? `the same numbers, ${isReadAlike ? "read in the same way" : "but read in another way"}`
    : String(first.shape) === String(second.shape)
      ? "other numbers, in the same shape"
      : "other numbers, in another shape";
  return { verdict, same_numbers, differences };
}

const parts: Record<string, (passport: Passport) => string> = {
  "SHA-256 of the file": ({ files }) => files[0]?.sha256 ?? "not known",
  "SHA-256 of the numbers": ({ logits_sha256 }) => logits_sha256,
  shape: ({ shape }) => shape.join(" × "),
  dtype: ({ dtype, format }) => `${dtype} (${format})`,
  labels: ({ labels }) => labels.join(", "),
  "what the numbers are": ({ kind }) => kind,
  function: ({ function_to_apply }) => function_to_apply ?? "none can be applied",
  model: ({ model }) => (model ? `${model.name} (${model.sha256})` : "not recorded"),
  truncation: ({ truncation }) => truncation ?? "not recorded",
  versions: ({ versions }) =>
    Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .sort()
      .join(", "),
};

/**
 * Finds the passport in a report or in a file of JSON that has one.
 *
 * @returns nothing where the text holds none
 *
 * @example passportIn("<p>no report</p>") // undefined
 */
export function passportIn(text: string): Passport | undefined {
  const inPage = /<script type="application\/json" id="passport">([^<]*)<\/script>/.exec(text)?.[1];
  try {
    const value = JSON.parse(inPage ?? text);
    return isPassport(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isPassport(value: unknown): value is Passport {
  const passport = value as Partial<Passport> | null;
  return (
    passport?.passport === 1 &&
    typeof passport.logits_sha256 === "string" &&
    [passport.files, passport.shape, passport.labels].every(Array.isArray) &&
    typeof passport.versions === "object" &&
    passport.versions !== null
  );
}
