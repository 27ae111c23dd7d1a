import { existsSync } from "node:fs";
import { suggestion } from "../logits/checks.js";
import { printable, quoted } from "../logits/text.js";
import { kitVersion } from "../project.js";
import { classifyOptions, doctorOptions, modelsOptions } from "./commandOptions.js";
import { exitCodes, UsageError } from "./errors.js";
import { type Arguments, type Options, optionLines, parseArguments } from "./parseArguments.js";
import { readOptions } from "./readOptions.js";
import { standardOutput } from "./standardOutput.js";

/** A command of the program. */
interface Command {
  /** What follows its name. */
  readonly usage: string;
  /** What it does, in one line. */
  readonly says: string;
  readonly options: Options;
  readonly examples: readonly string[];
  /** Loaded only when it is run: the program starts quickly. */
  readonly run: (args: Arguments) => Promise<number>;
}

const commands: Readonly<Record<string, Command>> = {
  read: {
    usage: "FILE… [options]",
    says: "say what a file of predictions holds, and what may be concluded; compare several",
    options: readOptions,
    examples: [
      "reading-logits read predictions.npz",
      "reading-logits read logits.npy --labels NEGATIVE,POSITIVE --truth label_ids.npy",
      "reading-logits read predictions.csv --report report.html",
      "reading-logits read first.npz second.npz",
      "cat scores.json | reading-logits read - --json",
    ],
    run: async (args) => (await import("./read.js")).read(args),
  },
  classify: {
    usage: "TEXT… | --file FILE [options]",
    says: "run a model on texts and say what its logits mean",
    options: classifyOptions,
    examples: [
      'reading-logits classify "This is a fantastic movie!"',
      "reading-logits classify --file texts.txt --model emotions > answers.jsonl",
    ],
    run: async (args) => (await import("./classify.js")).classify(args),
  },
  models: {
    usage: "[list | verify [NAME…] | remove NAME…] [options]",
    says: "list the models that are here, check their files, remove one",
    options: modelsOptions,
    examples: ["reading-logits models", "reading-logits models verify sst2"],
    run: async (args) => (await import("./models.js")).models(args),
  },
  doctor: {
    usage: "[options]",
    says: "say whether the set-up is whole, and what to do where it isn't",
    options: doctorOptions,
    examples: ["reading-logits doctor"],
    run: async (args) => (await import("./doctor.js")).doctor(args),
  },
};

/**
 * Runs what the command line asks for.
 *
 * @returns what the program ends with
 * @throws {UsageError} when the command line can't be understood
 */
export async function runCommand(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    const wanted = name === "help" ? rest[0] : undefined;
    say(wanted === undefined ? programHelp() : commandHelp(wanted));
    return name === undefined ? exitCodes.usage : exitCodes.ok;
  }
  if (name === "--version" || name === "-V") return sayVersion();
  const command = commandNamed(name);
  const parsed = parseArguments(name, rest, command.options);
  if (parsed.flag("help")) {
    say(commandHelp(name));
    return exitCodes.ok;
  }
  return parsed.flag("version") ? sayVersion() : command.run(parsed);
}

function commandNamed(name: string): Command {
  if (Object.hasOwn(commands, name)) return commands[name];
  const known = Object.keys(commands);
  if (name.startsWith("-")) {
    throw new UsageError(`reading-logits needs a command before its options: ${known.join(", ")}`);
  }
  if (existsSync(name)) {
    throw new UsageError(
      `reading-logits needs a command before a file: reading-logits read ${printable(name)}`,
    );
  }
  throw new UsageError(`there is no command ${quoted(name)}${suggestion(name, known)}`);
}

function say(text: string): void {
  const output = standardOutput();
  output.write(`${text}\n`);
  output.finish();
}

function sayVersion(): number {
  say(kitVersion());
  return exitCodes.ok;
}

function programHelp(): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  return [
    "Usage: reading-logits COMMAND [options]",
    "",
    "What does a classifier's output say, and what may you conclude from it?",
    "",
    "Commands:",
    ...Object.entries(commands).map(([name, { says }]) => `  ${name.padEnd(width)}  ${says}`),
    "",
    "Options:",
    ...optionLines({}),
    "",
    "reading-logits COMMAND --help has the options of a command.",
    "",
    ...endings,
  ].join("\n");
}

const endings = [
  "It ends with 0 when it has done what was asked, with 1 when --strict is given and something is wrong,",
  "with 2 when the command line can't be understood, with 3 when a file can't be read or written.",
  "Results go to standard output, all else to standard error. NO_COLOR turns colours off.",
];

function commandHelp(name: string): string {
  const { usage, says, options, examples } = commandNamed(name);
  return [
    `Usage: reading-logits ${name} ${usage}`,
    "",
    `${says[0].toUpperCase()}${says.slice(1)}.`,
    "",
    "Options:",
    ...optionLines(options),
    "",
    "Examples:",
    ...examples.map((example) => `  ${example}`),
    "",
    ...endings,
  ].join("\n");
}
