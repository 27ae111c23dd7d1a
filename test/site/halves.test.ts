import * as nodeCrypto from "node:crypto";
import * as nodeFs from "node:fs";
import * as nodePromises from "node:fs/promises";
import path, { join } from "node:path";
import * as nodeUtil from "node:util";
import { afterEach, describe, expect, it, vi } from "vitest";
import * as nodeKernel from "../../src/notebook/kernel.js";
import * as nodeProject from "../../src/project.js";
import { bundleWriter, inKernel, publicTslab } from "../../src/site/kit/kernel.js";
import { setPageKernel } from "../../src/site/kit/pageKernel.js";
import { prepareHubModel } from "../../src/site/kit/prepareHubModel.js";
import { projectRoot, showPath } from "../../src/site/kit/project.js";
import { sha256Of } from "../../src/site/kit/sha256Of.js";
import { Buffer as PageBuffer } from "../../src/site/node/buffer.js";
import { createHash, randomUUID } from "../../src/site/node/crypto.js";
import { mountSite, takeWritten } from "../../src/site/node/fileTree.js";
import * as fs from "../../src/site/node/fs.js";
import * as promises from "../../src/site/node/fsPromises.js";
import { joinEntries } from "../../src/site/node/keptFiles.js";
import { fetchSiteFile, storeName } from "../../src/site/node/siteCache.js";
import * as util from "../../src/site/node/util.js";
import { scratchFolder } from "../workshop/scratch.js";

afterEach(() => vi.unstubAllGlobals());

type Files = typeof promises & typeof fs;
const inNode = { ...nodeFs, ...nodePromises } as unknown as Files;
const inBrowser = { ...fs, ...promises } as Files;

/** What the kit does with files, in short; each answers with what can be compared. */
const uses: Record<string, (files: Files, folder: string) => unknown> = {
  "writes and reads text": async (files, folder) => {
    await files.writeFile(join(folder, "a.txt"), "é");
    return [
      await files.readFile(join(folder, "a.txt"), "utf8"),
      (await files.stat(join(folder, "a.txt"))).size,
    ];
  },
  "reads what isn't there": (files, folder) => files.readFile(join(folder, "no"), "utf8"),
  "reads a folder as a file": async (files, folder) => {
    await files.mkdir(join(folder, "inner"));
    return files.readFile(join(folder, "inner"), "utf8");
  },
  "lists a folder": async (files, folder) => {
    await files.mkdir(join(folder, "one"));
    await files.writeFile(join(folder, "one", "a"), "a");
    await files.writeFile(join(folder, "b"), "b");
    const entries = (await files.readdir(folder, {
      recursive: true,
      withFileTypes: true,
    })) as fs.Dirent[];
    const facts = entries.map((entry) => [
      entry.name,
      entry.parentPath.replace(folder, ""),
      entry.isFile(),
    ]);
    return [(await files.readdir(folder)).sort(), facts.sort()];
  },
  "names the file behind a path": async (files, folder) => {
    await files.writeFile(join(folder, "a.txt"), "a");
    return (
      files.realpathSync(join(folder, "..", path.basename(folder), "a.txt")) ===
      join(folder, "a.txt")
    );
  },
  "names what isn't there": (files, folder) => files.realpathSync(join(folder, "no")),
  "lists a folder that isn't there": (files, folder) => files.readdir(join(folder, "no")),
  "moves a folder over nothing": async (files, folder) => {
    await files.mkdir(join(folder, "from"));
    await files.writeFile(join(folder, "from", "a"), "a");
    await files.rename(join(folder, "from"), join(folder, "to"));
    return [
      files.existsSync(join(folder, "from")),
      await files.readFile(join(folder, "to", "a"), "utf8"),
    ];
  },
  "moves what isn't there": (files, folder) => files.rename(join(folder, "a"), join(folder, "b")),
  "removes a folder with all that is in it": async (files, folder) => {
    await files.mkdir(join(folder, "inner"));
    await files.writeFile(join(folder, "inner", "a"), "a");
    await files.rm(join(folder, "inner"), { recursive: true, force: true });
    return files.readdir(folder);
  },
  "removes what isn't there": (files, folder) => files.rm(join(folder, "no")),
  "writes through a handle": async (files, folder) => {
    const handle = await files.open(join(folder, "a.tmp"), "w");
    await handle.writeFile("text");
    await handle.sync();
    await handle.close();
    return files.readFile(join(folder, "a.tmp"), "utf8");
  },
  "opens what isn't there": (files, folder) => files.open(join(folder, "no"), "r"),
  "writes a new file piece by piece, and gives it its name": async (files, folder) => {
    const [beside, named] = [join(folder, "a.tmp"), join(folder, "a")];
    const open = files.openSync(beside, "wx");
    const bytes = new TextEncoder().encode("one two");
    const counts = [files.writeSync(open, bytes.subarray(0, 3)), files.writeSync(open, bytes, 3)];
    files.fsyncSync(open);
    files.closeSync(open);
    files.renameSync(beside, named);
    const pieces: number[] = [];
    for await (const piece of files.createReadStream(named)) pieces.push(piece.length);
    return [counts, files.readFileSync(named, "utf8"), pieces, files.existsSync(beside)];
  },
  "opens as a new file what is there": (files, folder) => {
    files.appendFileSync(join(folder, "a"), "");
    return files.openSync(join(folder, "a"), "wx");
  },
  "opens a new file where there is no folder": (files, folder) =>
    files.openSync(join(folder, "no", "a"), "wx"),
  "renames, at once, what isn't there": (files, folder) =>
    files.renameSync(join(folder, "a"), join(folder, "b")),
  "removes, at once, what isn't there, and what needn't be there": (files, folder) => {
    files.rmSync(join(folder, "no"), { force: true });
    return files.rmSync(join(folder, "no"));
  },
  "adds lines": (files, folder) => {
    files.appendFileSync(join(folder, "lines"), "one\n");
    files.appendFileSync(join(folder, "lines"), "two\n");
    return files.readFileSync(join(folder, "lines"), "utf8");
  },
  "reads pieces": (files, folder) => {
    files.appendFileSync(join(folder, "bytes"), "0123456789");
    const open = files.openSync(join(folder, "bytes"));
    const target = new Uint8Array(6);
    const counts = [files.readSync(open, target, 1, 4, 3), files.readSync(open, target, 0, 4, 8)];
    files.closeSync(open);
    return [counts, Array.from(target)];
  },
  "asks about what isn't there": (files, folder) => [
    files.statSync(join(folder, "no"), { throwIfNoEntry: false }),
    files.existsSync(join(folder, "no")),
  ],
};

