import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCell } from "./cells.js";
import { Kernel } from "./kernel.js";

let kernel: Kernel;

beforeAll(async () => {
  kernel = await Kernel.start();
  await runCell(
    kernel,
    'import { interpret, loadClassifier, logitsBesideProbabilities, show, softmax } from "reading-logits";',
  );
});

afterAll(() => kernel.stop());

describe("a failing cell", () => {
  it("shows the message first, then its own line, then the kit's functions", async () => {
    const { status, stderr, error } = await kernel.run(
      "const rows = [[1, NaN]];\nconst shares = softmax(rows);\nconsole.log(shares);",
    );
    expect({ status, stderr }).toEqual({ status: "error", stderr: "" });
    expect(error.split("\n")).toEqual([
      "LogitsError: softmax needs finite logits: row 0, column 1 is NaN",
      "  line 2:  const shares = softmax(rows);",
      expect.stringMatching(/^ {2}in softmax → .*\(reading-logits\)$/),
    ]);
  });

  it("keeps what it printed before", async () => {
    const { stdout, error } = await kernel.run(
      'console.log("before");\nawait Promise.reject(new TypeError("late"));',
    );
    expect(stdout).toBe("before\n");
    expect(error).toContain("TypeError: late");
  });

  it("names the line of an earlier cell whose function failed", async () => {
    await runCell(kernel, "const deep = (x: any) => {\n  return x.y.z;\n};");
    const { error } = await kernel.run("deep(1)");
    expect(error).toContain("  line 2:  return x.y.z;");
  });

  it("says that a promise lacks its await", async () => {
    const { error } = await kernel.run(
      'const model = loadClassifier("sst2");\nmodel.classify("Fine.");',
    );
    expect(error.split("\n")).toEqual([
      "TypeScript: Property 'classify' does not exist on type 'Promise<Classifier>'.",
      '  line 2:  model.classify("Fine.");',
      "  This is a promise, not its value: put `await` before loadClassifier(…).",
    ]);
  });
});

it("a cell knows Node's types unasked, and those of no package that it doesn't import", async () => {
  const { status } = await kernel.run("const bytes: Buffer = Buffer.from([1]);");
  expect(status).toBe("ok");
  const { error } = await kernel.run("const claim: Chai.Assertion | undefined = undefined;");
  expect(error).toContain("Cannot find namespace 'Chai'");
});

describe("the cells behind a failing one", () => {
  it("say that they weren't run if they had been sent already; the next one runs", async () => {
    const sent = ["1", "throw new Error('here')", "2", "3"].map((code) => kernel.run(code));
    const results = await Promise.all(sent);
    expect(results.map(({ status }) => status)).toEqual(["ok", "error", "aborted", "aborted"]);
    expect(results[2].stdout).toBe("Not run, because a cell before it failed.\n");
    expect(results[3].stdout).toBe(results[2].stdout);
    expect((await runCell(kernel, "4")).stdout).toBe("4\n");
  });

  it("run all the same where the one who sent them asks for it", async () => {
    const sent = ["throw new Error('here')", "5"].map((code) => kernel.run(code, false));
    const [failed, next] = await Promise.all(sent);
    expect([failed.status, next.status, next.stdout]).toEqual(["error", "ok", "5\n"]);
  });
});

describe("the value of the last expression", () => {
  const chart = 'logitsBesideProbabilities([1, 2], ["A", "B"])';

  it.each([chart, `show(${chart})`])("a chart is drawn, with its picture: %s", async (code) => {
    const { stdout, displays } = await runCell(kernel, code);
    expect(stdout).toBe("");
    expect(displays.map(({ data }) => Object.keys(data ?? {}))).toEqual([
      ["application/vnd.vegalite.v5+json", "text/plain", "image/png"],
    ]);
  });

  it("a promise says that it isn't its value", async () => {
    expect((await runCell(kernel, 'loadClassifier("sst2")')).stdout).toBe(
      "This is a promise, not its value: put `await` before loadClassifier(…).\n",
    );
  });

  it("a drawing that fails fails its cell", async () => {
    const { status, error } = await kernel.run("show({} as any)");
    expect(status).toBe("error");
    expect(error).toContain("NotebookError: show needs a chart");
  });
});

it("Shift+Tab behind the bracket of a call shows the function's doc comment", async () => {
  const code = "interpret([1, 2], ";
  const { found, data } = await kernel.inspect(code, code.length);
  expect(found).toBe(true);
  expect((data as Record<string, string>)["text/plain"]).toContain("interpret(");
  expect((await kernel.inspect("1 + ", 4)).found).toBe(false);
});
