import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { displayBundle } from "../../src/notebook/display.js";
import { poll, vote } from "../../src/notebook/poll.js";
import { predict } from "../../src/notebook/predict.js";
import { findPrediction, type Prediction } from "../../src/notebook/predictions.js";
import { appendRecord, readRecords } from "../../src/notebook/records.js";
import { scratchFolder, setEnv } from "../workshop/scratch.js";

vi.mock("../../src/notebook/display.js");

predict("01.a", undefined);
const pieces = findPrediction("01.a") as Prediction;

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await scratchFolder();
  file = join(folder, "poll.jsonl");
  setEnv({
    READING_LOGITS_POLL: file,
    READING_LOGITS_PROGRESS: join(folder, "progress.jsonl"),
  });
});

/** The room answers: how many seats said what. */
function room(answers: Record<string, number>, id = "01.a"): void {
  for (const [said, n] of Object.entries(answers)) {
    for (let i = 0; i < n; i++) appendRecord(file, { id, said, seat: `${said} ${i}` });
  }
}

function pollText(id: string): string {
  poll(id);
  return String(vi.mocked(displayBundle).mock.lastCall?.[0]["text/plain"]);
}

describe("a room's poll", () => {
  it("says what the others said most often", () => {
    room({ 5: 9, 6: 4, 8: 2, 40: 1 });
    expect(vote(pieces, 6)).toEqual([
      "Others in the room most often said 5 (9 of 16), then 6 (4) and 8 (2).",
    ]);
  });

  it("collects what a seat said first, and no name", () => {
    expect(vote(pieces, 5)).toEqual(["Nobody else in the room has answered yet."]);
    vote(pieces, 6);
    expect(readRecords(file)).toEqual([
      { id: "01.a", said: 5, seat: expect.stringMatching(/^[\da-f-]{36}$/) },
    ]);
  });

  it("shows under the cell, below what came", () => {
    room({ 5: 1 });
    predict("01.a", 6);
    expect(vi.mocked(displayBundle).mock.lastCall?.[0]["text/plain"]).toBe(
      "✓ 01.a You said 6, and 6 is what came.\nOthers in the room most often said 5 (1 of 1).",
    );
  });

  it("counts each seat once, and passes over what can't be an answer", async () => {
    room({ "<b>rude</b>": 3, 5: 1 });
    appendRecord(file, { id: "01.a", said: 8, seat: "5 0" });
    appendRecord(file, { id: "01.a", said: 8, seat: 7 });
    await writeFile(file, "\0garbage\n{", { flag: "a" });
    expect(vote(pieces, 6)).toEqual(["Others in the room most often said 5 (1 of 1)."]);
  });

  it("is on nobody's disk without the setting", () => {
    setEnv({ READING_LOGITS_POLL: "" });
    expect(vote(pieces, 6)).toEqual([]);
    expect(pollText("01.a")).toMatch(
      /^○ There is no poll: start the kit with READING_LOGITS_POLL=/,
    );
  });

  it("has a file for each seat where the setting names a folder", async () => {
    const shared = join(folder, "shared");
    await mkdir(shared);
    setEnv({ READING_LOGITS_POLL: shared });
    vote(pieces, 5);
    expect(await readdir(shared)).toEqual([expect.stringMatching(/^[\da-f-]{36}\.jsonl$/)]);
    appendRecord(join(shared, "another.jsonl"), { id: "01.a", said: 6, seat: "another" });
    expect(vote(pieces, 5)).toEqual(["Others in the room most often said 6 (1 of 1)."]);
  });

  it("takes a name that ends in a slash for a folder, and makes no file of that name", async () => {
    setEnv({ READING_LOGITS_POLL: `${join(folder, "not made yet")}/` });
    expect(vote(pieces, 5)[0]).toMatch(
      /^The room's poll can't be reached, because its folder doesn't exist: /,
    );
    expect(pollText("01.a")).toMatch(
      /^○ The poll can't be read, because its folder doesn't exist: /,
    );
    expect(await readdir(folder)).not.toContain("not made yet");
  });

  it("that can't be reached stops no lesson", () => {
    setEnv({ READING_LOGITS_POLL: join(folder, "no folder", "poll.jsonl") });
    predict("01.a", 6);
    const text = String(vi.mocked(displayBundle).mock.lastCall?.[0]["text/plain"]);
    expect(text).toContain("✓ 01.a");
    expect(text).toMatch(/The room's poll can't be reached, because its folder doesn't exist: /);
  });
});

describe("poll", () => {
  it("shows the whole room's answers and not what came", () => {
    room({ 5: 3, 6: 1 });
    expect(pollText("01.a")).toBe(
      [
        "01.a How many pieces does the sentence make?",
        "███████████████ 3 × 5",
        "█████ 1 × 6",
        "4 answers",
      ].join("\n"),
    );
  });

  it("shows nothing that nobody has said: not what came, nor the number that a mistake is known by", () => {
    room({ "-3.49": 2, "-3.5": 1, "0.49": 1 }, "00.b");
    expect(pollText("00.b")).toBe(
      [
        "00.b At which logit of POSITIVE are both probabilities 0.5?",
        "███████████████ 3 × -3.49",
        "█████ 1 × 0.49",
        "4 answers",
      ].join("\n"),
    );
  });

  it("counts one answer as one", () => {
    room({ 6: 1 });
    expect(pollText("01.a")).toMatch(/\n1 answer$/);
  });

  it("says that nobody has answered, or that there is no such prediction", () => {
    expect(pollText("01.a")).toBe(
      `01.a How many pieces does the sentence make?\nNo answers yet in ${file}`,
    );
    expect(pollText("77.a")).toBe('○ There is no prediction "77.a"');
  });
});
