import type { ServerResponse } from "node:http";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { downloadHubFile } from "../../src/model/downloadHubFile.js";
import { hubSettings } from "../../src/model/hub.js";
import { ModelError } from "../../src/model/ModelError.js";
import { collectNotes } from "../trainer/notes.js";
import { fakeHub, useHub } from "./fakeHub.js";
import { temporaryFolder } from "./temporaryFolder.js";

const model = "Xenova/some-model";
const graph = "onnx/model_quantized.onnx";
const notes = collectNotes();

/** Waits of the kit's own are as long as this at most, in milliseconds. */
const clock = vi.hoisted(() => ({ longest: 1000 }));
vi.mock("node:timers/promises", async (original) => {
  const { setTimeout } = await original<typeof import("node:timers/promises")>();
  return {
    setTimeout: (wait: number, ...others: never[]) =>
      setTimeout(Math.min(wait, clock.longest), ...others),
  };
});

/** Downloads one file from a hub on which something goes wrong; how it ends, and what was said in between. */
async function download(
  file: string,
  faults: ((response: ServerResponse, file: Buffer) => void)[],
  signs = false,
) {
  const hub = await fakeHub();
  useHub(hub.url);
  hub.signs = signs;
  const left = [...faults];
  hub.answers.set(file, (response, content) => {
    // The last answer stays.
    const [fault] = left.length > 1 ? left.splice(0, 1) : left;
    fault(response, content);
  });
  const start = performance.now();
  const folder = await temporaryFolder();
  const error = await downloadHubFile(hubSettings(), model, file, folder, {}).then(
    () => undefined,
    (error) => error,
  );
  if (error) expect(error).toBeInstanceOf(ModelError);
  const seconds = (performance.now() - start) / 1000;
  return { message: error?.message as string | undefined, seconds, hub };
}

beforeEach(() => {
  clock.longest = 1000;
});

const good = (response: ServerResponse, file: Buffer) =>
  void response.writeHead(200, { "content-length": file.length }).end(file);
const reset = (response: ServerResponse) => void response.socket?.resetAndDestroy();
const half = (response: ServerResponse, file: Buffer) =>
  void response.writeHead(200).end(file.subarray(0, file.length / 2));
const shortened = (response: ServerResponse, file: Buffer) =>
  void response
    .writeHead(200, { "content-length": file.length >> 1 })
    .end(file.subarray(0, file.length >> 1));
const flipped = (response: ServerResponse, file: Buffer) => {
  const changed = Buffer.from(file);
  changed[file.length >> 1] ^= 1;
  response.writeHead(200, { "content-length": file.length }).end(changed);
};
const answer =
  (status: number, after: () => string | undefined = () => undefined) =>
  (response: ServerResponse) => {
    const header = after();
    response.writeHead(status, header === undefined ? {} : { "retry-after": header }).end();
  };
const stall = (response: ServerResponse, file: Buffer) => {
  response.writeHead(200, { "content-length": file.length });
  response.write(file.subarray(0, 1000));
};

