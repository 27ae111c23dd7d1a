import { expect, test } from "vitest";
import { main } from "../../src/cli/main.js";

test.each(["strat", "toString", "__proto__"])(
  "a command that doesn't exist (%s) is one sentence with those that do",
  async (command) => {
    await expect(main("/kit", command, [])).rejects.toThrow(
      `There is no command "${command}": the commands are start, test, lessons, html, bench.`,
    );
  },
);
