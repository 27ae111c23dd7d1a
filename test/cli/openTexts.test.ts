import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { InputError } from "../../src/cli/errors.js";
import { openTexts } from "../../src/cli/openTexts.js";
import { scratch } from "./program.js";

async function textsOf(content: string | Uint8Array): Promise<string[]> {
  const file = path.join(await scratch(), "texts.txt");
  await writeFile(file, content);
  const texts: string[] = [];
  for await (const part of openTexts(file)) texts.push(...part.texts);
  return texts;
}

it("line n is row n: an empty line is an empty text, and the last line needs no end", async () => {
  expect(await textsOf("One.\n\nThree.\r\nFour. \u{1F600}")).toEqual([
    "One.",
    "",
    "Three.",
    "Four. \u{1F600}",
  ]);
  expect(await textsOf("One.\n")).toEqual(["One."]);
  expect(await textsOf("")).toEqual([]);
  expect(await textsOf("\uFEFFOne.\n")).toEqual(["One."]);
});

it("gives some at a time, and says how far it is", async () => {
  const file = path.join(await scratch(), "texts.txt");
  await writeFile(file, "A text.\n".repeat(600));
  const parts = [];
  for await (const { texts, done, total } of openTexts(file))
    parts.push([texts.length, done <= total, total]);
  expect(parts).toEqual([
    [256, true, 4800],
    [256, true, 4800],
    [88, true, 4800],
  ]);
});

it("refuses what is no UTF-8, a folder and a file that isn't there, in one sentence", async () => {
  await expect(textsOf(Uint8Array.of(0x43, 0x61, 0x66, 0xe9, 0x0a))).rejects.toThrow(
    "row 0 isn't UTF-8",
  );
  const folder = await scratch();
  for (const file of [folder, path.join(folder, "nowhere.txt")]) {
    expect(() => openTexts(file)).toThrow(InputError);
  }
});
