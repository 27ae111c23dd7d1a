import { expect } from "vitest";
import { EvaluateError } from "../../src/evaluate/EvaluateError.js";
import { ReadingLogitsError } from "../../src/logits/errors.js";

/** Passes input that TypeScript refuses, because a notebook or plain JavaScript may pass it all the same. */
export const wrong = (value: unknown) => value as never;

/** The message of the `EvaluateError` that a call throws. */
export function messageOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    expect(error).toBeInstanceOf(EvaluateError);
    expect(error).toBeInstanceOf(ReadingLogitsError);
    expect((error as Error).name).toBe("EvaluateError");
    return (error as Error).message;
  }
  throw new Error("no error was thrown");
}
