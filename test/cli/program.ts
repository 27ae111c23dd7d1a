import { spawn } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";

/** The project's folder, where examples are read from. */
export const project = fileURLToPath(new URL("../..", import.meta.url));

const main = path.join(project, "dist", "cli", "main.js");

/** What a run of the program left behind. */
export interface Run {
  code: number | null;
  out: string;
  err: string;
}

interface Given {
  input?: string | Uint8Array;
  /** Another copy of the kit's folder than this one. */
  kit?: string;
  cwd?: string;
  env?: Record<string, string>;
}

/** Runs the built program as a person does, without a terminal. */
export function reading(
  args: readonly string[],
  { input, kit, cwd, env }: Given = {},
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const { FORCE_COLOR: _, NO_COLOR: __, ...clean } = process.env;
    const child = spawn(
      process.execPath,
      [kit ? path.join(kit, "dist", "cli", "main.js") : main, ...args],
      {
        cwd: cwd ?? project,
        env: { ...clean, ...(kit && { READING_LOGITS_CACHE: path.join(kit, ".cache") }), ...env },
      },
    );
    const run: Run = { code: null, out: "", err: "" };
    child.stdout.setEncoding("utf8").on("data", (text) => {
      run.out += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      run.err += text;
    });
    child.stdin.on("error", () => {});
    child.stdin.end(input);
    child.on("error", reject);
    child.on("close", (code) => resolve({ ...run, code }));
  });
}

/** The command line that starts the program, for a shell. */
export const programInShell = `"${process.execPath}" "${main}"`;

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

/** A folder that goes when the tests are done. */
export async function scratch(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "reading-logits-cli-"));
  folders.push(folder);
  return folder;
}

/** A kit without models, packages and Python. */
export async function bareKit(): Promise<string> {
  const kit = await scratch();
  await cp(path.join(project, "dist"), path.join(kit, "dist"), { recursive: true });
  await cp(path.join(project, "package.json"), path.join(kit, "package.json"));
  return kit;
}
