import { describe, expect, it } from "vitest";
import { codeOf, files, filesIn, filesToOpen, importedBy, imports } from "./imports.js";

const tests = (await filesIn("test")).filter((file) => file.endsWith(".test.ts"));

/** Folders of tests that mirror no room: they test the lessons, the pages, the data, the speed, the package, and what people reported. */
const besides = /^(notebooks|browser|datasets|bench|package|reports)\//;

/** What stands in for Node in a browser is tested as one, against Node, by `site/halves.test.ts`. */
const halves = /^site\/(kit|node)\//;

/** Programs that only a browser runs: `site/live.test.ts` and `site/playground.test.ts` do. */
const programs =
  /^site\/(kernel\/(extension|worker)|playground\/(askModels|drawChart|elements|openModel|readOwn|showAnswers)|register|serviceWorker)\.ts$/;

/** Tests of a whole room, of all rooms, or of the tests' own reporter. */
const ofNoOneFile = [
  "SummaryReporter.test.ts",
  "examples.test.ts",
  "house.test.ts",
  "logits/standalone.test.ts",
  "logits/types.test.ts",
  "nodeFree.test.ts",
  "notebook/contract.test.ts",
  "notebook/declarations.test.ts",
  "notebook/fallback.test.ts",
  "options.test.ts",
  "rooms.test.ts",
  "site/halves.test.ts",
  "site/lessons.test.ts",
  "site/live.test.ts",
  "site/pages.test.ts",
  "site/playground.test.ts",
  "supply.test.ts",
];

const withoutEnding = (file: string) => file.replace(/\.m?[jt]s$/, "");

/** `logits/softmax` for `logits/softmax.test.ts` and for `logits/softmax.golden.test.ts`. */
const testedBy = (test: string) => test.replace(/(\.[A-Za-z]\w*)?\.test\.ts$/, "");

describe("the tests of src", () => {
  it("are where their sources are", () => {
    const sources = files.map(withoutEnding);
    expect(ofNoOneFile.filter((test) => !tests.includes(test))).toEqual([]);
    const mirrored = tests.filter((test) => !besides.test(test) && !ofNoOneFile.includes(test));
    expect(mirrored.length).toBeGreaterThan(80);
    expect(mirrored.filter((test) => !sources.includes(testedBy(test)))).toEqual([]);
  });

  it("leave out no file that does anything", async () => {
    const tested = new Set(tests.map(testedBy));
    const untested: string[] = [];
    for (const file of files) {
      if (tested.has(withoutEnding(file)) || halves.test(file) || programs.test(file)) continue;
      const isTable = /(^|\/)index\.ts$/.test(file);
      const isError = /Error\.ts$|(^|\/)errors\.ts$/.test(file);
      const does = /^export (default )?(async )?(function|class|const)\b/m.test(await codeOf(file));
      if (does && !isTable && !isError) untested.push(file);
    }
    expect(untested).toEqual([]);
  });
});

describe("the files of src", () => {
  it("do not import one another in a circle", () => {
    const circles = files.filter((file) =>
      importedBy(file).some((target) => filesToOpen(target).includes(file)),
    );
    expect(circles).toEqual([]);
  });

  it("have at most 365 lines", async () => {
    const long: string[] = [];
    for (const file of files) {
      const lines = (await codeOf(file)).split("\n").length - 1;
      if (lines > 365) long.push(`${file}: ${lines}`);
    }
    expect(long).toEqual([]);
  });
});

describe("a report, not a limit", () => {
  /** The file to read for an answer to how each of these works. */
  const readings: Record<string, string> = {
    softmax: "logits/softmax.ts",
    interpret: "logits/interpret.ts",
    "show(chart)": "notebook/show.ts",
    logitPlayground: "charts/logitPlayground.ts",
    "trainer.predict": "trainer/Trainer.ts",
  };

  it("counts the files to open to understand one", () => {
    const rows = Object.entries(readings).map(
      ([name, file]) =>
        `  ${name.padEnd(16)} ${String(filesToOpen(file).length).padStart(3)}  ${file}`,
    );
    const usedOnce = files.filter((file) => {
      const users = imports.filter((each) => each.target === file && !isTable(each.file));
      return new Set(users.map((user) => user.file)).size === 1;
    });
    const report = [
      `Files in src: ${files.length}. Files to open to read one whole:`,
      ...rows,
      `Used by a single other file: ${usedOnce.length} (${usedOnce.join(", ")})`,
    ];
    console.log(report.join("\n"));
    expect(rows).toHaveLength(5);
    expect(filesToOpen("logits/softmax.ts")).toContain("logits/checkLogits.ts");
  });

  const isTable = (file: string) => /(^|\/)index\.ts$|^data\/parse\.ts$/.test(file);
});
