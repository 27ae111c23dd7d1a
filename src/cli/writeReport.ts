import { UsageError } from "./errors.js";

export async function writeReport(): Promise<void> {
  throw new UsageError("read writes no reports yet");
}
