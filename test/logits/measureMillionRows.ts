import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Interprets a million rows in a process of its own and measures time and peak memory (in MB, including Node itself). */
export function measureMillionRows() {
  const script = fileURLToPath(new URL("millionRows.mjs", import.meta.url));
  return JSON.parse(execFileSync(process.execPath, [script], { encoding: "utf8" })) as {
    megabytes: number;
    seconds: number;
    rows: number;
    label: string;
    scores: number[];
    logits: number[];
  };
}
