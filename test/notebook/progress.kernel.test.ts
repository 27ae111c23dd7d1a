import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { scratchFolder, setEnv } from "../workshop/scratch.js";
import { onlyDisplay, runCell } from "./cells.js";
import { Kernel } from "./kernel.js";

it("what one kernel remembers outlives its being killed, shows in the next, and joins the room's poll", async () => {
  const folder = await scratchFolder();
  const poll = join(folder, "poll.jsonl");
  setEnv({
    READING_LOGITS_PROGRESS: join(folder, "progress.jsonl"),
    READING_LOGITS_POLL: poll,
  });
  await appendFile(poll, '{"id":"01.a","said":5,"seat":"next to me"}\n');
  const shown = async (kernel: Kernel, code: string) =>
    String(onlyDisplay(await runCell(kernel, code)).data?.["text/plain"]);

  const first = await Kernel.start();
  try {
    await runCell(
      first,
      'import { check, hint, predict } from "reading-logits"; const pieces = 6;',
    );
    expect(await shown(first, 'predict("01.a", undefined, pieces)')).toMatch(/^○ 01\.a is waiting/);
    expect(await shown(first, 'predict("01.a", "6", pieces)')).toBe(
      "✓ 01.a You said 6, and 6 is what came.\nOthers in the room most often said 5 (1 of 1).",
    );
    await runCell(first, 'check("00.1", 0); hint("00.1"); hint("00.2");');
    await runCell(first, 'check("00.1", 1)');
  } finally {
    await first.stop();
  }

  const second = await Kernel.start();
  try {
    const text = await shown(second, 'import { progress } from "reading-logits"; progress()');
    expect(text).toMatch(
      /^Your progress: 1 of \d+ exercises, with 2 hints; 1 of \d+ predictions\n/,
    );
    expect(text).toContain("\n00  ✓ 00.1 (1 hint)  ○ 00.2 (1 hint)  predictions: 0 of 2\n");
  } finally {
    await second.stop();
  }
});
