import { spawn } from "node:child_process";
import {
  cp,
  mkdir,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished, vi } from "vitest";
import { venvPython } from "../../src/workshop/python.js";
import { run } from "../../src/workshop/setup.mjs";
import { serveToClass, zipSite } from "../../src/workshop/siteRecipes.js";
import { builtSite } from "../site/builtSite.js";
import { scratchFolder } from "./scratch.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const python = venvPython(root);

/** A site of one page. */
async function smallSite(): Promise<string> {
  const folder = join(await scratchFolder(), "small site");
  await mkdir(join(folder, "lessons"), { recursive: true });
  await writeFile(join(folder, "index.html"), "<p>landing");
  await writeFile(join(folder, "lessons", "00-start-here.html"), "<title>00 Start here");
  return folder;
}

/** Packs a site and unpacks it in another folder, as a person's own program does; gives the folder of the double-click starts. */
async function unpacked(site: string): Promise<string> {
  const folder = await scratchFolder();
  await zipSite(root, site, join(folder, "site.zip"));
  // Python's own unpacking leaves out which files are programs.
  const program = `
import os, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as packed:
  for entry in packed.infolist():
    os.chmod(packed.extract(entry, sys.argv[2]), entry.external_attr >> 16)`;
  const { code, errors } = await run(python, ["-c", program, join(folder, "site.zip"), folder]);
  expect([code, errors]).toEqual([0, ""]);
  return join(folder, "reading-logits");
}

/** The dates of the files in a site's archive, by their names there. */
async function datesOf(site: string): Promise<Record<string, string>> {
  const archive = join(dirname(site), "dates.zip");
  await zipSite(root, site, archive);
  const program = `
import json, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as packed:
  print(json.dumps({e.filename: "%d-%02d-%02d %02d:%02d:%02d" % e.date_time for e in packed.infolist()}))`;
  return JSON.parse((await run(python, ["-c", program, archive])).output);
}

