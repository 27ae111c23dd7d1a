import { expect, it } from "vitest";
import { kitVersion } from "../../src/project.js";
import { here } from "./inProcess.js";
import { reading } from "./program.js";

it.each([["--help"], ["-h"], ["help"]])(
  "%s lists the commands and what it ends with",
  async (arg) => {
    const { code, out, err } = await here([arg]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/^Usage: reading-logits COMMAND \[options\]\n/);
    expect(out).toMatch(/^ {2}read +say what/m);
    expect(out).toContain("It ends with 0 when");
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(110);
  },
);

it.each([[["read", "--help"]], [["help", "read"]], [["read", "a.npy", "-h"]]])(
  "%j lists the options of a command",
  async (args) => {
    const { code, out } = await here(args);
    expect(code).toBe(0);
    expect(out).toMatch(/^Usage: reading-logits read FILE… \[options\]\n/);
    expect(out).toMatch(/^ {2}-o, --output FILE +write there/m);
  },
);

it.each([[["--version"]], [["-V"]], [["read", "--version"]]])("%j is the version", async (args) => {
  expect(await here(args)).toEqual({ code: 0, out: `${kitVersion()}\n`, err: "" });
});

it("without a command it says how it is used, and ends with 2", async () => {
  const { code, out } = await reading([]);
  expect([code, out]).toEqual([2, expect.stringContaining("Usage: ")]);
});

it.each([
  [["raed"], 'there is no command "raed"'],
  [["constructor"], 'there is no command "constructor"'],
  [["README.md"], "reading-logits needs a command before a file: reading-logits read README.md"],
  [["reed"], 'there is no command "reed"; did you mean "read"?\n'],
  [["--json", "a.npy"], "reading-logits needs a command before its options: read"],
])("%j is one sentence", async (args, says) => {
  const { code, err } = await here(args);
  expect([code, err]).toEqual([2, expect.stringContaining(`error: ${says}`)]);
});
