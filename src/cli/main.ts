import { CliError } from "./CliError.mjs";
import { lessons } from "./lessons.js";
import { python } from "./python.js";
import { start } from "./start.js";
import { test } from "./test.js";

type Command = (root: string, args: string[]) => Promise<number>;

const commands: Record<string, Command> = { start, test, lessons };

/** Runs one command of the kit; the number is the exit code. `args` is what follows `--` on the command line. */
export async function main(root: string, command: string, args: string[]): Promise<number> {
  const work = Object.hasOwn(commands, command) ? commands[command] : undefined;
  if (!work) {
    const known = Object.keys(commands).join(", ");
    throw new CliError(`There is no command "${command}": the commands are ${known}.`);
  }
  await python(root);
  return work(root, args);
}