async function answer(
  use: (files: Files, folder: string) => unknown,
  files: Files,
  folder: string,
) {
  try {
    return await use(files, folder);
  } catch (error) {
    return { code: (error as NodeJS.ErrnoException).code };
  }
}

describe("files in a browser answer as Node's do", () => {
  it.each(Object.entries(uses))("%s", async (_, use) => {
    const folder = join(await scratchFolder(), "own");
    await inNode.mkdir(folder);
    await inBrowser.mkdir(folder);
    expect(await answer(use, inBrowser, folder)).toEqual(await answer(use, inNode, folder));
  });
});

describe("the site's files", () => {
  const serve = (bytes: string) =>
    vi.stubGlobal(
      "fetch",
      vi.fn(async () => new Response(bytes)),
    );

  it("are known before they are fetched, and small ones are fetched once", async () => {
    serve("text");
    mountSite({ "data/a b.txt": 4 }, "/site/files", "http://host/site/files/", () => {});
    expect((await promises.stat("/site/files/data/a b.txt")).size).toBe(4);
    expect(fetch).not.toHaveBeenCalled();
    for (let i = 0; i < 2; i++) {
      expect(await promises.readFile("/site/files/data/a b.txt", "utf8")).toBe("text");
    }
    expect(vi.mocked(fetch).mock.calls.map(([address]) => address)).toEqual([
      "http://host/site/files/data/a%20b.txt",
    ]);
  });

  it.each([
    ["once a visit where the browser has no store, as on a host without HTTPS", false, 1],
    ["from the browser's store where it has one, and never kept in memory", true, 2],
  ])("large ones are fetched %s", async (_, hasStore, times) => {
    const size = 5_000_000;
    serve("a".repeat(size));
    const noStore = { open: async () => undefined };
    if (hasStore) vi.stubGlobal("caches", noStore);
    mountSite({ "large.onnx": size }, "/site/files", "http://host/site/files/", () => {});
    for (let i = 0; i < 2; i++) {
      expect((await promises.readFile("/site/files/large.onnx")).length).toBe(size);
    }
    expect(fetch).toHaveBeenCalledTimes(times);
  });

  it("that come cut are refused", async () => {
    serve("tex");
    await expect(fetchSiteFile("http://host/a", 4)).rejects.toThrow(
      "3 of 4 bytes of http://host/a came; load the page anew",
    );
  });

  it("have their SHA-256, with Web Crypto and without", async () => {
    const file = join(await scratchFolder(), "abc");
    await nodePromises.writeFile(file, "abc");
    const known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    expect(await sha256Of(file)).toBe(known);
    vi.stubGlobal("crypto", {});
    expect(await sha256Of(file)).toBe(known);
  });
});

