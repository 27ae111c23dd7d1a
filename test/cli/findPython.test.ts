import { describe, expect, test } from "vitest";
import { findPython } from "../../src/cli/findPython.js";
import { fakeProgram, scratchFolder, setEnv } from "./scratch.js";

describe.skipIf(process.platform === "win32")("findPython", () => {
  test("takes the first Python that is new enough, under whatever name", async () => {
    const folder = await scratchFolder();
    await fakeProgram(folder, "python3", "echo 3.8.10");
    await fakeProgram(folder, "python3.12", "echo 3.12.4");
    setEnv({ PATH: folder });
    expect(await findPython()).toEqual({ command: "python3.12", args: [], version: "3.12.4" });
  });

  test("compares versions as numbers: 3.9 is older than 3.10", async () => {
    const folder = await scratchFolder();
    await fakeProgram(folder, "python3", "echo 3.9.19");
    setEnv({ PATH: folder });
    await expect(findPython()).rejects.toThrow(
      "JupyterLab needs Python 3.10 or newer and only Python 3.9.19 was found: install one (from python.org or your package manager), then run the command again.",
    );
  });

  test("says that none was found", async () => {
    setEnv({ PATH: await scratchFolder() });
    await expect(findPython()).rejects.toThrow("needs Python 3.10 or newer and none was found");
  });

  test("a stub that prints something else (as on a fresh Windows) is not a Python", async () => {
    const folder = await scratchFolder();
    await fakeProgram(folder, "python3", "echo Python was not found; run without arguments");
    setEnv({ PATH: folder });
    await expect(findPython()).rejects.toThrow("none was found");
  });
});
