import { createHash, randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { sha256Of } from "../../src/model/sha256Of.js";
import { scratchFolder } from "../workshop/scratch.js";

it("a file's SHA-256 is that of all its bytes, in however many pieces they are read", async () => {
  const file = join(await scratchFolder(), "bytes");
  for (const size of [0, 3, (1 << 20) + 1]) {
    const bytes = randomBytes(size);
    await writeFile(file, bytes);
    expect(await sha256Of(file)).toBe(createHash("sha256").update(bytes).digest("hex"));
  }
});
