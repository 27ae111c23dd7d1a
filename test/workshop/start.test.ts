import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { run } from "../../src/workshop/setup.mjs";
import { askedPort, labArguments } from "../../src/workshop/start.js";

describe("start", () => {
  const root = fileURLToPath(new URL("../..", import.meta.url));

  /** `npm start` as a shell runs it: in a process group of its own, all of which Ctrl-C reaches. */
  function npmStart(...args: string[]) {
    const child = spawn("npm", ["start", "--", "--no-browser", ...args], {
      cwd: root,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let printed = "";
    const ready = new Promise<URL>((resolve, reject) => {
      const read = (chunk: Buffer) => {
        printed += chunk.toString();
        const address = /https?:\/\/\S+token=\w+/.exec(printed)?.[0];
        if (address) resolve(new URL(address));
      };
      child.stdout.on("data", read);
      child.stderr.on("data", read);
      child.once("close", () => reject(new Error(printed)));
    });
    onTestFinished(() => endGroup(child, "SIGKILL"));
    const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
    return { child, ready, ended, printed: () => printed };
  }

  function endGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
    try {
      process.kill(-(pid as number), signal);
    } catch {
      // It has already ended.
    }
  }

  async function startKernel(address: URL): Promise<string> {
    const reply = await fetch(new URL(`/api/kernels${address.search}`, address), {
      method: "POST",
      body: JSON.stringify({ name: "tslab", path: "notebooks" }),
    });
    const { id } = (await reply.json()) as { id: string };
    return id;
  }

  async function processesNaming(text: string): Promise<string[]> {
    const { output } = await run("ps", ["-A", "-ww", "-o", "pid=,args="]);
    return output.split("\n").filter((line) => line.includes(text));
  }

  async function waitUntil(condition: () => Promise<boolean>): Promise<boolean> {
    for (const began = Date.now(); Date.now() - began < 20_000; ) {
      if (await condition()) return true;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    return false;
  }

  describe.skipIf(process.platform === "win32")("npm start", () => {
    it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
      "serves the first lesson, installs nothing anew, and %s leaves no process behind",
      async (signal) => {
        const { child, ready, ended, printed } = npmStart();
        const address = await ready;
        expect(address.pathname).toBe("/lab/tree/notebooks/00-start-here.ipynb");
        expect(printed().match(/already there/g)).toHaveLength(3);
        const kernel = await startKernel(address);
        expect(await waitUntil(async () => (await processesNaming(kernel)).length > 0)).toBe(true);
        endGroup(child, signal);
        await ended;
        expect(await waitUntil(async () => (await processesNaming(kernel)).length === 0)).toBe(
          true,
        );
        await expect(fetch(address)).rejects.toThrow();
      },
    );

    it("ended by npm's process id alone, as a task manager does, it leaves no process behind", async () => {
      const { child, ready } = npmStart();
      const address = await ready;
      const kernel = await startKernel(address);
      child.kill("SIGTERM");
      expect(await waitUntil(async () => (await processesNaming(kernel)).length === 0)).toBe(true);
      const answers = async () => fetch(address).then(Boolean, () => false);
      expect(await waitUntil(async () => !(await answers()))).toBe(true);
    });

    it("a port that is taken is one sentence", async () => {
      const other = createServer().listen(0, "localhost");
      await new Promise((resolve) => other.once("listening", resolve));
      const { port } = other.address() as { port: number };
      onTestFinished(() => void other.close());
      await expect(npmStart("--port", String(port)).ready).rejects.toThrow(
        `Port ${port} is taken by another program: choose another one with --port, or leave --port out to get the next free one.`,
      );
    });
  });
});

describe("labArguments", () => {
  it.each([
    { args: ["--port=8899"], port: 8899 },
    { args: ["--no-browser", "--port", "8899"], port: 8899 },
    { args: ["--ServerApp.port=8899"], port: 8899 },
    { args: ["--no-browser"], port: undefined },
  ])("the port asked for in $args is $port", ({ args, port }) => {
    expect(askedPort(args)).toBe(port);
  });

  it("what a person writes comes last, so it wins over the kit's own settings", async () => {
    const own = await labArguments("/kit", "notebooks/00.ipynb", ["--LabApp.default_url=/lab"]);
    expect(own.at(-1)).toBe("--LabApp.default_url=/lab");
    expect(own).toContain("--LabApp.default_url=/lab/tree/notebooks/00.ipynb");
  });
});
