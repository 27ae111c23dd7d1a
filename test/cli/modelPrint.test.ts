import { cp, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { InputError } from "../../src/cli/errors.js";
import { modelPrint } from "../../src/cli/modelPrint.js";
import { project, scratch } from "./program.js";

it("is the same for a model and its copy, whatever its card says, and another once a file has changed", async () => {
  const folder = path.join(await scratch(), "mine");
  await cp(path.join(project, "data", "models", "sst2"), folder, { recursive: true });
  const { sha256, files, name } = await modelPrint("sst2");
  await writeFile(path.join(folder, "README.md"), "another card");
  expect(await modelPrint(folder)).toEqual({ name: "mine", sha256, files });
  expect(name).toBe("sst2");
  await writeFile(path.join(folder, "config.json"), "{}");
  expect((await modelPrint(folder)).sha256).not.toBe(sha256);
});

it.each(["nowhere", "../models/sst2", "owner/name", ""])("refuses %j", async (name) => {
  await expect(modelPrint(name)).rejects.toThrow(InputError);
});
