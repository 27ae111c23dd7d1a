import { inspect } from "node:util";
import { refuseMore } from "../logits/checks.js";
import { cellDisplay } from "./display.js";
import { box } from "./html.js";
import { NotebookError } from "./NotebookError.js";

/**
 * Runs a function that is meant to fail and shows the error's name and message in a box, so that a lesson can show an error
 * without stopping the notebook. For an async function, write `await expectError(…)`.
 *
 * If there is no error, one sentence goes to stderr (which fails the lesson's test) and nothing is thrown.
 *
 * @throws {NotebookError} when more than the function is given: it shows any error, and expects none in particular
 *
 * @example expectError(() => softmax([1, NaN])) // prints: LogitsError: softmax needs finite logits: column 1 is NaN
 */
export function expectError(run: () => Promise<unknown>): Promise<void>;
export function expectError(run: () => unknown): void;
export function expectError(run: () => unknown, ...more: unknown[]): void | Promise<void> {
  refuseMore("expectError", more, { ErrorType: NotebookError });
  const display = cellDisplay();
  const showError = (error: unknown) => display(box("error", [headline(error)]));
  try {
    const result = run();
    if (!isThenable(result)) return complain(result);
    return Promise.resolve(result).then(complain, showError);
  } catch (error) {
    showError(error);
  }
}

/** `ErrorName: message`, without the stack: where the error was thrown is of no use to a reader. */
function headline(error: unknown): string {
  try {
    return error instanceof Error ? `${error.name}: ${error.message}` : `Thrown: ${inspect(error)}`;
  } catch {
    return "An error that can't be printed";
  }
}

function complain(result: unknown): void {
  let what = "a value that can't be printed";
  try {
    what = inspect(result, { depth: 1, breakLength: Number.POSITIVE_INFINITY });
  } catch {}
  process.stderr.write(`expectError expected an error, but the function returned ${what}\n`);
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === "function";
}
