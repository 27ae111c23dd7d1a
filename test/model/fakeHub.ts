import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { onTestFinished, vi } from "vitest";
import { modelFolders } from "../../src/model/locateModel.js";

/** A hub on this machine that has one model, `Xenova/some-model`: the files of `sst2`. */
export interface FakeHub {
  url: string;
  /** What was asked for, in order: `["config.json", …]`. */
  requests: { path: string; headers: IncomingHttpHeaders }[];
  /** Wrong answers, by file. */
  answers: Map<string, (response: ServerResponse, file: Buffer) => void>;
  /** Sends checksums as huggingface.co does: a graph's on the way to another address, other files' as their ETag. */
  signs: boolean;
  stop(): Promise<void>;
}

const prefix = "/Xenova/some-model/resolve/main/";

/** Starts a {@link FakeHub}; it stops when the test ends, if it hasn't before. */
export async function fakeHub(): Promise<FakeHub> {
  const requests: FakeHub["requests"] = [];
  const answers: FakeHub["answers"] = new Map();
  const hub = { requests, answers, signs: false };
  const server = createServer(async (request, response) => {
    const url = decodeURIComponent(request.url ?? "");
    requests.push({ path: url, headers: request.headers });
    const isStore = url.startsWith(store);
    const name = url.slice((isStore ? store : prefix).length);
    try {
      if (!isStore && !url.startsWith(prefix)) throw new Error("no such model");
      const file = await readFile(path.join(modelFolders().embedded, "sst2", name));
      if (hub.signs && !isStore) {
        sign(response, name, file);
        if (name.endsWith(".onnx"))
          return response.writeHead(302, { location: store + name }).end();
      }
      const answer = answers.get(name);
      if (answer) return answer(response, file);
      response.writeHead(200, { "content-length": file.length }).end(file);
    } catch {
      response.writeHead(404).end("Entry not found");
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  onTestFinished(stop);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(hub, { url, stop });
}

/** Where the hub keeps large files. */
const store = "/store/";

function sign(response: ServerResponse, name: string, file: Buffer): void {
  response.setHeader("x-repo-commit", "0".repeat(40));
  if (name.endsWith(".onnx")) {
    response.setHeader("x-linked-size", file.length);
    response.setHeader("x-linked-etag", `"${createHash("sha256").update(file).digest("hex")}"`);
    return;
  }
  const blob = createHash("sha1").update(`blob ${file.length}\0`).update(file);
  response.setHeader("etag", `W/"${blob.digest("hex")}"`);
}

/** Makes the hub the one that the kit asks, until the test ends. */
export function useHub(endpoint: string): void {
  vi.stubEnv("HF_ENDPOINT", endpoint);
  vi.stubEnv("HF_TOKEN", undefined);
  vi.stubEnv("HF_ACCESS_TOKEN", undefined);
  onTestFinished(() => void vi.unstubAllEnvs());
}