/** Starts the unpacked site with only these programs at hand, and gives what it has said, and its address if it has one. */
async function started(folder: string, programs: Record<string, string>) {
  const isWindows = process.platform === "win32";
  const at = join(folder, "programs");
  await rm(at, { recursive: true, force: true });
  await mkdir(at);
  for (const [name, path] of Object.entries(programs)) {
    if (isWindows) await writeFile(join(at, `${name}.bat`), `@"${path}" %*\r\n`);
    else await symlink(path, join(at, name));
  }
  const system = isWindows ? [join(String(process.env.SystemRoot), "System32")] : [];
  const env = { ...process.env, PATH: [at, ...system].join(delimiter) };
  const child = isWindows
    ? spawn("cmd", ["/c", join(folder, "start.bat"), "--no-browser"], { env })
    : spawn("/bin/sh", [join(folder, "start.sh"), "--no-browser"], { env });
  onTestFinished(() => void child.kill());
  let said = "";
  const ended = new Promise((resolve) => child.on("close", resolve));
  await new Promise<void>((resolve) => {
    child.stdout.on("data", (text) => {
      said += text;
      if (/ends the lessons/.test(said)) resolve();
    });
    child.stderr.on("data", (text) => {
      said += text;
    });
    void ended.then(() => resolve());
  });
  return { said, address: /http:\/\/localhost:\d+\//.exec(said)?.[0] };
}

it("the archive starts with Node, and the first lesson is there, whole", async () => {
  const site = await builtSite();
  const folder = await unpacked(site);
  const { said, address } = await started(folder, { node: process.execPath });
  expect(said).toContain("closing it, or Ctrl-C, ends the lessons");
  const lesson = "lessons/00-start-here.html";
  const answer = await fetch(`${address}${lesson}`);
  expect(await answer.text()).toBe(await readFile(join(site, lesson), "utf8"));
  const listing = await fetch(`${address}live/kit/listing.json`);
  expect(Object.keys((await listing.json()).sizes)).toContain("notebooks/00-start-here.ipynb");
  const { size } = await stat(join(folder, "..", "site.zip"));
  console.log(`The archive of the site: ${(size / 1e6).toFixed(0)} MB`);
});

it("where there is no Node, or too old a one, it starts with Python, which sends modules as such", async () => {
  const folder = await unpacked(await smallSite());
  // What it links to lies beside it.
  const real = (await run(python, ["-c", "import sys; print(sys._base_executable)"])).output.trim();
  const none = join(dirname(folder), "none");
  await writeFile(none, "#!/bin/sh\nexit 1\n", { mode: 0o755 });
  const { address } = await started(folder, { node: none, python3: real });
  expect(await (await fetch(`${address}`)).text()).toBe("<p>landing");
  await cp(join(folder, "start", "start.mjs"), join(folder, "site", "a.mjs"));
  const types = ["a.mjs", "lessons/00-start-here.html"].map(async (file) =>
    (await fetch(`${address}${file}`)).headers.get("content-type"),
  );
  expect(await Promise.all(types)).toEqual(["text/javascript", "text/html"]);
});

it("where there is neither, it says what to do in one sentence", async ({ skip }) => {
  skip(process.platform === "win32", "waits for a key");
  const folder = await unpacked(await smallSite());
  expect((await started(folder, {})).said).toMatch(
    /^The lessons need Python or Node\.js [^.]+python\.org and start this again, [^.]+\.\n$/,
  );
});

it("the archive has a start for each system, as that needs it, and is the same each time", async () => {
  const site = await smallSite();
  const folder = await unpacked(site);
  expect((await readdir(folder)).sort()).toEqual([
    "README.txt",
    "site",
    "start",
    "start.bat",
    "start.command",
    "start.sh",
  ]);
  const isProgram = async (name: string) => ((await stat(join(folder, name))).mode & 0o100) > 0;
  if (process.platform !== "win32") {
    expect(await Promise.all(["start.sh", "start.command", "start.bat"].map(isProgram))).toEqual([
      true,
      true,
      false,
    ]);
  }
  const text = (name: string) => readFile(join(folder, name), "latin1");
  expect((await text("start.bat")).match(/(?<!\r)\n/g)).toBe(null);
  expect(await text("start.command")).toBe(await text("start.sh"));
  expect(await text("start.sh")).not.toContain("\r");
  // A server tells a browser by its date that a file of the same size is another one.
  const changed = new Date(2026, 0, 2, 3, 4, 6);
  await utimes(join(site, "index.html"), changed, changed);
  const later = await datesOf(site);
  expect(later["reading-logits/site/index.html"]).toBe("2026-01-02 03:04:06");
  const again = join(dirname(site), "again.zip");
  const once = join(dirname(site), "once.zip");
  for (const archive of [once, again]) await zipSite(root, site, archive);
  expect(await readFile(again)).toEqual(await readFile(once));
});

it("an archive that can't be written is one sentence", async () => {
  const site = await smallSite();
  await expect(zipSite(root, site, join(site, "no", "site.zip"))).rejects.toThrow(
    /^The archive could not be written: .*No such file/,
  );
});

it("a class gets the addresses, and the server ends when it is asked to", async () => {
  const printed = vi.spyOn(console, "log").mockImplementation(() => {});
  const site = await smallSite();
  let stop = () => {};
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const serving = serveToClass(site, 0, stopped);
  await vi.waitFor(() => expect(printed).toHaveBeenCalled());
  const [said] = printed.mock.calls[0];
  printed.mockRestore();
  expect(said).toContain("Ctrl-C ends it.");
  const [address] = /http:\/\/localhost:\d+\//.exec(said) ?? [];
  const lesson = await fetch(`${address}lessons/00-start-here.html`);
  expect(await lesson.text()).toContain("00 Start here");
  await expect(serveToClass(site, Number(new URL(String(address)).port))).rejects.toThrow(
    /^Port \d+ is taken by other programs: choose another with --port\.$/,
  );
  stop();
  await serving;
  await expect(fetch(`${address}`)).rejects.toThrow();
});
