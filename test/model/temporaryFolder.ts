import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";

/** A folder for one test, removed when the test ends; its name has what people's folders have: a space and accents. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(await realpath(tmpdir()), "leçon à part "));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
