import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { onlyDisplay, runCell } from "./cells.js";
import { type CellResult, Kernel } from "./kernel.js";

const everything =
  "{ check, ChartError, compare, defineExercise, displayBundle, downloadProgress, dragTheLogits, expectError, hint," +
  " logitsBesideProbabilities, progressBar, show, showSource, softmax }";

let kernel: Kernel;

beforeAll(async () => {
  kernel = await Kernel.start();
});

afterAll(() => kernel.stop());

const run = (code: string) => runCell(kernel, code);

function plain(result: CellResult): string {
  return String(onlyDisplay(result).data?.["text/plain"]);
}

describe("a cell of a real tslab kernel", () => {
  it("imports reading-logits, type-checks against it and prints no warning", async () => {
    const result = await run(`import ${everything} from "reading-logits";`);
    expect(result.outputs).toEqual([]);
    expect(result.execution_count).toBe(1);
  });

  it("knows the types: a wrong argument is refused before anything runs", async () => {
    const result = await kernel.run("dragTheLogits('x', 3)");
    expect(result.status).toBe("error");
    expect(result.error).toContain("not assignable to parameter of type 'ArrayLike<number>'");
  });

  it("replies error when code throws, and goes on afterwards", async () => {
    const result = await kernel.run("throw new Error('broken on purpose')");
    expect(result.status).toBe("error");
    expect(result.error).toContain("broken on purpose");
    expect((await run("1 + 1")).stdout).toContain("2");
  });
});

describe("displayBundle on a kernel", () => {
  it("delivers a bundle whole, with its metadata", async () => {
    const sent = onlyDisplay(
      await run(
        `displayBundle({ "application/vnd.vegalite.v5+json": { mark: "bar" }, "text/html": "<b>h</b>",
          "image/png": "aWNo", "text/plain": "t" }, { metadata: { "image/png": { alt: "a bar" } } })`,
      ),
    );
    expect(sent.data).toEqual({
      "application/vnd.vegalite.v5+json": { mark: "bar" },
      "text/html": "<b>h</b>",
      "image/png": "aWNo",
      "text/plain": "t",
    });
    expect(sent.metadata).toEqual({ "image/png": { alt: "a bar" } });
  });

  it("replaces an output by its display id", async () => {
    const { outputs } = await run(
      `displayBundle({ "text/plain": "one" }, { displayId: "d" });
       displayBundle({ "text/plain": "two" }, { displayId: "d", update: true });`,
    );
    expect(outputs.map(({ type }) => type)).toEqual(["display_data", "update_display_data"]);
    expect(outputs.map(({ content }) => content.transient?.display_id)).toEqual(["d", "d"]);
  });
});

describe("show on a kernel", () => {
  const chart = 'logitsBesideProbabilities([-3.48, 3.85], ["NEGATIVE", "POSITIVE"])';

  it("sends the live chart, a picture with alt text, and the numbers as text", async () => {
    const sent = onlyDisplay(await run(`await show(${chart})`));
    expect(Object.keys(sent.data ?? {}).sort()).toEqual([
      "application/vnd.vegalite.v5+json",
      "image/png",
      "text/plain",
    ]);
    const spec = sent.data?.["application/vnd.vegalite.v5+json"] as { $schema: string };
    expect(spec.$schema).toBe("https://vega.github.io/schema/vega-lite/v5.json");
    const png = Buffer.from(String(sent.data?.["image/png"]), "base64");
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    expect(sent.metadata?.["image/png"]).toMatchObject({
      alt: expect.stringContaining("POSITIVE"),
    });
    expect(sent.data?.["text/plain"]).toMatch(/NEGATIVE +-3.48 +0.0007\nPOSITIVE +3.85 +0.9993/);
  });

  it("says what it needs when it is given something else", async () => {
    const result = await run("await expectError(() => show({} as any))");
    expect(plain(result)).toMatch(/^NotebookError: show needs a chart, such as/);
  });

  it("stays with its own cell when it is not awaited", async () => {
    const first = await run(`let pending = show(${chart}); 0`);
    const second = await run("await pending; 0");
    const shown = (result: CellResult) => result.outputs.filter(({ type }) => type !== "stream");
    expect(shown(first)).toHaveLength(1);
    expect(shown(second)).toHaveLength(0);
  });
});

describe("progress on a kernel", () => {
  it("is one display that is updated in place, at most ten times a second, with a text free of times", async () => {
    const { outputs } = await run(
      `const bar = progressBar("Reading", { total: 1000, unit: "texts" });
       for (let i = 1; i <= 1000; i++) { bar.update(i, Math.random() + " s left"); if (i % 250 === 0) await new Promise((r) => setTimeout(r, 60)); }
       bar.finish(); bar.update(3);`,
    );
    expect(outputs.map(({ type }) => type)[0]).toBe("display_data");
    expect(new Set(outputs.slice(1).map(({ type }) => type))).toEqual(
      new Set(["update_display_data"]),
    );
    expect(new Set(outputs.map(({ content }) => content.transient?.display_id)).size).toBe(1);
    expect(outputs.length).toBeGreaterThanOrEqual(3);
    expect(outputs.length).toBeLessThanOrEqual(6);
    expect(outputs.at(-1)?.content.data?.["text/plain"]).toBe("✓ Reading: 1000 texts");
  });

  it("draws one bar a downloaded file", async () => {
    const { outputs } = await run(
      `const onProgress = downloadProgress();
       onProgress({ file: "onnx/model.onnx", loaded: 0, total: 22600000 });
       onProgress({ file: "config.json", loaded: 700, total: 700 });
       onProgress({ file: "onnx/model.onnx", loaded: 22600000, total: 22600000 });`,
    );
    const last = new Map(
      outputs.map(({ content }) => [content.transient?.display_id, content.data?.["text/plain"]]),
    );
    expect([...last.values()]).toEqual([
      "✓ Downloading model.onnx: 22.6 MB",
      "✓ Downloading config.json: 700 bytes",
    ]);
  });
});

