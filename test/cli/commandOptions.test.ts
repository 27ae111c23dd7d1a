import { expect, it } from "vitest";
import { classifyOptions, doctorOptions, modelsOptions } from "../../src/cli/commandOptions.js";
import { optionLines } from "../../src/cli/parseArguments.js";
import { readOptions } from "../../src/cli/readOptions.js";

it.each(Object.entries({ classifyOptions, doctorOptions, modelsOptions, readOptions }))(
  "%s: each fits on a line, and says what its value is",
  (_, options) => {
    for (const line of optionLines(options)) expect(line.length).toBeLessThanOrEqual(110);
    for (const { type, value } of Object.values(options)) {
      expect(value !== undefined).toBe(type === "string");
    }
  },
);
