import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Peak memory (MB, Node itself included) and time of a million rows interpreted, in a process of their own. */
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
