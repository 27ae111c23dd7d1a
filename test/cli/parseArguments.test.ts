import { expect, it } from "vitest";
import { UsageError } from "../../src/cli/errors.js";
import { optionLines, parseArguments } from "../../src/cli/parseArguments.js";

const options = {
  output: { type: "string", short: "o", value: "FILE", says: "write there" },
  json: { type: "boolean", says: "print JSON" },
} as const;
const parse = (...args: string[]) => parseArguments("read", args, options);

it("tells words, values and flags apart, in any order", () => {
  const args = parse("a", "-o", "b", "--json", "-", "--", "--json");
  expect(args.words).toEqual(["a", "-", "--json"]);
  expect([args.text("output"), args.flag("json"), args.flag("help")]).toEqual(["b", true, false]);
  expect(parse("--output=-x").text("output")).toBe("-x");
  expect(parse("-h").flag("help")).toBe(true);
});

it.each([
  [["--jsn"], 'read has no option --jsn; did you mean "--json"?'],
  [["-x"], "read has no option -x"],
  [["--constructor"], "read has no option --constructor"],
  [["--output"], "read needs a value after --output: FILE"],
  [["--output="], "read needs a value after --output: FILE"],
  [["-o", "--json"], "read needs a value after -o: FILE, got --json: write -o=… for"],
  [["--json=yes"], 'read takes --json without a value, got "yes"'],
  [["-o", "a", "-o", "b"], 'read takes one --output, got "a" and "b"'],
])("refuses %j in one sentence", (args, says) => {
  const wrong = () => parse(...args);
  expect(wrong).toThrow(UsageError);
  expect(wrong).toThrow(says);
});

it("an option that is given twice with the same value is taken once", () => {
  expect(parse("--json", "--json", "-o", "a", "--output=a").text("output")).toBe("a");
});

it("lists the options with those that every command has", () => {
  expect(optionLines(options)).toEqual([
    "  -o, --output FILE  write there",
    "      --json         print JSON",
    "  -h, --help         print this help",
    "  -V, --version      print the version",
  ]);
});