describe("expectError on a kernel", () => {
  it("shows name and message in a box, without a stack, and prints nothing else", async () => {
    const result = await run("expectError(() => softmax([1, NaN]))");
    expect(plain(result)).toBe("LogitsError: softmax needs finite logits: column 1 is NaN");
    expect(JSON.stringify(result.displays)).not.toContain("    at ");
    expect(result.stdout).toBe("");
  });

  it("awaits async functions and escapes what the message holds", async () => {
    const result = await run(
      "await expectError(async () => { throw new TypeError('<img src=x onerror=alert(1)>'); })",
    );
    expect(plain(result)).toBe("TypeError: <img src=x onerror=alert(1)>");
    expect(onlyDisplay(result).data?.["text/html"]).toContain("&lt;img src=x onerror=alert(1)&gt;");
  });

  it("complains on stderr when no error comes, and fails nothing", async () => {
    const result = await kernel.run("expectError(() => softmax([1, 2]))");
    expect(result.status).toBe("ok");
    expect(result.stderr).toMatch(
      /^expectError expected an error, but the function returned \[ 0.26/,
    );
  });

  it("leaves no unhandled rejection when an async failure is not awaited", async () => {
    await run("void expectError(async () => { throw new Error('later'); })");
    expect((await run("await new Promise((r) => setTimeout(r, 50))")).stderr).toBe("");
  });
});

describe("exercises on a kernel", () => {
  it("takes attempts one hint at a time, then the right answer", async () => {
    await run(
      `defineExercise({ id: "99.1", check: (n) => n === 2 || "Count the logits.",
         hints: ["One logit per class.", "NEGATIVE, POSITIVE."] })`,
    );
    const waiting = plain(await run('const answer = "?"; check("99.1", answer)'));
    expect(waiting).toContain("waiting");
    const computed = await run('const found = [0.5, 0.5][2]; check("99.1", found)');
    expect(plain(computed)).toMatch(/^○ 99\.1 not yet: your answer is undefined\./);
    expect(plain(await run('check("99.1", 3)'))).toBe(
      "○ 99.1 not yet: Count the logits.\nYour answer: 3\nHint 1 of 2: One logit per class.",
    );
    expect(plain(await run('hint("99.1")'))).toBe("99.1 Hint 2 of 2: NEGATIVE, POSITIVE.");
    const right = await run('check("99.1", 2)');
    expect(plain(right)).toBe("✓ 99.1 correct");
    expect(right.stdout).toBe("");
  });

  it("takes answers of any type where a starter left the place open", async () => {
    await run('const chosen = "?"; check("00.1", chosen)');
    const label = await run('const chosen = "POSITIVE"; check("00.1", chosen)');
    expect(plain(label)).toMatch(/^○ 00\.1 nearly: that is the right label/);
    const typed = await run('const mine = Float32Array.of(0.66, 0.24, 0.1); check("01.2", mine)');
    expect(plain(typed)).toBe("✓ 01.2 correct: right, rounded");
  });

  it("lists a lesson's ids for one that is not there", async () => {
    expect(plain(await run('check("99.7", 2)'))).toBe(
      'There is no exercise "99.7": choose from 99.1',
    );
  });
});

describe("showDiagnosis on a kernel", () => {
  it("links to the lesson from the notebook's folder, which is the kernel's", async () => {
    const sent = onlyDisplay(
      await run(
        'import { diagnose, showDiagnosis } from "reading-logits"; showDiagnosis(diagnose([[0.6, 0.4]]))',
      ),
    );
    expect(sent.data?.["text/markdown"]).toContain("](06-bug-museum.ipynb#2-");
    expect(sent.data?.["text/plain"]).toContain('notebooks/06-bug-museum.ipynb, "2 · ');
  });
});

describe("showSource and compare on a kernel", () => {
  it("shows the code of a function, fenced as TypeScript, under the name of its file", async () => {
    const sent = onlyDisplay(await run("showSource(softmax)"));
    expect(sent.data?.["text/markdown"]).toMatch(
      /^\*\*src\/logits\/softmax\.ts\*\*\n\n```+typescript\n/,
    );
    expect(sent.data?.["text/plain"]).toContain("export function softmax(");
  });

  it("refuses a function of the cell, also one with a known name", async () => {
    const result = await run(
      "expectError(() => showSource(function softmax(x: number) { return x; }))",
    );
    expect(plain(result)).toBe(
      "NotebookError: showSource shows functions that reading-logits exports; `softmax` is not one of them",
    );
  });

  it("sets two texts side by side, escaped", async () => {
    const sent = onlyDisplay(
      await run('compare({ Python: "a < b", TypeScript: "</pre><script>" })'),
    );
    expect(sent.data?.["text/html"]).toContain("a &lt; b");
    expect(sent.data?.["text/html"]).not.toContain("<script>");
    expect(sent.data?.["text/plain"]).toBe("Python:\na < b\n\nTypeScript:\n</pre><script>");
  });
});
