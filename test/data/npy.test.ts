import { describe, expect, it } from "vitest";
import { bytesInMemory } from "../../src/data/bytes.js";
import { isNpy, readNpy } from "../../src/data/npy.js";
import { floats, header, npy } from "./hostileFiles.js";

const at = { caller: "parsePredictions", file: "a.npy" };
const array = (bytes: Uint8Array) => readNpy(bytesInMemory(bytes), "", at);

describe("a .npy file", () => {
  it("gives any of its rows, in C and in Fortran order", async () => {
    const c = await array(npy(header("(3, 2)"), floats(1, 2, 3, 4, 5, 6))).open();
    const fortran = npy(header("(3, 2)", "'<f4'", "True"), floats(1, 3, 5, 2, 4, 6));
    const f = await array(fortran).open();
    for (const read of [c, f]) {
      expect(read(0, 3)).toEqual(Float32Array.of(1, 2, 3, 4, 5, 6));
      expect(read(1, 2)).toEqual(Float32Array.of(3, 4));
    }
  });

  it("of three axes is turned into C order too", async () => {
    // numpy: np.asfortranarray(np.arange(8).reshape(2, 2, 2))
    const bytes = npy(header("(2, 2, 2)", "'<f4'", "True"), floats(0, 4, 2, 6, 1, 5, 3, 7));
    const read = await array(bytes).open();
    expect(read(0, 2)).toEqual(Float32Array.of(0, 1, 2, 3, 4, 5, 6, 7));
  });

  it("may have Python 2's long sizes, and its keys in double quotes", () => {
    expect(array(npy(header("(2L, 2L)"))).dims).toEqual([2, 2]);
    expect(array(npy(header("(2, 2)").replaceAll("'", '"'))).dims).toEqual([2, 2]);
  });

  it("is known by its first six bytes", () => {
    expect(isNpy(npy(header("(2, 2)")))).toBe(true);
    expect(isNpy(Uint8Array.of(0x93))).toBe(false);
  });
});
