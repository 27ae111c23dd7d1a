import { expect, it, vi } from "vitest";
import { type Contents, sharedFiles } from "../../../src/site/kernel/sharedFiles.js";

const live = new URL("http://host/some%20site/live/");

/** A folder of JupyterLite with these files. */
function folderOf(files: Record<string, { format: string; content: string }>) {
  let time = 0;
  const changed: Record<string, string> = Object.fromEntries(
    Object.keys(files).map((path) => [path, "0"]),
  );
  const modelOf = (path: string) => ({
    path,
    type: "file",
    ...files[path],
    last_modified: changed[path] ?? "0",
  });
  const contents: Contents = {
    get: async (path) => {
      if (path === "") return { ...modelOf(path), content: [] };
      return path === "notebooks"
        ? { ...modelOf(path), type: "directory", content: Object.keys(files).map(modelOf) }
        : modelOf(path);
    },
    async save(path, { format, content }) {
      files[path] = { format: String(format), content: String(content) };
      changed[path] = String(++time);
      return modelOf(path);
    },
  };
  return { files, contents };
}

async function given(shared: ReturnType<typeof sharedFiles>): Promise<string[]> {
  const all: string[] = [];
  await shared.handOver((file) =>
    all.push(`${file.path} ${file.type === "file" ? file.bytes.length : "gone"}`),
  );
  return all;
}

it("a person's files are handed over once, those of the site not at all, and again to another kernel", async () => {
  vi.stubGlobal("fetch", async () => new Response('{"sizes":{"notebooks/ours.csv":3}}'));
  const { contents } = folderOf({
    "notebooks/ours.csv": { format: "text", content: "abc" },
    "notebooks/mine.csv": { format: "text", content: "é" },
    "notebooks/mine.npy": { format: "base64", content: "AAEC" },
  });
  const shared = sharedFiles(contents, "notebooks", live);
  const mine = [
    "/some site/live/files/notebooks/mine.csv 2",
    "/some site/live/files/notebooks/mine.npy 3",
  ];
  expect(await given(shared)).toEqual(mine);
  expect(await given(shared)).toEqual([]);
  shared.forget();
  expect(await given(shared)).toEqual(mine);
  vi.unstubAllGlobals();
});

it("what a cell writes is shown, as text where it is text, and isn't handed back", async () => {
  const { contents, files } = folderOf({});
  const shared = sharedFiles(contents, "notebooks", live);
  await shared.show("report.html", new TextEncoder().encode("<p>é"));
  await shared.show("mine.npy", new Uint8Array([0x93, 0, 255]));
  expect(files).toEqual({
    "notebooks/report.html": { format: "text", content: "<p>é" },
    "notebooks/mine.npy": { format: "base64", content: "kwD/" },
  });
  expect(await given(shared)).toEqual([]);
});

it("what a person deletes or renames is gone for the kernel, too, whoever wrote it", async () => {
  vi.stubGlobal("fetch", async () => new Response('{"sizes":{}}'));
  const { contents, files } = folderOf({ "notebooks/mine.csv": { format: "text", content: "é" } });
  const shared = sharedFiles(contents, "notebooks", live);
  const at = "/some site/live/files/notebooks";
  await shared.show("report.html", new TextEncoder().encode("<p>"));
  expect(await given(shared)).toEqual([`${at}/mine.csv 2`]);
  delete files["notebooks/report.html"];
  expect(await given(shared)).toEqual([`${at}/report.html gone`]);
  files["notebooks/yours.csv"] = files["notebooks/mine.csv"];
  delete files["notebooks/mine.csv"];
  expect(await given(shared)).toEqual([`${at}/mine.csv gone`, `${at}/yours.csv 2`]);
  expect(await given(shared)).toEqual([]);
  vi.unstubAllGlobals();
});
