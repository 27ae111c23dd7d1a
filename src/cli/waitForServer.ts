import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { CliError } from "./CliError.mjs";

interface ServerInfo {
  url: string;
  token: string;
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function serverInfos(folder: string): Promise<ServerInfo[]> {
  const names = await readdir(folder);
  const files = names.filter((name) => /^jpserver-\d+\.json$/.test(name));
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), "utf8")));
  return texts.flatMap((text) => {
    try {
      return [JSON.parse(text) as ServerInfo];
    } catch {
      return []; // half written: the next look will read it whole
    }
  });
}

async function answers({ url, token }: ServerInfo): Promise<boolean> {
  const headers = token ? { Authorization: `token ${token}` } : undefined;
  const reply = await fetch(`${url}api/status`, { headers }).catch(() => undefined);
  return reply?.ok ?? false;
}

/**
 * Waits until JupyterLab answers.
 *
 * @param folder where Jupyter writes a `jpserver-<pid>.json` for each server
 * @param notebook what the address opens
 * @param ended resolves with the server's exit code: other than 0 is an error, 0 is what `--help` gives
 * @returns the address to open, its token included; nothing when the server ended by itself
 */
export async function waitForServer(
  folder: string,
  notebook: string,
  ended: Promise<number>,
): Promise<{ outcome: string; value: string | undefined }> {
  let code: number | undefined;
  void ended.then((exitCode) => {
    code = exitCode;
  });
  while (code === undefined) {
    for (const info of await serverInfos(folder)) {
      if (!(await answers(info))) continue;
      const token = info.token ? `?token=${info.token}` : "";
      return { outcome: "answers", value: `${info.url}lab/tree/${notebook}${token}` };
    }
    await pause(100);
  }
  if (code === 0) return { outcome: "ended by itself", value: undefined };
  throw new CliError(
    "JupyterLab ended before it answered: its own words are in .cache/jupyterlab.log.",
  );
}
