import { mkdir, readdir, rm, symlink, truncate, utimes, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { DownloadProgress } from "../../src/model/downloadHubFile.js";
import { loadClassifier } from "../../src/model/loadClassifier.js";
import type { ModelFolders } from "../../src/model/locateModel.js";
import { ModelError } from "../../src/model/ModelError.js";
import { makeManifest, readManifest } from "../../src/model/manifest.js";
import { watchDownloads } from "../../src/model/prepareHubModel.js";
import { prepareModel } from "../../src/model/prepareModel.js";
import { collectNotes } from "../trainer/notes.js";
import { fakeHub, useHub } from "./fakeHub.js";
import { temporaryFolder } from "./temporaryFolder.js";

// What may pass is tried again; that it waits first is shown in downloadHubFile.test.ts.
vi.mock("node:timers/promises", () => ({ setTimeout: async () => {} }));
const notes = collectNotes();

describe("prepareHubModel", () => {
  const modelName = "Xenova/some-model";
  const onnxFile = "onnx/model_quantized.onnx";
  const onnxSize = 23_137_771;

  async function emptyFolders(): Promise<ModelFolders> {
    const root = await temporaryFolder();
    return { embedded: path.join(root, "models"), hub: path.join(root, "cache") };
  }

  /** The ModelError that preparing the model ends with, and what is in the cache afterwards. */
  async function failure(folders: ModelFolders, name = modelName) {
    const error = await prepareModel(name, { folders }).catch((error) => error);
    expect(error).toBeInstanceOf(ModelError);
    expect(error.message).not.toContain("\n");
    return { message: error.message as string, left: await cached(folders) };
  }

  async function cached(folders: ModelFolders): Promise<string[]> {
    const entries = await readdir(folders.hub, { recursive: true, withFileTypes: true }).catch(
      () => [],
    );
    return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
  }

  describe("a model of the hub", () => {
    it("is downloaded once with progress, and works from the cache when the server is gone", async () => {
      const hub = await fakeHub();
      useHub(hub.url);
      const folders = await emptyFolders();
      const progress: DownloadProgress[] = [];
      const first = await loadClassifier(modelName, {
        folders,
        onProgress: (step) => progress.push(step),
      });
      const [negative, positive] = await first.logits("This is a fantastic movie!");
      expect(first.name).toBe(modelName);
      expect(negative).toBeCloseTo(-3.484269, 4);
      expect(positive).toBeCloseTo(3.850646, 4);
      await first.dispose();
      const files = ["config.json", "tokenizer.json", "tokenizer_config.json", onnxFile];
      expect(hub.requests.map(({ path }) => path)).toEqual(
        files.map((file) => `/${modelName}/resolve/main/${file}`),
      );
      expect([...new Set(progress.map(({ file }) => file))]).toEqual(files);
      const big = progress.filter(({ file }) => file === onnxFile);
      expect(big.length).toBeGreaterThan(10);
      expect(
        big.every(
          ({ loaded, total }, i) => total === onnxSize && loaded > (big[i - 1]?.loaded ?? 0),
        ),
      ).toBe(true);
      expect(big.at(-1)?.loaded).toBe(onnxSize);

      await hub.stop();
      const again: DownloadProgress[] = [];
      const second = await loadClassifier(modelName, {
        folders,
        onProgress: (step) => again.push(step),
      });
      expect(await second.logits("This is a fantastic movie!")).toEqual([negative, positive]);
      await second.dispose();
      expect(again).toEqual([]);
      expect(hub.requests).toHaveLength(4);
      expect(await readdir(folders.hub)).toEqual(["Xenova"]);
    });

    it("makes no request of its own when a lesson opens it by id and options", async () => {
      const hub = await fakeHub();
      useHub(hub.url);
      const { id, options, source } = await prepareModel(modelName, {
        folders: await emptyFolders(),
      });
      expect(source).toBe("hub");
      const requests = vi.spyOn(globalThis, "fetch");
      const require = createRequire(import.meta.url);
      const {
        AutoTokenizer,
        env,
        pipeline,
      }: typeof import("@huggingface/transformers") = require("@huggingface/transformers");
      const others = vi.spyOn(env, "fetch");
      const tokenizer = await AutoTokenizer.from_pretrained(id, options);
      expect(tokenizer.encode("good")).toEqual([101, 2204, 102]);
      const classify = await pipeline("text-classification", id, options);
      expect(await classify("This is a fantastic movie!")).toMatchObject([{ label: "POSITIVE" }]);
      await classify.dispose();
      expect(requests).not.toHaveBeenCalled();
      expect(others).not.toHaveBeenCalled();
      vi.restoreAllMocks();
    });

    it("leaves nothing after a cut in the middle of the big file, and the next try succeeds", async () => {
      const hub = await fakeHub();
      useHub(hub.url);
      const folders = await emptyFolders();
      hub.answers.set(onnxFile, (response, file) => {
        response.writeHead(200, { "content-length": file.length });
        response.write(file.subarray(0, 9_000_000), () => response.destroy());
      });
      const { message, left } = await failure(folders);
      expect(message).toMatch(
        /the connection was cut after [\d,]+ of 23,137,771 bytes of onnx\/model_quantized.onnx/,
      );
      expect(left).toEqual([]);
      hub.answers.delete(onnxFile);
      const classifier = await loadClassifier(modelName, { folders });
      expect(await classifier.logits("good")).toHaveLength(2);
      await classifier.dispose();
    });

    it("doesn't take a chunked answer that ends early for a whole file", async () => {
      const hub = await fakeHub();
      useHub(hub.url);
      hub.answers.set(onnxFile, (response, file) => {
        response.writeHead(200, { "transfer-encoding": "chunked" });
        response.write(file.subarray(0, 9_000_000), () => response.socket?.destroy());
      });
      const { message, left } = await failure(await emptyFolders());
      expect(message).toMatch(/the connection was cut after [\d,]+ bytes of onnx/);
      expect(left).toEqual([]);
    });

    it("says that there is no such model, or no int8 file", async () => {
      const hub = await fakeHub();
      useHub(hub.url);
      const folders = await emptyFolders();
      const nobody = await failure(folders, "Xenova/other-model");
      expect(nobody.message).toBe(
        'prepareModel: the server has no model "Xenova/other-model", or it is private (404); check the name, or set HF_TOKEN',
      );
      hub.answers.set(onnxFile, (response) => response.writeHead(404).end());
      const noOnnx = await failure(folders);
      expect(noOnnx.message).toBe(
        `prepareModel: "${modelName}" has no ${onnxFile} (404); choose a model with ONNX files for transformers.js, including int8 (q8)`,
      );
      hub.answers.set("tokenizer.json", (response) => response.writeHead(503).end());
      const busy = await failure(folders);
      expect(busy.message).toBe(
        `prepareModel: the server answered 503 for tokenizer.json of "${modelName}"; try again later`,
      );
      expect([...nobody.left, ...noOnnx.left, ...busy.left]).toEqual([]);
    });

    it.each([
      ["config.json", "JSON", "<!doctype html><title>Log in to the network</title>"],
      ["config.json", "JSON", ""],
      ["tokenizer.json", "JSON", '{"cut":'],
      ["tokenizer_config.json", "JSON", "null"],
      [onnxFile, "an ONNX model", "<!doctype html><title>Log in to the network</title>"],
      [
        onnxFile,
        "an ONNX model",
        "version https://git-lfs.example/spec/v1\noid sha256:0\nsize 23137771\n",
      ],
      [onnxFile, "an ONNX model", ""],
    ])("refuses a wrong file as %s, which must be %s: %j", async (file, kind, body) => {
      const hub = await fakeHub();
      useHub(hub.url);
      hub.answers.set(file, (response) => response.writeHead(200).end(body));
      const { message, left } = await failure(await emptyFolders());
      expect(message).toContain(
        `what the server sent as ${file} of "${modelName}" is not ${kind}; nothing was kept`,
      );
      expect(left).toEqual([]);
    });

    it.each([
      ["{}", "config.json", "{}", "its model_type is undefined"],
      ["{}", "tokenizer.json", "{}", 'Tokenizer must contain a "model" property'],
      ["{}", "tokenizer_config.json", "{}", "no tokenizer_class and no model_max_length"],
      ["an error as JSON", "tokenizer.json", '{"error":"busy"}', "Tokenizer must contain"],
      ["half a graph", onnxFile, undefined, "Protobuf parsing failed"],
    ])("%s as %s is downloaded a second time, and then not kept", async (_, file, text, reason) => {
      const hub = await fakeHub();
      useHub(hub.url);
      const folders = await emptyFolders();
      let isHealed = false;
      hub.answers.set(file, (response, whole) => {
        const body = text ?? whole.subarray(0, whole.length / 2);
        response.writeHead(200).end(isHealed ? whole : body);
        // In the second round the second download is the right one.
        isHealed = asked().length === 3;
      });
      const asked = () => hub.requests.filter(({ path }) => path.endsWith(`/main/${file}`));
      const { message, left } = await failure(folders);
      expect(message).toMatch(/^prepareModel: .* can't be opened \(.*\), also after a second/);
      expect(message).toContain(reason);
      expect(message).not.toContain(folders.hub);
      expect(left).toEqual([]);
      expect(asked()).toHaveLength(2);
      expect(notes.at(-1)).toMatch(/can't be opened \(.*\); downloading again$/);
      await prepareModel(modelName, { folders });
      expect(asked()).toHaveLength(4);
    });

    it("heals a cache that holds what doesn't open, and leaves alone one that does", async () => {
      const hub = await fakeHub();
      useHub(hub.url);
      const folders = await emptyFolders();
      const { folder } = await prepareModel(modelName, { folders });
      const keep = async () =>
        writeFile(path.join(folder, "manifest.json"), JSON.stringify(await makeManifest(folder)));
      await keep();
      await prepareModel(modelName, { folders });
      expect(hub.requests).toHaveLength(4);
      expect((await readManifest(folder, "")).opened).toBe(true);
      for (const [file, text] of [
        ["tokenizer.json", "{}"],
        [onnxFile, "\u0008 half a graph"],
      ]) {
        const before = hub.requests.length;
        await writeFile(path.join(folder, file), text);
        await keep();
        const classifier = await loadClassifier(modelName, { folders });
        expect(await classifier.logits("good")).toHaveLength(2);
        await classifier.dispose();
        expect(hub.requests).toHaveLength(before + 4);
      }
    });

    it("needs a connection once, and says so when there is none", async () => {
      const hub = await fakeHub();
      await hub.stop();
      useHub(hub.url);
      const { message, left } = await failure(await emptyFolders());
      expect(message).toBe(
        `prepareModel: "${modelName}" is not in the project's cache yet and ${new URL(hub.url).host} can't be reached (ECONNREFUSED); ` +
          'connect once to download it, or use an embedded model such as "sst2"',
      );
      expect(left).toEqual([]);
    });

    it("downloads a model again that was damaged in the cache or never finished", async () => {
      const hub = await fakeHub();
      useHub(hub.url);
      const folders = await emptyFolders();
      const { folder } = await prepareModel(modelName, { folders });
      await truncate(path.join(folder, onnxFile), 1000);
      await prepareModel(modelName, { folders });
      expect(hub.requests).toHaveLength(8);
      await rm(path.join(folder, "manifest.json"));
      await prepareModel(modelName, { folders });
      expect(hub.requests).toHaveLength(12);
      await prepareModel(modelName, { folders });
      expect(hub.requests).toHaveLength(12);
    });

    it("is whole when two notebooks download it at the same time", async () => {
      const hub = await fakeHub();
      useHub(hub.url);
      const folders = await emptyFolders();
      const both = await Promise.all([
        prepareModel(modelName, { folders }),
        prepareModel(modelName, { folders }),
      ]);
      await hub.stop();
      expect(both[0]).toEqual(both[1]);
      const classifier = await loadClassifier(modelName, { folders });
      await classifier.dispose();
      expect(await readdir(folders.hub)).toEqual(["Xenova"]);
    });

    it("stops when it is told to, with nothing left", async () => {
      const hub = await fakeHub();
      useHub(hub.url);
      const folders = await emptyFolders();
      const controller = new AbortController();
      const onProgress = ({ file }: DownloadProgress) => {
        if (file === onnxFile) controller.abort();
      };
      const stopped = prepareModel(modelName, { folders, onProgress, signal: controller.signal });
      await expect(stopped).rejects.toHaveProperty("name", "AbortError");
      expect(await cached(folders)).toEqual([]);
      await expect(prepareModel("sst2", { signal: AbortSignal.abort() })).rejects.toHaveProperty(
        "name",
        "AbortError",
      );
    });

    it("removes what a killed kernel left of a download, a day later", async () => {
      const hub = await fakeHub();
      useHub(hub.url);
      const folders = await emptyFolders();
      const [old, young] = [".partial-old", ".partial-young"].map((name) =>
        path.join(folders.hub, name),
      );
      for (const partial of [old, young] as string[]) {
        await mkdir(partial, { recursive: true });
        await writeFile(path.join(partial, "config.json"), "{");
      }
      const twoDaysAgo = new Date(Date.now() - 48 * 60 * 60 * 1000);
      await utimes(old as string, twoDaysAgo, twoDaysAgo);
      await prepareModel(modelName, { folders });
      expect((await readdir(folders.hub)).sort()).toEqual([".partial-young", "Xenova"]);
    });

    it("writes nothing through a link that leads out of the cache", async () => {
      const hub = await fakeHub();
      useHub(hub.url);
      const folders = await emptyFolders();
      const outside = path.join(folders.embedded, "outside");
      await mkdir(outside, { recursive: true });
      await mkdir(folders.hub);
      await symlink(outside, path.join(folders.hub, "Xenova"), "junction");
      const { message } = await failure(folders);
      expect(message).toContain("is a link that leads out of");
      expect(await readdir(outside)).toEqual([]);
      expect(hub.requests).toEqual([]);
    });

    it("says when the cache can't be written", async () => {
      const hub = await fakeHub();
      useHub(hub.url);
      const folders = await emptyFolders();
      await writeFile(folders.hub, "a file where the folder should be");
      const { message } = await failure(folders);
      expect(message).toMatch(
        /^prepareModel can't write the downloaded model into .*cache \(E\w+\); free some space/,
      );
      expect(hub.requests).toEqual([]);
    });

    it("sends the access token to transformers.js' own host, and to no other server", async () => {
      const hub = await fakeHub();
      useHub(hub.url);
      vi.stubEnv("HF_TOKEN", "secret");
      await prepareModel(modelName, { folders: await emptyFolders() });
      expect(hub.requests.some(({ headers }) => headers.authorization)).toBe(false);

      const { env } = createRequire(import.meta.url)("@huggingface/transformers");
      const before = env.remoteHost;
      try {
        env.remoteHost = `${hub.url}/`;
        vi.stubEnv("HF_ENDPOINT", undefined);
        await prepareModel(modelName, { folders: await emptyFolders() });
      } finally {
        env.remoteHost = before;
      }
      expect(hub.requests.slice(4).map(({ headers }) => headers.authorization)).toEqual(
        Array(4).fill("Bearer secret"),
      );
      expect(hub.requests[4]?.path).toBe(`/${modelName}/resolve/main/config.json`);
    });

    it("says when HF_ENDPOINT is no web address", async () => {
      for (const endpoint of ["nonsense", "file:///etc", "ftp://mirror.test"]) {
        useHub(endpoint);
        const { message } = await failure(await emptyFolders());
        expect(message).toBe(
          `prepareModel needs a web address in the environment variable HF_ENDPOINT, got ${JSON.stringify(endpoint)}`,
        );
      }
    });
  });
});

describe("watchDownloads", () => {
  const folders = async () => ({ embedded: await temporaryFolder(), hub: await temporaryFolder() });

  it("is told about a download that has no listener of its own, and not about one that has", async () => {
    const hub = await fakeHub();
    useHub(hub.url);
    const watched: string[] = [];
    watchDownloads(
      () =>
        ({ file }) =>
          void watched.push(file),
    );
    onTestFinished(() => watchDownloads(() => undefined));

    await prepareModel("Xenova/some-model", { folders: await folders() });
    expect(new Set(watched)).toContain("onnx/model_quantized.onnx");

    watched.length = 0;
    const own: string[] = [];
    const onProgress = ({ file }: { file: string }) => void own.push(file);
    await prepareModel("Xenova/some-model", { folders: await folders(), onProgress });
    expect(own.length).toBeGreaterThan(0);
    expect(watched).toEqual([]);
  });
});
