import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import {
  downloadProgress,
  progressBar,
  progressText,
  trainerProgress,
} from "../../src/notebook/progressBar.js";
import type { TrainerProgress } from "../../src/trainer/progress.js";

describe("progressBar", () => {
  let written: string[];
  const { isTTY, columns } = process.stderr;

  /** Collects what is written to the terminal, one entry per update. */
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
});

describe("progressText", () => {
  const state = { title: "Reading", done: 90, finished: false };

  it("says how much of how much, in its unit", () => {
    expect(progressText({ ...state, total: 360, unit: "texts" })).toBe(
      "Reading: 90 of 360 texts (25 %)",
    );
    expect(progressText({ ...state, done: 11_300_000, total: 22_600_000, unit: "bytes" })).toBe(
      "Reading: 11.3 MB of 22.6 MB (50 %)",
    );
  });

  it("counts where no total is known, and never passes 100 %", () => {
    expect(progressText({ ...state, unit: "texts", note: "half" })).toBe("Reading: 90 texts, half");
    expect(progressText({ ...state, total: 80 })).toBe("Reading: 90 of 80 (100 %)");
    expect(progressText({ ...state, done: 0, total: 0 })).toBe("Reading: 0");
  });

  it("ends with the amount, or with the note instead", () => {
    expect(progressText({ ...state, total: 360, unit: "texts", finished: true })).toBe(
      "✓ Reading: 360 texts",
    );
    expect(progressText({ ...state, finished: true, note: "all there" })).toBe(
      "✓ Reading: all there",
    );
  });
});

describe("trainerProgress", () => {
  const written: string[] = [];
  const spy = () =>
    vi.spyOn(process.stderr, "write").mockImplementation((text) => {
      written.push(String(text));
      return true;
    });
  afterEach(() => {
    vi.restoreAllMocks();
    written.length = 0;
  });

  const at = (done: number, others: Partial<TrainerProgress> = {}): TrainerProgress => ({
    task: "predict",
    unit: "texts",
    done,
    total: 120,
    rate: 60,
    seconds_left: 1,
    ...others,
  });

  it("ends in a line without times, one a task", () => {
    spy();
    const onProgress = trainerProgress();
    for (const done of [40, 80, 120]) onProgress(at(done));
    onProgress(at(3, { task: "train", unit: "steps", total: 3, loss: 0.5 }));
    expect(written).toEqual(["✓ Predicting: 120 texts\n", "✓ Training: 3 steps\n"]);
  });

  it("shows rate, time left and loss on a terminal while it runs", async () => {
    // When stderr is a log, the property doesn't exist at all.
    const before = Object.getOwnPropertyDescriptor(process.stderr, "isTTY");
    Object.defineProperty(process.stderr, "isTTY", { value: true, configurable: true });
    onTestFinished(() => {
      if (before) Object.defineProperty(process.stderr, "isTTY", before);
      else Reflect.deleteProperty(process.stderr, "isTTY");
    });
    spy();
    const onProgress = trainerProgress();
    onProgress(
      at(1, { task: "train", unit: "steps", rate: 2.5, seconds_left: 200, loss: 0.512345 }),
    );
    await vi.waitFor(() => expect(written.at(-1)).toContain("1 of 120"));
    expect(written.at(-1)).toContain(
      "Training: 1 of 120 steps (0 %), 2.5 steps/s, 3 min left, loss 0.5123",
    );
  });
});
