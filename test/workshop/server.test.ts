import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  endCommand,
  endServer,
  jupyterEnv,
  makeRuntimeFolder,
  waitForServer,
} from "../../src/workshop/server.js";
import { run } from "../../src/workshop/setup.mjs";
import { scratchFolder } from "./scratch.js";

const never = new Promise<number>(() => {});

/** Starts a server that stands in for JupyterLab, and returns its address as Jupyter writes it. */
async function fakeServer(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

describe("waitForServer", () => {
  it("gives the address of the notebook, token included, once the server answers to it", async () => {
    const folder = await scratchFolder();
    const url = await fakeServer((request, reply) => {
      const known = request.headers.authorization === "token secret";
      reply.writeHead(known && request.url === "/api/status" ? 200 : 403).end();
    });
    const file = join(folder, "jpserver-7.json");
    await writeFile(file, '{ "url": "http'); // half written
    setTimeout(() => void writeFile(file, JSON.stringify({ url, token: "secret" })), 150);
    const { value } = await waitForServer(folder, "notebooks/00.ipynb", never);
    expect(value).toBe(`${url}lab/tree/notebooks/00.ipynb?token=secret`);
  });

  it("leaves the token away where the server has none", async () => {
    const folder = await scratchFolder();
    const url = await fakeServer((_, reply) => reply.end());
    await writeFile(join(folder, "jpserver-7.json"), JSON.stringify({ url, token: "" }));
    const { value } = await waitForServer(folder, "a.ipynb", never);
    expect(value).toBe(`${url}lab/tree/a.ipynb`);
  });

  it("gives no address when the server ended by itself, as for --help", async () => {
    const { value } = await waitForServer(await scratchFolder(), "a.ipynb", Promise.resolve(0));
    expect(value).toBeUndefined();
  });

  it("names the log when the server failed", async () => {
    const waiting = waitForServer(await scratchFolder(), "a.ipynb", Promise.resolve(1));
    await expect(waiting).rejects.toThrow(".cache/jupyterlab.log");
  });
});

describe.skipIf(process.platform === "win32")("endServer", () => {
  /** A process that waits, with an argument by which it can be told from others. */
  async function waiting(argument: string) {
    const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1e3)", argument]);
    onTestFinished(() => void child.kill("SIGKILL"));
    await once(child, "spawn");
    return child;
  }

  it("ends the server and the kernels of its folder, no others, and removes the folder", async () => {
    const [folder, other] = [await scratchFolder(), await scratchFolder()];
    const [server, own, foreign] = await Promise.all([
      waiting("server"),
      waiting(join(folder, "kernel-1.json")),
      waiting(join(other, "kernel-1.json")),
    ]);
    const ends = Promise.all([once(server, "exit"), once(own, "exit")]);
    await endServer(server, folder);
    const [[, byServer], [, byKernel]] = await ends;
    expect([byServer, byKernel]).toEqual(["SIGTERM", "SIGKILL"]);
    expect(foreign.exitCode ?? foreign.signalCode).toBeNull();
    expect(existsSync(folder)).toBe(false);
  }, 30_000);

  it("is content with a server that has ended already", async () => {
    const folder = await scratchFolder();
    const server = await waiting("server");
    server.kill();
    await once(server, "exit");
    await endServer(server, folder);
    expect(existsSync(folder)).toBe(false);
  });
});

describe("makeRuntimeFolder", () => {
  it("makes a new folder each time, and takes away those whose owner is gone", async () => {
    const root = await scratchFolder();
    const parent = join(root, ".venv", "runtime");
    const { output } = await run(process.execPath, ["-p", "process.pid"]);
    const abandoned = `run-${output.trim()}-abc`;
    for (const name of [abandoned, "run-nobody", `run-${process.ppid}-abc`]) {
      await mkdir(join(parent, name), { recursive: true });
    }
    const folders = [await makeRuntimeFolder(root), await makeRuntimeFolder(root)];
    const kept = (await readdir(parent)).map((name) => join(parent, name));
    expect(kept.sort()).toEqual([...folders, join(parent, `run-${process.ppid}-abc`)].sort());
    expect(new Set(folders).size).toBe(2);
  });

  it.skipIf(process.platform !== "linux")(
    "takes an owner that has ended for gone, even if nobody has asked how it ended",
    async () => {
      const root = await scratchFolder();
      const parent = join(root, ".venv", "runtime");
      // The shell becomes a program that never asks for its child, before that ends.
      const deaf = spawn("sh", ["-c", "sleep 0.5 & echo $!; exec sleep 60"]);
      onTestFinished(() => void deaf.kill());
      const [pid] = await once(deaf.stdout, "data");
      const state = () => readFile(`/proc/${Number(pid)}/stat`, "utf8");
      await expect.poll(state, { timeout: 20_000 }).toContain(") Z ");
      const abandoned = join(parent, `run-${Number(pid)}-abc`);
      await mkdir(abandoned, { recursive: true });
      const folder = await makeRuntimeFolder(root);
      expect((await readdir(parent)).map((name) => join(parent, name))).toEqual([folder]);
    },
  );
});

describe("endCommand", () => {
  it.each([
    { platform: "win32" as const, command: "taskkill /PID 12 /T /F" },
    { platform: "linux" as const, command: "kill 12" },
    { platform: "darwin" as const, command: "kill 12" },
  ])("on $platform is $command, which every shell there understands", ({ platform, command }) => {
    expect(endCommand(12, platform)).toBe(command);
  });
});

describe("jupyterEnv", () => {
  it("is the environment of this program, with Jupyter's own settings", () => {
    const { JUPYTER_RUNTIME_DIR, JUPYTER_PREFER_ENV_PATH, PATH } = jupyterEnv("/kit/runtime");
    expect(JUPYTER_RUNTIME_DIR).toBe("/kit/runtime");
    expect(JUPYTER_PREFER_ENV_PATH).toBe("1");
    expect(PATH).toBe(process.env.PATH);
  });
});
