import { mkdir, utimes, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { expect, it, onTestFinished } from "vitest";
import { addressesOf, serveSite } from "../../../src/workshop/siteStart/siteServer.mjs";
import { scratchFolder } from "../scratch.js";

/** A served folder with one page, one program and one large text. */
async function served(host = "127.0.0.1") {
  const folder = join(await scratchFolder(), "site");
  await mkdir(join(folder, "below"), { recursive: true });
  await writeFile(join(folder, "..", "secret.txt"), "secret");
  await writeFile(join(folder, "index.html"), "<p>page");
  await writeFile(join(folder, "below", "index.html"), "<p>below");
  await writeFile(join(folder, "module é.mjs"), "1");
  await writeFile(join(folder, "large.onnx"), "a".repeat(5000));
  const server = await serveSite(folder, { host, ports: [0] });
  if (!server) throw new Error("no port is free");
  onTestFinished(() => server.close());
  return { folder, port: server.port };
}

/** Asks for exactly this path, which `fetch` would tidy up. */
function ask(port: number, path: string, options: object = {}) {
  return new Promise<{ status?: number; headers: NodeJS.Dict<string | string[]>; body: Buffer }>(
    (resolve, reject) => {
      request({ host: "127.0.0.1", port, path, ...options }, (response) => {
        const pieces: Buffer[] = [];
        response.on("data", (piece) => pieces.push(piece));
        response.on("end", () => {
          const { statusCode: status, headers } = response;
          resolve({ status, headers, body: Buffer.concat(pieces) });
        });
      })
        .on("error", reject)
        .end();
    },
  );
}

it("pages are found as on any host, with the types that browsers insist on", async () => {
  const { port } = await served();
  const shown = async (path: string) => {
    const { status, headers, body } = await ask(port, path);
    return [status, headers["content-type"], String(body)];
  };
  expect(await shown("/?path=a")).toEqual([200, "text/html; charset=utf-8", "<p>page"]);
  expect(await shown("/below/")).toEqual([200, "text/html; charset=utf-8", "<p>below"]);
  expect(await shown("/module%20%C3%A9.mjs")).toEqual([200, "text/javascript; charset=utf-8", "1"]);
  expect((await shown("/no"))[0]).toBe(404);
  expect((await ask(port, "/below?path=a")).headers.location).toBe("below/?path=a");
});

it("nothing outside the folder is served, and nothing is written", async () => {
  const { port } = await served();
  const paths = ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/..%5csecret.txt"];
  for (const path of [...paths, "/below/../../secret.txt", "/%", "/a%00", "//..//secret.txt"]) {
    const { status, body } = await ask(port, path);
    expect([400, 404]).toContain(status);
    expect(String(body)).not.toContain("secret");
  }
  expect((await ask(port, "/index.html", { method: "PUT" })).status).toBe(405);
  const head = await ask(port, "/index.html", { method: "HEAD" });
  expect([head.status, head.headers["content-length"], head.body.length]).toEqual([200, "7", 0]);
});

it("what a browser has is not sent again, until it changes", async () => {
  const { folder, port } = await served();
  const { headers } = await ask(port, "/large.onnx");
  const again = () =>
    ask(port, "/large.onnx", { headers: { "If-None-Match": headers.etag as string } });
  expect(await again()).toMatchObject({ status: 304, body: Buffer.alloc(0) });
  await utimes(join(folder, "large.onnx"), 0, 0);
  expect((await again()).status).toBe(200);
});

it("a port that is taken is passed over, and when all are, it says so", async () => {
  const { folder, port } = await served();
  const other = await serveSite(folder, { host: "127.0.0.1", ports: [port, 0] });
  onTestFinished(() => other?.close());
  expect(other?.port).not.toBe(port);
  expect(await serveSite(folder, { host: "127.0.0.1", ports: [port] })).toBeUndefined();
});

it("others in the network get the same files compressed", async ({ skip }) => {
  const { port } = await served("0.0.0.0");
  const [address] = addressesOf(port, networkInterfaces());
  skip(!address, "this machine is in no network");
  const host = new URL(address).hostname;
  const headers = { "Accept-Encoding": "gzip, deflate" };
  for (let i = 0; i < 2; i++) {
    const answer = await ask(port, "/large.onnx", { host, headers });
    expect(answer.headers["content-encoding"]).toBe("gzip");
    expect(String(gunzipSync(answer.body))).toBe("a".repeat(5000));
  }
  const plain = await ask(port, "/large.onnx", { host });
  expect([plain.headers["content-encoding"], plain.body.length]).toEqual([undefined, 5000]);
});

it("the addresses are those that others can reach", () => {
  const of = (address: string, family: "IPv4" | "IPv6", internal: boolean) =>
    ({ address, family, internal }) as never;
  const interfaces = {
    lo: [of("127.0.0.1", "IPv4", true)],
    wlan0: [of("192.168.1.7", "IPv4", false), of("fe80::1", "IPv6", false)],
  };
  expect(addressesOf(8017, interfaces)).toEqual(["http://192.168.1.7:8017/"]);
});
