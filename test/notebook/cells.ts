import { expect } from "vitest";
import type { CellResult, Kernel, Output } from "./kernel.js";

/** Runs a cell that must succeed and say nothing on stderr. */
export async function runCell(kernel: Kernel, code: string): Promise<CellResult> {
  const result = await kernel.run(code);
  const { status, stderr, error } = result;
  expect({ status, stderr, error }).toEqual({ status: "ok", stderr: "", error: "" });
  return result;
}

/** The one display of a cell. */
export function onlyDisplay(result: CellResult): Output["content"] {
  expect(result.displays).toHaveLength(1);
  return result.displays[0];
}
