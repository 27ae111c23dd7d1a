import type { DisplayData } from "../../notebook/kernel.js";

/** What JupyterLite's page tells the kernel's worker. */
export type ToWorker =
  | { type: "start"; start: Start }
  | SharedFile
  | { type: "run"; id: number; code: string }
  | { type: "inspect"; id: number; code: string; cursor: number }
  | { type: "complete"; id: number; code: string; cursor: number };

/** What a person has done with a file beside the notebook: its bytes, or that it is gone. */
export type SharedFile =
  | { type: "file"; path: string; bytes: Uint8Array<ArrayBuffer> }
  | { type: "gone"; path: string };

/** Where a kernel runs. All addresses are absolute, because the worker's own is that of a blob. */
export interface Start {
  /** The folder of the site that stands for the project's: `notebooks/`, `data/` and `src/` are in it. */
  files: string;
  /** The folder of the kit's modules. */
  kit: string;
  /** The working directory, relative to `files`: the notebook's folder. */
  folder: string;
}

/** What the worker tells the page; `id` is that of the request, `loaded` the addresses of what it has loaded since it was done before. */
export type FromWorker =
  | { type: "ready" }
  | { type: "stream"; id: number; name: "stdout" | "stderr"; text: string }
  | { type: "display"; id: number; content: DisplayData; update: boolean }
  | { type: "loading"; file: string; loaded: number; total: number }
  | { type: "written"; file: string; bytes: Uint8Array<ArrayBuffer> }
  | { type: "done"; id: number; failure?: Failed; loaded: string[] }
  | { type: "help"; id: number; help: Help | undefined }
  | { type: "completions"; id: number; completions: Completions };

/** Why a cell failed, as Jupyter's protocol has it. */
interface Failed {
  ename: string;
  evalue: string;
  traceback: string[];
}

/** What Shift+Tab shows. */
export interface Help {
  markdown: string;
  text: string;
}

/** What Tab offers for the text between `start` and `end`. */
export interface Completions {
  matches: string[];
  start: number;
  end: number;
}
