import { join } from "node:path";
import { expect, it } from "vitest";
import { readPredictions } from "../../src/data/readPredictions.js";
import { kitFolder } from "../../src/notebook/kitFolder.js";

it("finds what lies in the kit from any folder", async () => {
  const before = process.cwd();
  process.chdir("/");
  try {
    const file = join(kitFolder(), "data", "examples", "reviews.npz");
    expect((await readPredictions(file)).dims).toEqual([144, 2]);
  } finally {
    process.chdir(before);
  }
});
