import { base64Of } from "../node/buffer.js";
import type { SharedFile } from "./messages.js";

/** The parts of JupyterLite's contents, a person's files as its pages show them, that are used here. */
export interface Contents {
  get(path: string, options?: object): Promise<Model>;
  save(path: string, model: Partial<Model>): Promise<Model>;
}
interface Model {
  path: string;
  type: string;
  format: string | null;
  content: unknown;
  last_modified: string;
}

/** The files beside a notebook and in the folders around it, which JupyterLite's pages and the kernel each keep for themselves. */
export interface SharedFiles {
  /** Tells the kernel what a person has put there, and taken away, since this was asked before. */
  handOver(tell: (file: SharedFile) => void): Promise<void>;
  /** Shows a file beside the notebook that a cell has written. */
  show(file: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Another kernel begins, which has none of them. */
  forget(): void;
}

/**
 * Keeps these files the same for a person and for the kernel. Neither waits for the other, and no cell fails because of
 * it.
 *
 * @param folder the notebook's, as JupyterLite names it
 * @param live the folder of JupyterLite
 */
export function sharedFiles(
  contents: Contents | undefined,
  folder: string,
  live: URL,
): SharedFiles {
  // A person who uploads something is often in the outermost folder, and reads it as ../mine.csv.
  const folders = folder
    .split("/")
    .map((_, i, names) => names.slice(0, i + 1).join("/"))
    .concat("")
    .filter((each, i, all) => all.indexOf(each) === i);
  const inKernel = (path: string) =>
    decodeURIComponent(new URL(`files/${path.replace(/^[^/]*:/, "")}`, live).pathname);
  /** When each was changed that both have. */
  const shared = new Map<string, string>();
  return {
    async handOver(tell) {
      if (!contents) return;
      try {
        const lists = await Promise.all(
          folders.map((each) => contents.get(each, { content: true })),
        );
        const there = lists.flatMap(({ content }) => content as Model[]);
        for (const path of shared.keys()) {
          if (there.some((model) => model.path === path)) continue;
          shared.delete(path);
          tell({ type: "gone", path: inKernel(path) });
        }
        for (const { path, type, last_modified } of there) {
          if (type !== "file" || shared.get(path) === last_modified) continue;
          const isFirst = !shared.has(path);
          shared.set(path, last_modified);
          // What the site serves is there already.
          if (isFirst && (await siteHas(path.replace(/^[^/]*:/, ""), live))) continue;
          const bytes = bytesOf(await contents.get(path, { content: true }));
          tell({ type: "file", path: inKernel(path), bytes });
        }
      } catch (error) {
        console.error(error);
      }
    },
    async show(file, bytes) {
      const path = folder === "" ? file : `${folder}/${file}`;
      try {
        const saved = await contents?.save(path, { path, type: "file", ...contentOf(bytes) });
        if (saved) shared.set(path, saved.last_modified);
      } catch (error) {
        console.error(error);
      }
    },
    forget: () => shared.clear(),
  };
}

let sizes: Promise<Record<string, number>> | undefined;

async function siteHas(path: string, live: URL): Promise<boolean> {
  sizes ??= fetch(new URL("kit/listing.json", live))
    .then((response) => response.json())
    .then((listing) => listing.sizes);
  return path in (await sizes);
}

function bytesOf({ content, format }: Model): Uint8Array<ArrayBuffer> {
  if (format === "base64") return Uint8Array.from(atob(String(content)), (c) => c.charCodeAt(0));
  const text = format === "json" ? JSON.stringify(content) : String(content);
  return new TextEncoder().encode(text);
}

/** Bytes as the model of a file has them. */
function contentOf(bytes: Uint8Array<ArrayBuffer>): Pick<Model, "format" | "content"> {
  try {
    return { format: "text", content: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { format: "base64", content: base64Of(bytes) };
  }
}
