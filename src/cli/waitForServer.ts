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
 * @param ended resolves when the server has ended, which is then an error
 * @returns the address to open, its token included
 */
export async function waitForServer(
  folder: string,
  notebook: string,
  ended: Promise<number>,
): Promise<{ outcome: string; value: string }> {
  let over = false;
  void ended.then(() => {
    over = true;
  });
  while (!over) {
    for (const info of await serverInfos(folder)) {
      if (!(await answers(info))) continue;
      const token = info.token ? `?token=${info.token}` : "";
      return { outcome: "answers", value: `${info.url}lab/tree/${notebook}${token}` };
    }
    await pause(100);
  }
  throw new CliError(
    "JupyterLab ended before it answered: its own words are in .cache/jupyterlab.log.",
  );
}