it("what has been written is told once, without what has been removed since", async () => {
  takeWritten();
  fs.appendFileSync("/own/a", "text");
  fs.appendFileSync("/own/b", "text");
  fs.rmSync("/own/b");
  const told = takeWritten().map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)]);
  expect(told).toEqual([["/own/a", "text"]]);
  expect(takeWritten()).toEqual([]);
});

it("hashes and base64 are Node's", () => {
  const text = "é🙂".repeat(10_000);
  for (const encoding of ["hex", "base64"] as const) {
    const [mine, nodes] = [createHash("sha256"), nodeCrypto.createHash("sha256")].map((hash) =>
      hash
        .update(text)
        .update(new Uint8Array([1, 2]))
        .digest(encoding),
    );
    expect(mine).toBe(nodes);
  }
  expect(PageBuffer.from(text).toString("base64")).toBe(Buffer.from(text).toString("base64"));
  expect(PageBuffer.byteLength(text)).toBe(Buffer.byteLength(text));
});

it("what is kept is put together in order: a whole file, then what was added to it", () => {
  const bytes = new TextEncoder().encode("a");
  const joined = joinEntries([
    { path: "/a", bytes },
    { path: "/b", text: "x" },
    { path: "/a", text: "b" },
  ]);
  expect(joined.map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)])).toEqual([
    ["/a", "ab"],
    ["/b", "x"],
  ]);
});

it("two sites of one host have stores of their own, and so have two versions", () => {
  expect(new Set([storeName("/a/", "1"), storeName("/a/", "2"), storeName("/b/", "1")]).size).toBe(
    3,
  );
});

it("the kit's own halves have what the kit asks of them", async () => {
  expect(inKernel()).toBe(false);
  expect(publicTslab()).toBeUndefined();
  const write = () => {};
  setPageKernel({ root: "/site/files", modules: new Map(), writer: () => write });
  expect([inKernel(), bundleWriter()]).toEqual([true, write]);
  expect(projectRoot()).toBe("/site/files");
  expect(showPath("/site/files/data/a.npy")).toBe("data/a.npy");
  expect(nodeProject.showPath(join(nodeProject.projectRoot(), "data", "a.npy"))).toBe("data/a.npy");
  expect(nodeKernel.inKernel()).toBe(false);
  await expect(prepareHubModel({ name: "owner/name", source: "hub", folder: "" })).rejects.toThrow(
    "this page asks no other host for anything",
  );
});

it("values are printed and told apart as in Node", () => {
  const values = [
    "text",
    [1.5, Number.NaN],
    new Float32Array([1, 2]),
    { a: { b: { c: { d: 1 } } } },
    new Map([[1, "a"]]),
    new Date(0),
    new Error("no").message,
    Object(1),
    new DataView(new ArrayBuffer(1)),
  ];
  const kinds = Object.keys(util.types) as (keyof typeof util.types)[];
  expect(util.types.isPromise(Promise.resolve(1))).toBe(true);
  for (const value of values) {
    // How a buffer is printed depends on the version of Node.
    if (!(value instanceof DataView)) expect(util.inspect(value)).toBe(nodeUtil.inspect(value));
    for (const kind of kinds) expect(util.types[kind](value)).toBe(nodeUtil.types[kind](value));
  }
});

it("a random name has the form of every other", () => {
  expect(randomUUID()).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
});
