import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
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
    const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
    onTestFinished(async () => {
      // Killed at once, it would leave its JupyterLab behind.
      endGroup(child, "SIGTERM");
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 20_000))]);
      endGroup(child, "SIGKILL");
    });
    return { child, ready, ended, printed: () => printed };
  }

  /** A port of its own, so that a test doesn't join a JupyterLab that a person or another test runs in this folder. */
  const ofItsOwn = ["--port", "0"];

  async function filesWith(text: string, folder: string): Promise<string[]> {
    const { output } = await run("grep", ["-rlF", text, folder]);
    return output.split("\n").filter(Boolean);
  }

  /** Names each file that has the token, the files that are meant to be private, and each process that has it in its command line. */
  const lookEverywhere = `
    grep -rlsF --exclude-dir=node_modules --exclude-dir=lib -- "$2" "$1"
    find "$1/.cache" "$1/.venv/runtime" -type f 2>/dev/null
    self="/proc/$$/cmdline"
    for file in /proc/[0-9]*/cmdline /proc/[0-9]*/environ; do
      [ "$file" = "$self" ] && continue
      case "$(tr '\\0' ' ' < "$file" 2>/dev/null)" in
        *"grep -rlsF"*) ;;
        *"$2"*) echo "$file" ;;
      esac
    done
    echo looked`;

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
        const { child, ready, ended, printed } = npmStart(...ofItsOwn);
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
      const { child, ready } = npmStart(...ofItsOwn);
      const address = await ready;
      const kernel = await startKernel(address);
      child.kill("SIGTERM");
      expect(await waitUntil(async () => (await processesNaming(kernel)).length === 0)).toBe(true);
      const answers = async () => fetch(address).then(Boolean, () => false);
      expect(await waitUntil(async () => !(await answers()))).toBe(true);
    });

    it("no other user of the machine can read the token, in a file or on a command line", async ({
      skip,
    }) => {
      const { ready, printed } = npmStart(...ofItsOwn);
      const address = await ready;
      const token = address.searchParams.get("token") as string;
      await startKernel(address);
      const log = await readFile(join(root, ".cache", "jupyterlab.log"), "utf8");
      expect(log).toContain("ServerApp");
      expect(log).not.toContain(token);
      const folders = [join(root, ".cache"), join(root, ".venv", "runtime")];
      for (const folder of folders) expect((await stat(folder)).mode & 0o777).toBe(0o700);
      expect((await stat(join(root, ".cache", "jupyterlab.log"))).mode & 0o777).toBe(0o600);
      const secrets = await filesWith(token, folders[1]);
      expect(secrets.length).toBeGreaterThan(1);
      for (const file of secrets) expect((await stat(file)).mode & 0o777).toBe(0o600);
      expect(printed()).toContain(token);
      if (process.getuid?.() !== 0) skip("only an administrator can read as another user");
      const reader = { uid: 65_534, gid: 65_534, cwd: "/" };
      const sees = await run("cat", [join(root, "package.json")], reader);
      if (sees.code !== 0) skip("another user can't even enter this folder");
      const { output } = await run("sh", ["-c", lookEverywhere, "sh", root, token], reader);
      expect(output).toBe("looked\n");
    });

    it("a second start says where JupyterLab is, and leaves it alone", async () => {
      const first = npmStart(...ofItsOwn);
      const address = await first.ready;
      const second = npmStart("--port", address.port);
      expect((await second.ready).href).toBe(address.href);
      await second.ended;
      expect(second.printed()).toContain(
        `JupyterLab already runs in this folder, on port ${address.port}: open the address below, or end it with Ctrl-C`,
      );
      expect((await fetch(address)).ok).toBe(true);
    });

    it("a JupyterLab that a killed start left behind is recognised, with how to end it", async () => {
      const first = npmStart(...ofItsOwn);
      const address = await first.ready;
      endGroup(first.child, "SIGKILL");
      // Its pipe stays open: the JupyterLab that it leaves behind holds the other end.
      await once(first.child, "exit");
      const second = npmStart("--port", address.port);
      expect((await second.ready).href).toBe(address.href);
      await second.ended;
      const [, pid] = /was cut off.* end it with kill (\d+)\./.exec(second.printed()) ?? [];
      process.kill(Number(pid), "SIGTERM");
      const answers = async () => fetch(address).then(Boolean, () => false);
      expect(await waitUntil(async () => !(await answers()))).toBe(true);
    });

    it("a port that is none is one sentence, before Python's packages are looked at", async () => {
      const { ready, printed } = npmStart("--port", "abc");
      await expect(ready).rejects.toThrow('--port takes a whole number from 0 to 65535, not "abc"');
      expect(printed()).not.toContain("Python packages");
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
    { args: ["--port", "0"], port: 0 },
    { args: ["--port=1", "--port=65535"], port: 65_535 },
    { args: ["--no-browser"], port: undefined },
    { args: ["--port_retries=3"], port: undefined },
  ])("the port asked for in $args is $port", ({ args, port }) => {
    expect(askedPort(args)).toBe(port);
  });

  it.each(["70000", "abc", "-1", "0x50", "", "8888.5", "1e3", " 80"])(
    "--port %j is one sentence",
    (text) => {
      const sentence = `--port takes a whole number from 0 to 65535, not ${JSON.stringify(text)}: leave --port out to get the next free one.`;
      for (const args of [["--port", text], [`--port=${text}`], [`--ServerApp.port=${text}`]]) {
        expect(() => askedPort(args)).toThrow(sentence);
      }
    },
  );

  it("--port without a number is the same sentence", () => {
    expect(() => askedPort(["--port"])).toThrow('not "": leave --port out');
  });

  it("what a person writes comes last, so it wins over the kit's own settings", async () => {
    const own = await labArguments("/kit", "notebooks/00.ipynb", ["--LabApp.default_url=/lab"]);
    expect(own.at(-1)).toBe("--LabApp.default_url=/lab");
    expect(own).toContain("--LabApp.default_url=/lab/tree/notebooks/00.ipynb");
  });
});
