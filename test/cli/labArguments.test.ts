import { expect, test } from "vitest";
import { askedPort, labArguments } from "../../src/cli/labArguments.js";

test.each([
  { args: ["--port=8899"], port: 8899 },
  { args: ["--no-browser", "--port", "8899"], port: 8899 },
  { args: ["--ServerApp.port=8899"], port: 8899 },
  { args: ["--no-browser"], port: undefined },
])("the port asked for in $args is $port", ({ args, port }) => {
  expect(askedPort(args)).toBe(port);
});

test("what a person writes comes last, so it wins over the kit's own settings", async () => {
  const own = await labArguments("/kit", "notebooks/00.ipynb", ["--LabApp.default_url=/lab"]);
  expect(own.at(-1)).toBe("--LabApp.default_url=/lab");
  expect(own).toContain("--LabApp.default_url=/lab/tree/notebooks/00.ipynb");
});
