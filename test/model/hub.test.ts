import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it, onTestFinished, vi } from "vitest";
import { askHub, hubSettings } from "../../src/model/hub.js";
import { ModelError } from "../../src/model/ModelError.js";
import { fakeHub, useHub } from "./fakeHub.js";

const config = "/Xenova/some-model/resolve/main/config.json";
const graph = "/Xenova/some-model/resolve/main/onnx/model_quantized.onnx";
const { signal } = new AbortController();

it("reads a file's size and checksum from the hub's own answer, and no other server's ETag", async () => {
  const hub = await fakeHub();
  useHub(hub.url);
  const ask = async (path: string) => {
    const { response, facts } = await askHub(hubSettings(), hub.url + path, { signal });
    await response.body?.cancel();
    return facts;
  };
  expect(await ask(config)).toEqual({});
  hub.signs = true;
  expect(await ask(config)).toEqual({ gitSha1: expect.stringMatching(/^[0-9a-f]{40}$/) });
  expect(await ask(graph)).toEqual({
    size: 23_137_771,
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});

it("keeps the token from the store that the hub sends it to, and ends a ring of redirects", async () => {
  const hub = await fakeHub();
  const sent: (string | undefined)[] = [];
  const other = createServer((request, response) => {
    sent.push(request.headers.authorization);
    const to = request.url === "/ring" ? "/ring" : `${hub.url}${config}`;
    response.writeHead(302, { location: to }).end();
  });
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void other.close().closeAllConnections());
  const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  useHub(hub.url);
  const settings = { ...hubSettings(), headers: { Authorization: "Bearer secret" } };
  const { response } = await askHub(settings, `${url}/file`, { signal });
  expect(await response.json()).toHaveProperty("model_type");
  expect(sent).toEqual(["Bearer secret"]);
  expect(hub.requests[0]?.headers.authorization).toBeUndefined();
  await expect(askHub(settings, `${url}/ring`, { signal })).rejects.toThrow(
    /answers \/ring with redirects that don't end; check HF_ENDPOINT$/,
  );
});

it("says which timeouts can't be", () => {
  useHub("http://127.0.0.1:1");
  expect(hubSettings().patience).toBe(30_000);
  vi.stubEnv("HF_HUB_DOWNLOAD_TIMEOUT", "5");
  expect(hubSettings().patience).toBe(5000);
  for (const text of ["soon", "0", "-1", "1e9"]) {
    vi.stubEnv("HF_HUB_DOWNLOAD_TIMEOUT", text);
    expect(hubSettings).toThrow(ModelError);
    expect(hubSettings).toThrow(
      `prepareModel needs a number of seconds, at most 3600, in the environment variable HF_HUB_DOWNLOAD_TIMEOUT, got "${text}"`,
    );
  }
});
