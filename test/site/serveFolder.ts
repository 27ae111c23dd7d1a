import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

/** A folder that is being served as any host of static files does: no headers of its own, at a path of its own. */
export interface ServedFolder {
  /** The address of the folder, with a slash at its end. */
  url: string;
  /** Every request so far: its path below the folder, and the bytes that were sent. */
  requests: { path: string; bytes: number }[];
  close(): Promise<void>;
}

const types: Record<string, string> = {
  ".css": "text/css",
  ".html": "text/html",
  ".ico": "image/x-icon",
  ".js": "text/javascript",
  ".json": "application/json",
  ".mjs": "text/javascript",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/** Serves a folder on this machine, below a path, as a project's pages are on a host that many share. */
export async function serveFolder(folder: string, below = "/some/repo/"): Promise<ServedFolder> {
  const requests: ServedFolder["requests"] = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const path = normalize(decodeURIComponent(pathname)).replaceAll("\\", "/");
    const inside = path.startsWith(below) ? path.slice(below.length) : undefined;
    const file = join(folder, inside === undefined ? "no such file" : inside);
    const whole = /\/$/.test(path) ? join(file, "index.html") : file;
    const facts = await stat(whole).catch(() => undefined);
    requests.push({ path: inside ?? path, bytes: facts?.isFile() ? facts.size : 0 });
    if (!facts?.isFile()) {
      response.writeHead(404).end();
      return;
    }
    const type = types[extname(whole)] ?? "application/octet-stream";
    response.writeHead(200, { "Content-Type": type, "Content-Length": facts.size });
    createReadStream(whole).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${below}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
