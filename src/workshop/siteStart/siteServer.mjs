import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

/**
 * Serves a folder of static files. It is plain JavaScript without packages, because it also lies in the archive of the site, where
 * nothing is installed.
 *
 * Browsers run neither modules nor workers from a file's own address, so that even one person on one machine needs a server.
 */

/** The types of files that browsers insist on. */
const types = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".ipynb": "application/json",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/**
 * Starts to serve a folder.
 *
 * A file that a browser has already is not sent again, so that a class whose browsers have no service worker (they have one over HTTPS
 * and on the own machine alone) loads a model once.
 *
 * @param {string} folder
 * @param {{ host: string, ports: readonly number[] }} where the first of these ports that is free is taken; 0 is any that is
 * @returns {Promise<{ port: number, close(): Promise<void> } | undefined>} `undefined` when no port is free
 */
export async function serveSite(folder, { host, ports }) {
  for (const port of ports) {
    const server = createServer((request, response) => {
      answer(folder, request, response).catch(() => response.destroy());
    });
    if (!(await listens(server, port, host))) continue;
    const { port: taken } = /** @type {import("node:net").AddressInfo} */ (server.address());
    return {
      port: taken,
      close: () =>
        new Promise((resolve) => {
          server.close(() => resolve(undefined));
          server.closeAllConnections?.();
        }),
    };
  }
  return undefined;
}

/**
 * @param {import("node:http").Server} server
 * @param {number} port
 * @param {string} host
 * @returns {Promise<boolean>}
 */
function listens(server, port, host) {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      const { code } = /** @type {NodeJS.ErrnoException} */ (error);
      // A port may be taken, or kept for the system's own programs.
      if (code === "EADDRINUSE" || code === "EACCES") resolve(false);
      else reject(error);
    });
    server.listen(port, host, () => resolve(true));
  });
}

/**
 * @param {string} folder
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 */
async function answer(folder, request, response) {
  const { method, headers } = request;
  if (method !== "GET" && method !== "HEAD") return void response.writeHead(405).end();
  const path = pathOf(request.url ?? "/");
  const asked = path === undefined ? undefined : normalize(join(folder, path));
  if (asked === undefined || !(asked + sep).startsWith(normalize(folder + sep))) {
    return void response.writeHead(400).end();
  }
  const found = await stat(asked).catch(() => undefined);
  if (found?.isDirectory() && !path?.endsWith("/")) {
    const [, query = ""] = /(\?.*)$/.exec(request.url ?? "") ?? [];
    const [name] = (request.url ?? "").replace(query, "").split("/").slice(-1);
    return void response.writeHead(301, { Location: `${name}/${query}` }).end();
  }
  const file = found?.isDirectory() ? join(asked, "index.html") : asked;
  const facts = await stat(file).catch(() => undefined);
  if (!facts?.isFile()) return void response.writeHead(404).end("There is no such file.");
  const tag = `W/"${facts.size}-${Math.round(facts.mtimeMs)}"`;
  response.setHeader("Cache-Control", "no-cache");
  response.setHeader("ETag", tag);
  response.setHeader("X-Content-Type-Options", "nosniff");
  if (headers["if-none-match"] === tag) return void response.writeHead(304).end();
  const type = /** @type {Record<string, string>} */ (types)[extname(file)];
  response.setHeader("Content-Type", type ?? "application/octet-stream");
  response.setHeader("Vary", "Accept-Encoding");
  if (isCompressed(request, file, facts.size)) {
    const bytes = await gzipped(file, tag);
    response.writeHead(200, { "Content-Encoding": "gzip", "Content-Length": bytes.length });
    return void response.end(method === "HEAD" ? undefined : bytes);
  }
  response.writeHead(200, { "Content-Length": facts.size });
  if (method === "HEAD") return void response.end();
  createReadStream(file)
    .on("error", () => response.destroy())
    .pipe(response);
}

/**
 * The path that an address asks for, or `undefined` where it is none.
 *
 * @param {string} address
 */
function pathOf(address) {
  try {
    const path = decodeURIComponent(address.replace(/[?#].*$/, ""));
    return path.startsWith("/") && !path.includes("\0") ? path : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Over a network, fewer bytes are worth the time that they take; on one machine they aren't.
 *
 * @param {import("node:http").IncomingMessage} request
 * @param {string} file
 * @param {number} size
 */
function isCompressed({ headers, socket }, file, size) {
  const isHere = /^(::1|(::ffff:)?127\.)/.test(socket.remoteAddress ?? "");
  const accepts = /\bgzip\b/.test(String(headers["accept-encoding"]));
  return !isHere && accepts && size > 1000 && !/\.(png|jpg|woff2|npz|parquet)$/.test(file);
}

/** @type {Map<string, { tag: string, bytes: Promise<Buffer> }>} What has been compressed: a class asks for the same files. */
const compressed = new Map();

/**
 * @param {string} file
 * @param {string} tag changes with the file
 */
function gzipped(file, tag) {
  const known = compressed.get(file);
  if (known?.tag === tag) return known.bytes;
  const bytes = readFile(file).then((text) => promisify(gzip)(text));
  compressed.set(file, { tag, bytes });
  bytes.catch(() => compressed.delete(file));
  return bytes;
}

/** Where the site is served unless somebody says otherwise: what a browser keeps for a site, it keeps for one port of it. */
export const usualPorts = [8017, 8018, 8019, 8020, 8021];

/**
 * The addresses under which others in the local network find this machine.
 *
 * @param {number} port
 * @param {NodeJS.Dict<import("node:os").NetworkInterfaceInfo[]>} interfaces what `os.networkInterfaces()` gives
 *
 * @example
 * addressesOf(8017, { eth0: [{ address: "192.168.1.7", family: "IPv4", internal: false }] }) // ["http://192.168.1.7:8017/"]
 */
export function addressesOf(port, interfaces) {
  const all = Object.values(interfaces).flatMap((each) => each ?? []);
  return all
    .filter(({ family, internal }) => family === "IPv4" && !internal)
    .map(({ address }) => `http://${address}:${port}/`);
}
