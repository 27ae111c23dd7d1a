import { describe, expect, it } from "vitest";
import { type LabelCell, readLabelCell } from "../../src/logits/labelCells.js";

/** What a cell says, in short: `3`, `true`, `name`, `[…]`, `missing`. */
function gist({ kind, number, items, value }: LabelCell): unknown {
  if (kind === "number") return number;
  if (kind === "boolean") return number === 1;
  if (kind === "list") return items.map(gist);
  return kind === "name" ? value : kind;
}

describe("one stored label", () => {
  it.each([
    [3, 3],
    [3n, 3],
    [" 3 ", 3],
    ["3.0", 3],
    ["1e0", 1],
    ["LABEL_3", 3],
    [true, true],
    ["False", false],
    ["TRUE", true],
    ["joy", "joy"],
    ["[UNK]", "[UNK]"],
    ["joy|fear", "joy|fear"],
    ["", "missing"],
    ["nan", "missing"],
    ["None", "missing"],
    ["#N/A", "missing"],
    ["tensor(1)", "other"],
    ["array([0, 1])", "other"],
    ["[np.int64(1)]", "other"],
    ["<tf.Tensor: shape=()>", "other"],
    ["b'joy'", "other"],
    ["tension(1)", "tension(1)"],
    [null, "missing"],
    [Number.NaN, "missing"],
    [{}, "other"],
    ["[0 0 ... 1]", "other"],
    [Uint8Array.of(0, 1), [0, 1]],
    [BigInt64Array.of(0n, 1n), [0, 1]],
    ["[0 1]", [0, 1]],
    ["[0., 1.]", [0, 1]],
    ["[False  True]", [false, true]],
    ["(0, 1)", [0, 1]],
    ["[]", []],
    ["['joy', 'fear']", ["joy", "fear"]],
    ["['joy' 'fear']", ["joy", "fear"]],
    ['["joy","it\'s"]', ["joy", "it's"]],
    ["['it\\'s']", ["it's"]],
    ["{'joy', 'fear'}", ["joy", "fear"]],
  ])("%s", (value, expected) => {
    expect(gist(readLabelCell(value))).toEqual(expected);
  });

  it("is a gap only where no class is called so", () => {
    expect(gist(readLabelCell("None", new Set(["None"])))).toBe("None");
    expect(gist(readLabelCell("None", new Set(["none"])))).toBe("None");
    expect(gist(readLabelCell("None", new Set(["joy"])))).toBe("missing");
  });

  it("is a name before it is anything else, and several names where a mark parts known ones", () => {
    const names = new Set(["1", "True", "joy", "fear", "a|b"]);
    expect(["1", "True", "a|b"].map((text) => gist(readLabelCell(text, names)))).toEqual([
      "1",
      "True",
      "a|b",
    ]);
    expect(gist(readLabelCell("joy|fear", names))).toEqual(["joy", "fear"]);
    expect(gist(readLabelCell("joy; fear", names))).toEqual(["joy", "fear"]);
    expect(gist(readLabelCell("joy, love", names))).toBe("joy, love");
  });
});

it("doesn't look into a list within a list, however deep it is", () => {
  const deep = JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`);
  const { kind, items } = readLabelCell(deep);
  expect([kind, items[0].kind, items[0].items]).toEqual(["list", "list", []]);
});
