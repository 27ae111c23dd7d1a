import { describe, expect, it } from "vitest";
import { unpickle } from "../../src/data/unpickle.js";
import { bytesOf } from "./hostileFiles.js";

const at = { caller: "parsePredictions", file: "a.pt" };
const read = (...parts: Parameters<typeof bytesOf>) =>
  unpickle(bytesOf([0x80, 2], ...parts), /^(torch\.make|collections\.OrderedDict)$/, at);

describe("a pickle", () => {
  it.each<[string, Parameters<typeof bytesOf>, unknown]>([
    ["None, True and False", ["(N", [0x88, 0x89], "t."], [null, true, false]],
    [
      "whole numbers",
      ["(K", [200], "M", [1, 2], "J", [255, 255, 255, 255], [0x8a, 2, 0, 0x80], "t."],
      [200, 513, -1, -32768],
    ],
    ["a float", ["G", [0x3f, 0xf8, 0, 0, 0, 0, 0, 0], "."], 1.5],
    ["texts", ["(X", [2, 0, 0, 0], "ab", [0x8c, 1], "c", "t."], ["ab", "c"]],
    ["lists", ["](K", [1], "K", [2], "eK", [3], "a."], [1, 2, 3]],
    ["tuples", ["K", [1], [0x85], "K", [2], [0x86], "."], [[1], 2]],
    [
      "dicts",
      ["}X", [1, 0, 0, 0], "a", "K", [1], "s(X", [1, 0, 0, 0], "b", "K", [2], "u."],
      new Map([
        ["a", 1],
        ["b", 2],
      ]),
    ],
    ["what was noted before", ["]q", [0], "h", [0], [0x86], "."], [[], []]],
    ["an ordered dict", ["ccollections\nOrderedDict\n)R."], new Map()],
    [
      "a call, which is noted and not made",
      ["ctorch\nmake\n(K", [1], "tR."],
      { callable: "torch.make", args: [1] },
    ],
    ["a reference", ["X", [1, 0, 0, 0], "a", "Q."], { reference: "a" }],
  ])("gives %s", (_, parts, value) => {
    expect(read(...parts)).toEqual(value);
  });

  it("with any other name is refused before anything is done with it", () => {
    expect(() => read("cos\nsystem\n.")).toThrow('asks for "os.system"');
    expect(() => read("ctorch\nmake2\n.")).toThrow("torch.make2");
  });
});
