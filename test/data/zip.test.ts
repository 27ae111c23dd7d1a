import { describe, expect, it } from "vitest";
import { bytesInMemory } from "../../src/data/bytes.js";
import { readZip } from "../../src/data/zip.js";
import { bytesOf, zip } from "./hostileFiles.js";

const at = { caller: "parsePredictions", file: "a.npz" };
const data = bytesOf("abc ".repeat(1000));

describe.each([false, true])("an archive, compressed: %s", (isDeflated) => {
  const [entry, second] = readZip(
    bytesInMemory(
      zip([
        { name: "a", data, isDeflated },
        { name: "b", data: bytesOf("b") },
      ]),
    ),
    at,
  );

  it("lists its files with their sizes", () => {
    expect([entry.name, entry.size, second.name]).toEqual(["a", 4000, "b"]);
  });

  it("gives the first bytes of a file, or all of it", async () => {
    expect(await entry.head(6)).toEqual(bytesOf("abc ab"));
    const all = await entry.open();
    expect(all.read(0, all.size)).toEqual(data);
    expect(() => entry.check(all)).not.toThrow();
    expect(() => second.check(all)).toThrow("checksum");
  });
});

it("an archive may have bytes before and a comment behind", () => {
  const whole = zip([{ name: "a", data }]);
  const commented = bytesOf(whole.subarray(0, -2), [2, 0], "hi");
  expect(readZip(bytesInMemory(commented), at)).toHaveLength(1);
});
