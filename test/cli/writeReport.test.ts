import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { here } from "./inProcess.js";
import { reading, scratch } from "./program.js";

const npz = "data/examples/predictions.npz";

it("--report writes the page beside what is printed; its passport is that of the file", async () => {
  const folder = await scratch();
  const file = path.join(folder, "report.html");
  const { code, out } = await reading(["read", npz, "--report", file, "--labels", "N,P"]);
  expect([code, out]).toEqual([0, expect.stringContaining("accuracy 0.7500")]);
  expect(await readFile(file, "utf8")).toContain("<title>predictions.npz</title>");
  const compared = await here(["read", "--passport", file, npz, "--labels", "N,P"]);
  expect(compared.out).toContain("the same numbers, read in the same way");
});

it("writes over no file that isn't a report, and says so", async () => {
  const folder = await scratch();
  const file = path.join(folder, "thesis.html");
  await writeFile(file, "<h1>My thesis</h1>");
  const { code, err } = await here(["read", npz, "--report", file]);
  expect([code, err]).toEqual([
    3,
    expect.stringContaining("which is no report; choose another name"),
  ]);
  expect(await readFile(file, "utf8")).toBe("<h1>My thesis</h1>");
});
