import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from "vitest";
import { expectError } from "../../src/notebook/expectError.js";

describe("expectError outside a kernel", () => {
  let log: MockInstance;
  let stderr: MockInstance;

  beforeEach(() => {
    log = vi.spyOn(console, "log").mockImplementation(() => {});
    stderr = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  });

  afterEach(() => vi.restoreAllMocks());

  const fail = (error: unknown) => () => {
    throw error;
  };

  it("prints the error's name and message and gives nothing back", () => {
    expect(expectError(fail(new RangeError("row 3 is missing")))).toBeUndefined();
    expect(log.mock.calls).toEqual([["RangeError: row 3 is missing"]]);
    expect(stderr).not.toHaveBeenCalled();
  });

  it.each([
    ["a text", "oops", "Thrown: 'oops'"],
    ["nothing", undefined, "Thrown: undefined"],
    [
      "an error that can't be read",
      Object.defineProperty(new Error("x"), "message", { get: fail(new Error("mean")) }),
      "An error that can't be printed",
    ],
  ])("prints %s that was thrown", (_, thrown, printed) => {
    expectError(fail(thrown));
    expect(log.mock.calls).toEqual([[printed]]);
  });

  it("waits for what is promised", async () => {
    await expectError(async () => fail(new TypeError("late"))());
    expect(log.mock.calls).toEqual([["TypeError: late"]]);
  });

  it("says on stderr what came instead of an error, at once or later", async () => {
    expectError(() => [1, 2]);
    await expectError(async () => "fine");
    expect(stderr.mock.calls).toEqual([
      ["expectError expected an error, but the function returned [ 1, 2 ]\n"],
      ["expectError expected an error, but the function returned 'fine'\n"],
    ]);
    expect(log).not.toHaveBeenCalled();
  });
});
