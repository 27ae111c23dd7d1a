import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { vi } from "vitest";
import { runCommand } from "../../src/cli/runCommand.js";
import { codeOf } from "../../src/cli/runProgram.js";
import { removeUnfinished } from "../../src/report/fileOutput.js";
import type { Run } from "./program.js";

/**
 * Runs the program in this process, from the project's folder: what it prints and what it would end with, without the half second
 * that a start takes. What a process alone has (standard input, signals, pipes, its environment) needs `reading`.
 */
export async function here(args: readonly string[]): Promise<Run> {
  const run: Run = { code: null, out: "", err: "" };
  vi.stubEnv("FORCE_COLOR", undefined);
  vi.stubEnv("NO_COLOR", undefined);
  const messages = vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    run.err += text;
    return true;
  });
  const { writeSync } = fs;
  const toOutput = (descriptor: number, bytes: Uint8Array, from = 0) => {
    if (descriptor !== 1) return writeSync(descriptor, bytes, from);
    run.out += Buffer.from(bytes.subarray(from)).toString("utf8");
    return bytes.length - from;
  };
  fs.writeSync = toOutput as typeof writeSync;
  syncBuiltinESMExports();
  try {
    run.code = await runCommand(args).catch(codeOf);
  } finally {
    fs.writeSync = writeSync;
    syncBuiltinESMExports();
    messages.mockRestore();
    vi.unstubAllEnvs();
    removeUnfinished();
  }
  return run;
}
