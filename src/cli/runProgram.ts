import { ReadingLogitsError } from "../logits/errors.js";
import { printable } from "../logits/text.js";
import { kitVersion } from "../project.js";
import { removeUnfinished } from "../report/fileOutput.js";
import { exitCodes, InputError, UsageError } from "./errors.js";
import { optionWords } from "./optionWords.js";
import { runCommand } from "./runCommand.js";
import { ReaderGone } from "./standardOutput.js";
import { paintFor } from "./terminal.js";

/** Runs the program to its end: what the command line asks for, or one sentence that says why not. */
export async function runProgram(): Promise<void> {
  process.on("SIGINT", () => end(exitCodes.interrupted));
  process.on("SIGTERM", () => end(exitCodes.terminated));
  // The reader of a message has gone: nobody is left to be told.
  process.stderr.on("error", () => {});
  end(await runCommand(process.argv.slice(2)).catch(codeOf));
}

/** Ends at once, and leaves nothing half-written: a model that is still loaded would keep the program alive. */
function end(code: number): void {
  removeUnfinished();
  process.exit(code);
}

/** Says in one sentence what went wrong, on standard error, and what the program ends with. */
export function codeOf(error: unknown): number {
  if (error instanceof ReaderGone) return exitCodes.ok;
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const paint = paintFor(process.stderr, process.env);
  const say = (text: string) => process.stderr.write(`${paint("red", "error")}: ${text}\n`);
  if (error instanceof UsageError) {
    const hint = message.endsWith("?") ? "" : `; ${helpFor(message)} lists what there is`;
    say(`${printable(message)}${hint}`);
    return exitCodes.usage;
  }
  if (error instanceof ReadingLogitsError || error instanceof InputError) {
    const words = message
      .replace(/^(prepareModel|loadClassifier): |^interpret /, "")
      .replace(/^loadClassifier /, "classify ");
    say(printable(optionWords(words)));
    return exitCodes.input;
  }
  const missing = missingPackage(error);
  if (missing !== undefined) {
    say(`this needs the package ${missing}, which isn't installed: npm install ${missing}`);
    return exitCodes.input;
  }
  say(
    `reading-logits ${kitVersion()} has a fault, please report it: ${printable(message)}\n${stack}`,
  );
  return exitCodes.fault;
}

/** The help of the command that the message begins with, or that of all. */
function helpFor(message: string): string {
  const [, command] = /^(read|classify|models|doctor) /.exec(message) ?? [];
  return command ? `reading-logits ${command} --help` : "reading-logits --help";
}

/** The package that an error of Node's says it can't find. */
function missingPackage(error: unknown): string | undefined {
  const { code = "", message = "" } = (error ?? {}) as NodeJS.ErrnoException;
  if (!/^(ERR_)?MODULE_NOT_FOUND$/.test(code)) return undefined;
  return /Cannot find (?:package|module) '((?:@[\w.-]+\/)?[\w-][\w.-]*)/.exec(message)?.[1];
}