describe("a fault that passes", () => {
  it.each([
    ["a connection that is reset before the answer", "config.json", [reset, good]],
    ["a connection that is reset twice", "config.json", [reset, reset, good]],
    ["a busy server", "tokenizer.json", [answer(503), good]],
    ["half a file of a known size", graph, [half, good]],
    ["a byte that was flipped in a small file", "tokenizer.json", [flipped, good]],
    ["a byte that was flipped in a large file", graph, [flipped, good]],
  ])("%s is tried again, with a note", async (_, file, faults) => {
    const { message, seconds } = await download(file, faults, true);
    expect(message).toBeUndefined();
    expect(notes).toHaveLength(faults.length - 1);
    expect(notes[0]).toMatch(/^Note: prepareModel: .*; trying again in 1 s$/);
    expect(seconds).toBeLessThan(4);
  });

  it("a server that asks for a number of seconds gets them", async () => {
    const { message, seconds } = await download("config.json", [answer(429, () => "1"), good]);
    expect(message).toBeUndefined();
    expect(notes[0]).toBe(
      `Note: prepareModel: the server answered 429 for config.json of "${model}"; trying again in 1 s`,
    );
    expect(seconds).toBeGreaterThan(1);
  });

  it("a server that names a time is asked at that time", async () => {
    clock.longest = 3000;
    let until = 0;
    const inTwoSeconds = () => {
      const date = new Date(Date.now() + 2000);
      until = date.setMilliseconds(0);
      return date.toUTCString();
    };
    const { message, hub } = await download("config.json", [answer(503, inTwoSeconds), good]);
    expect(message).toBeUndefined();
    expect(hub.requests).toHaveLength(2);
    expect(Date.now()).toBeGreaterThanOrEqual(until);
  });

  it("past a proxy's copy", async () => {
    const { hub } = await download("config.json", [half, good], true);
    expect(hub.requests.map(({ headers }) => headers["cache-control"])).toEqual([
      undefined,
      "no-cache",
    ]);
  });

  it("a download that stops moving is given up, and tried again", async () => {
    vi.stubEnv("HF_HUB_DOWNLOAD_TIMEOUT", "0.3");
    const { message, seconds } = await download(graph, [stall, good]);
    expect(message).toBeUndefined();
    expect(notes[0]).toBe(
      `Note: prepareModel: nothing came for 0.3 s after 1,000 of 23,137,771 bytes of ${graph} of "${model}"; trying again in 1 s`,
    );
    expect(seconds).toBeLessThan(4);
  });
});

describe("a fault that stays", () => {
  it("a stall, before or in the middle of an answer, is one sentence", async () => {
    vi.stubEnv("HF_HUB_DOWNLOAD_TIMEOUT", "0.3");
    for (const [fault, arrived] of [
      [stall, "1,000 of 23,137,771"],
      [() => {}, "0"],
    ] as const) {
      const { message, hub } = await download(graph, [fault]);
      expect(message).toBe(
        `prepareModel: nothing came for 0.3 s after ${arrived} bytes of ${graph} of "${model}"; nothing was kept: check the connection and run it again, with more seconds in the environment variable HF_HUB_DOWNLOAD_TIMEOUT if it is slow`,
      );
      expect(hub.requests).toHaveLength(2);
    }
  });

  it("a changed file is one sentence, after a second try", async () => {
    const { message, hub } = await download("tokenizer.json", [flipped], true);
    expect(message).toBe(
      `prepareModel: tokenizer.json of "${model}" was changed on the way, since its checksum isn't the one that the server gives for it; nothing was kept: check that no log-in page or proxy answers in its place, and run it again`,
    );
    expect(hub.requests).toHaveLength(2);
    const short = await download(graph, [shortened], true);
    expect(short.message).toContain(
      "since it has 11,568,885 bytes where the server announces 23,137,771; nothing was kept",
    );
    expect(short.hub.requests).toHaveLength(4);
  });

  it("a server that asks for a long wait isn't waited for", async () => {
    const { message, seconds, hub } = await download("config.json", [answer(429, () => "1200")]);
    expect(message).toBe(
      `prepareModel: the server answered 429 for config.json of "${model}"; try again in 20 minutes, as it asks`,
    );
    expect(seconds).toBeLessThan(1);
    expect(hub.requests).toHaveLength(1);
  });

  it("a connection that is always reset ends after four tries", async () => {
    clock.longest = 1;
    const { message, hub } = await download("config.json", [reset]);
    expect(message).toMatch(/can't be reached \((ECONNRESET|UND_ERR_SOCKET)\); connect once/);
    expect(hub.requests).toHaveLength(4);
  });

  it("what won't pass isn't tried again", async () => {
    const { message, hub } = await download("config.json", [answer(418)]);
    expect(message).toContain("the server answered 418");
    expect(hub.requests).toHaveLength(1);
  });
});
