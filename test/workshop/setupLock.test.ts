import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { withSetupLock } from "../../src/workshop/setupLock.mjs";
import { scratchFolder } from "./scratch.js";

const lockModule = new URL("../../src/workshop/setupLock.mjs", import.meta.url).href;

/** A program that says "in" when it has the lock, and keeps it until it is ended. */
async function holder(root: string, more = "") {
  const script = `
    const { withSetupLock } = await import(${JSON.stringify(lockModule)});
    const { spawn } = await import("node:child_process");
    await withSetupLock(${JSON.stringify(root)}, async (started) => {
      ${more}
      console.log("in");
      await new Promise((resolve) => setTimeout(resolve, 60_000));
    });`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(child.stdout, "data");
  return child;
}

describe("withSetupLock", () => {
  it("lets one at a time do its work, says for whom the others wait, and leaves no lock", async () => {
    const root = await scratchFolder();
    let inside = 0;
    const said: string[] = [];
    const work = async () => {
      inside++;
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(inside).toBe(1);
      inside--;
    };
    await Promise.all([1, 2, 3].map(() => withSetupLock(root, work, (text) => said.push(text))));
    expect(said[0]).toContain(`(process ${process.pid}): waiting for it`);
    expect(existsSync(join(root, ".cache", "setup.lock"))).toBe(false);
  });

  it("gives the lock back when the work fails", async () => {
    const root = await scratchFolder();
    const failing = withSetupLock(root, () => Promise.reject(new Error("full")));
    await expect(failing).rejects.toThrow("full");
    expect(await withSetupLock(root, async () => "done")).toBe("done");
  });

  it("takes over from one that was killed", async () => {
    const root = await scratchFolder();
    const child = await holder(root);
    const waiting = withSetupLock(
      root,
      async () => "mine",
      () => {},
    );
    child.kill("SIGKILL");
    expect(await waiting).toBe("mine");
  });

  it.skipIf(process.platform === "win32")(
    "waits for the program that a killed one has left running",
    async () => {
      const root = await scratchFolder();
      const child = await holder(
        root,
        `const npm = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60_000)"], { stdio: "ignore" });
       started(npm.pid);`,
      );
      const lines = (await readFile(join(root, ".cache", "setup.lock"), "utf8")).trim().split("\n");
      const left = Number.parseInt(lines[1], 10);
      onTestFinished(() => {
        try {
          process.kill(left, "SIGKILL");
        } catch {}
      });
      child.kill("SIGKILL");
      await once(child, "exit");
      let got = false;
      const waiting = withSetupLock(
        root,
        async () => {
          got = true;
        },
        () => {},
      );
      await new Promise((resolve) => setTimeout(resolve, 1000));
      expect(got).toBe(false);
      process.kill(left, "SIGKILL");
      await waiting;
    },
  );

  it.each([
    { what: "of a process id that another program has now", text: `${process.pid} 1\n` },
    { what: "of no process", text: "4000000 12\n" },
    { what: "with nothing in it, after a moment", text: "" },
  ])("takes over a lock $what", async ({ text }) => {
    const root = await scratchFolder();
    await writeFile(join(root, ".cache", "setup.lock"), text);
    expect(
      await withSetupLock(
        root,
        async () => "mine",
        () => {},
      ),
    ).toBe("mine");
  });
});
