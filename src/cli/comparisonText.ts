import { alignCells, formatNumber, printable, wrapLine } from "../logits/text.js";
import type { PassportComparison } from "../report/comparePassports.js";
import type { RunComparison } from "../report/compareRuns.js";
import type { Passport } from "../report/passportOf.js";
import type { Paint } from "./terminal.js";

/** Two files by their names. */
interface Two {
  readonly first_file: string;
  readonly second_file: string;
}

/** Where two runs differ and why, in lines of text. */
export function comparisonLines(compared: RunComparison & Two, paint: Paint): string[] {
  const { first_file, second_file, rows, differing, largest_difference, why, examples } = compared;
  const count = rows.toLocaleString("en-US");
  const verdict =
    differing === null
      ? "no classes to compare"
      : differing === 0
        ? `the same class in all ${count} rows`
        : `another class in ${differing.toLocaleString("en-US")} of ${count} rows`;
  const header = ["row", "first", "score", "second", "score", "text"];
  const lines = examples.map(({ row, first, second, text }) => [
    String(row),
    first.label,
    formatNumber(first.score),
    second.label,
    formatNumber(second.score),
    text ?? "",
  ]);
  return [
    "",
    paint("bold", printable(`${first_file} against ${second_file}: ${verdict}`)),
    ...(!largest_difference ? [] : [`largest difference ${formatNumber(largest_difference)}`]),
    ...why.map((each) => wrapLine(printable(`  - ${each}`))),
    ...(lines.length > 0
      ? alignCells([header, ...lines], (column) => [0, 2, 4].includes(column)).split("\n")
      : []),
    ...(differing !== null && differing > examples.length
      ? [`… and ${differing - examples.length} more rows`]
      : []),
  ];
}

/** A passport, in lines of text. */
export function passportLines(name: string, passport: Passport, paint: Paint): string[] {
  const { files, model, versions } = passport;
  const facts: [string, string][] = [
    ...files.map(({ file, sha256, bytes }): [string, string] => [
      "file",
      `${file}, ${bytes.toLocaleString("en-US")} bytes, SHA-256 ${sha256}`,
    ]),
    [
      "shape",
      `${passport.shape.join(" × ")}, ${passport.dtype} (${passport.format}${passport.array ? `, ${passport.array}` : ""})`,
    ],
    ["numbers", `SHA-256 ${passport.logits_sha256} as float32`],
    ["labels", passport.labels.join(", ")],
    ["what they are", passport.kind],
    ["function", passport.how],
    [
      "model",
      model
        ? `${model.name}, ${model.files} files, SHA-256 ${model.sha256}`
        : "not recorded: --model names it",
    ],
    ["truncation", passport.truncation ?? "not recorded"],
    [
      "versions",
      Object.entries(versions)
        .map(([of, version]) => `${of} ${version}`)
        .join(", "),
    ],
    ["read", passport.date],
  ];
  return [
    paint("bold", printable(name)),
    ...facts.map(([what, says]) => printable(`  ${what.padEnd(13)}  ${says}`)),
  ];
}

/** How two passports compare, in lines of text. */
export function passportComparisonLines(
  { first_file, second_file, verdict, differences }: PassportComparison & Two,
  paint: Paint,
): string[] {
  return [
    "",
    paint("bold", printable(`${first_file} against ${second_file}: ${verdict}`)),
    ...differences.flatMap(({ what, first, second }) => [
      `  - ${what}`,
      printable(`      ${first}`),
      printable(`      ${second}`),
    ]),
  ];
}
