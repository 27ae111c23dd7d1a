import type { Output } from "../../src/report/fileOutput.js";

/** An output that keeps what is written. */
export function kept(): Output & { text(): string } {
  const parts: string[] = [];
  return {
    write: (text) => {
      parts.push(text);
    },
    finish: () => {},
    text: () => parts.join(""),
  };
}
