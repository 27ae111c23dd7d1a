import { closeSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { standardOutput } from "../../src/cli/standardOutput.js";
import { scratch } from "./program.js";

it("has written all when it says so, also a text that is longer than a piece", async () => {
  const file = path.join(await scratch(), "out");
  const open = openSync(file, "w");
  const output = standardOutput(open);
  const long = "é".repeat(100_000);
  output.write("a");
  output.write(long);
  output.write("z");
  output.finish();
  closeSync(open);
  expect(readFileSync(file, "utf8")).toBe(`a${long}z`);
});
