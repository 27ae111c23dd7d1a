import { randomUUID } from "node:crypto";
import { appendFile, readFile } from "node:fs/promises";
import { hostname, userInfo } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { appendRecord } from "../../src/notebook/records.js";
import { scratchFolder, setEnv } from "../workshop/scratch.js";
import { onlyDisplay, runCell } from "./cells.js";
import { Kernel } from "./kernel.js";

it("a teacher sees what three learners predict at once, and no name is kept", async () => {
  const folder = await scratchFolder();
  const file = join(folder, "monday.jsonl");
  const kernels: Kernel[] = [];
  // Each on a machine of its own, which remembers its own seat.
  const arrive = async (name: string) => {
    setEnv({
      READING_LOGITS_POLL: file,
      READING_LOGITS_PROGRESS: join(folder, `${name}.jsonl`),
    });
    const kernel = await Kernel.start();
    kernels.push(kernel);
    return kernel;
  };
  const shown = async (kernel: Kernel, code: string) =>
    String(onlyDisplay(await runCell(kernel, code)).data?.["text/plain"]);

  try {
    const teacher = await arrive("teacher");
    await runCell(teacher, 'import { poll } from "reading-logits";');
    expect(await shown(teacher, 'poll("05.a")')).toBe(
      `05.a Which T makes the model promise no more than it can keep?\nNo answers yet in ${file}`,
    );

    const learners = [await arrive("anna"), await arrive("ben")];
    for (const learner of learners) {
      await runCell(learner, 'import { predict } from "reading-logits";');
    }
    await appendFile(file, '{"id":"05.a","said":4,"se');
    const answers = ["1.5", "5.1"];
    const asked = learners.map((learner, i) => shown(learner, `predict("05.a", ${answers[i]})`));
    // The third is another program that writes at the same time.
    appendRecord(file, { id: "05.a", said: 1.4, seat: randomUUID() });
    await Promise.all(asked);
    expect(await shown(teacher, 'poll("05.a")')).toBe(
      [
        "05.a Which T makes the model promise no more than it can keep?",
        "██████████████ 2 × 1.4",
        "███████ 1 × 5.1",
        "3 answers",
      ].join("\n"),
    );
    expect(await shown(learners[1], 'predict("05.a", 4)')).toContain(
      "\nOthers in the room most often said 1.4 (2 of 2).",
    );
  } finally {
    await Promise.all(kernels.map((kernel) => kernel.stop()));
  }

  const text = await readFile(file, "utf8");
  const whole = text.split("\n").filter((line) => line.endsWith("}"));
  const records = whole.map((line) => Object.keys(JSON.parse(line)));
  expect(records).toEqual(Array(3).fill(["id", "said", "seat"]));
  for (const name of [userInfo().username, hostname(), "anna"]) expect(text).not.toContain(name);
});
