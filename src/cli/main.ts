import { bench } from "./bench.js";
import { CliError } from "./CliError.mjs";
import { html } from "./html.js";
import { lessons } from "./lessons.js";
import { python } from "./python.js";
import { start } from "./start.js";
import { test } from "./test.js";

type Command = (root: string, args: string[]) => Promise<number>;

/** First the Python packages and the kernel, then the command. */
const withPython =
  (command: Command): Command =>
  async (root, args) => {
    await python(root);
    return command(root, args);
  };

const commands: Record<string, Command> = {
  start: withPython(start),
  test: withPython(test),
  lessons: withPython(lessons),
  html: withPython(html),
  bench,
};

/** Runs one command of the kit; the number is the exit code. `args` is what follows `--` on the command line. */
export async function main(root: string, command: string, args: string[]): Promise<number> {
  if (Object.hasOwn(commands, command)) return commands[command](root, args);
  const known = Object.keys(commands).join(", ");
  throw new CliError(`There is no command "${command}": the commands are ${known}.`);
}
