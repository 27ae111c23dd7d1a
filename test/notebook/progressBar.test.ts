import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { downloadProgress } from "../../src/notebook/downloadProgress.js";
import { progressBar } from "../../src/notebook/progressBar.js";

let written: string[];
const { isTTY, columns } = process.stderr;

/** What stands on the terminal's lines, each update apart, without the codes that put it there. */
function onTerminal(tty: boolean): void {
  written = [];
  process.stderr.isTTY = tty;
  process.stderr.columns = 40;
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  Object.assign(process.stderr, { isTTY, columns });
});

describe("progressBar outside a kernel", () => {
  it("rewrites one line of a terminal, at most ten times a second, the last state included", () => {
    onTerminal(true);
    const bar = progressBar("Reading", { total: 100, unit: "texts" });
    for (let i = 1; i <= 50; i++) bar.update(i);
    expect(written).toEqual(["\rReading: 0 of 100 texts (0 %)\x1b[K"]);
    vi.advanceTimersByTime(100);
    expect(written.at(-1)).toBe("\rReading: 50 of 100 texts (50 %)\x1b[K");
    bar.finish();
    vi.advanceTimersByTime(1000);
    bar.update(7);
    expect(written).toHaveLength(3);
    expect(written.at(-1)).toBe("\r✓ Reading: 100 texts\x1b[K\n");
  });

  it("keeps to the width of the terminal and lets no control character through", () => {
    onTerminal(true);
    progressBar(`\x1b[2J${"long ".repeat(30)}\n`, { total: 2 });
    expect(written[0].slice(1, -3)).toHaveLength(39);
    expect(written[0].slice(1, -3)).not.toMatch(/\p{Cc}/u);
  });

  it("writes only the end into a log", () => {
    onTerminal(false);
    const bar = progressBar("Reading", { total: 2 });
    bar.update(1);
    vi.advanceTimersByTime(500);
    bar.finish("both");
    expect(written).toEqual(["✓ Reading: both\n"]);
  });

  it("takes numbers that are none without a fuss", () => {
    onTerminal(true);
    const bar = progressBar("Reading", { total: 2 });
    for (const done of [Number.NaN, -5, Number.POSITIVE_INFINITY]) {
      vi.advanceTimersByTime(200);
      bar.update(done);
    }
    expect(new Set(written)).toEqual(new Set(["\rReading: 0 of 2 (0 %)\x1b[K"]));
  });
});

describe("downloadProgress outside a kernel", () => {
  it("ends a file's bar when its bytes are there, and counts on where no total is known", () => {
    onTerminal(true);
    const onProgress = downloadProgress();
    onProgress({ file: "onnx/model.onnx", loaded: 0, total: 2000 });
    onProgress({ file: "onnx/model.onnx", loaded: 2000, total: 2000 });
    onProgress({ file: "onnx/model.onnx", loaded: 2000, total: 2000 });
    onProgress({ file: "vocab.txt", loaded: 500 });
    vi.advanceTimersByTime(200);
    expect(written).toEqual([
      "\rDownloading model.onnx: 0 bytes of 2.0 \x1b[K",
      "\r✓ Downloading model.onnx: 2.0 kB\x1b[K\n",
      "\rDownloading vocab.txt: 0 bytes\x1b[K",
      "\rDownloading vocab.txt: 500 bytes\x1b[K",
    ]);
  });
});
