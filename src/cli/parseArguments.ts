import { parseArgs } from "node:util";
import { suggestion } from "../logits/checks.js";
import { listed, quoted } from "../logits/text.js";
import { UsageError } from "./errors.js";

/** One option of a command. */
interface Option {
  readonly type: "string" | "boolean";
  readonly short?: string;
  /** What its value is called in the help, such as `FILE`. */
  readonly value?: string;
  /** What it does, in one line of the help. */
  readonly says: string;
}

/** The options of a command, by name. */
export type Options = Readonly<Record<string, Option>>;

/** What a person wrote after the command. */
export interface Arguments {
  /** What isn't an option, in its order. */
  readonly words: readonly string[];
  /** The value of an option that takes one, if it was given. */
  text(name: string): string | undefined;
  /** Whether an option that takes no value was given. */
  flag(name: string): boolean;
}

/** Every command has these. */
const common: Options = {
  help: { type: "boolean", short: "h", says: "print this help" },
  version: { type: "boolean", short: "V", says: "print the version" },
};

/**
 * Reads what follows a command.
 *
 * @throws {UsageError} for an option that the command doesn't have, one without its value or given twice with two values
 *
 * @example
 * const options = { labels: { type: "string", says: "" } } as const;
 * parseArguments("read", ["a.npy", "--labels", "a,b"], options).text("labels") // "a,b"
 * expectError(() => parseArguments("read", ["--lables", "a,b"], options))
 * // prints: UsageError: read has no option --lables; did you mean "--labels"?
 */
export function parseArguments(command: string, args: string[], own: Options): Arguments {
  const options = { ...own, ...common };
  const { tokens } = parseArgs({
    args,
    options: Object.fromEntries(
      Object.entries(options).map(([name, { type, short }]) => [
        name,
        short ? { type, short } : { type },
      ]),
    ),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const words: string[] = [];
  const values = new Map<string, string | true>();
  for (const token of tokens) {
    if (token.kind === "positional") words.push(token.value);
    if (token.kind !== "option") continue;
    const { name, rawName, value } = token;
    const option = Object.hasOwn(options, name) ? options[name] : undefined;
    if (!option) {
      const known = Object.keys(options).map((each) => `--${each}`);
      throw new UsageError(
        `${command} has no option ${shown(rawName)}${suggestion(rawName, known)}`,
      );
    }
    if (option.type === "boolean" && value !== undefined) {
      throw new UsageError(`${command} takes ${rawName} without a value, got ${quoted(value)}`);
    }
    if (option.type === "string") {
      const isOption = token.inlineValue === false && /^-./.test(value ?? "");
      if (value === undefined || value === "" || isOption) {
        const got = isOption
          ? `, got ${shown(value ?? "")}: write ${rawName}=… for a value that begins with -`
          : "";
        throw new UsageError(`${command} needs a value after ${rawName}: ${option.value}${got}`);
      }
    }
    const before = values.get(name);
    if (before !== undefined && before !== (value ?? true)) {
      throw new UsageError(
        `${command} takes one --${name}, got ${listed([String(before), String(value)].map(quoted), { last: "and" })}`,
      );
    }
    values.set(name, value ?? true);
  }
  return {
    words,
    text: (name) => {
      const value = values.get(name);
      return typeof value === "string" ? value : undefined;
    },
    flag: (name) => values.get(name) === true,
  };
}

/** An option as it was written, if it is one that can be shown as it is. */
function shown(option: string): string {
  return /^[\w-]{1,40}$/.test(option) ? option : quoted(option);
}

/** The lines of the help that list options. */
export function optionLines(options: Options): string[] {
  const lines = Object.entries({ ...options, ...common }).map(([name, { short, value, says }]) => {
    const left = `${short ? `-${short}, ` : "    "}--${name}${value ? ` ${value}` : ""}`;
    return [left, says];
  });
  const width = Math.max(...lines.map(([left]) => left.length));
  return lines.map(([left, says]) => `  ${left.padEnd(width)}  ${says}`);
}
