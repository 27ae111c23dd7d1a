import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { loadClassifier } from "../../src/model/loadClassifier.js";
import { type Cell, textOf } from "../../src/workshop/notebooks.js";
import { chromiumPath, noChromium, openBrowser } from "../browser/openBrowser.js";
import { cellText } from "../notebooks/readOutputs.js";
import { builtSite } from "./builtSite.js";
import { kernelIsIdle, type LiveNotebook, openLive } from "./liveNotebook.js";
import { type ServedFolder, serveFolder } from "./serveFolder.js";

const lesson = "notebooks/00-start-here.ipynb";
let browser: Browser;
let visitor: BrowserContext;
let site: ServedFolder;
let live: LiveNotebook;

beforeEach(({ skip }) => skip(!chromiumPath, noChromium));
beforeAll(async () => {
  if (!chromiumPath) return;
  site = await serveFolder(await builtSite());
  browser = await openBrowser();
  visitor = await browser.newContext();
  live = await openLive(visitor, site.url, lesson);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** What a cell with this code prints and shows as text, and the error that it ends in. */
async function shows(code: string): Promise<string> {
  const cell = await live.run(code);
  return [cellText(cell), ...errorsOf(cell)].join("\n").trim();
}

/** Asks JupyterLite's contents, a person's files as its pages show them. */
async function inContents(
  ask: "save" | "delete" | "get",
  path: string,
  options?: object,
): Promise<{ content: string }> {
  return live.page.evaluate(
    async ([method, of, how]) => {
      const { contents } = (
        window.jupyterapp as never as {
          serviceManager: {
            contents: Record<
              typeof method,
              (path: string, options?: object) => Promise<{ content: string }>
            >;
          };
        }
      ).serviceManager;
      return contents[method](of, how);
    },
    [ask, path, options] as const,
  );
}

const errorsOf = (cell: Cell) =>
  (cell.outputs ?? []).flatMap((output) => {
    const { ename, evalue, traceback } = output as never as Record<string, string | string[]>;
    return ename === undefined ? [] : [`${ename}: ${evalue}`, textOf(traceback)];
  });

it("logits equal Node's to 1e-5", async () => {
  const texts = [
    "This is a fantastic movie!",
    "",
    "Nicht schlecht 🙂",
    "最悪の映画だった",
    "a ".repeat(200),
  ];
  const classifier = await loadClassifier("sst2");
  const node = await classifier.logits(texts);
  await classifier.dispose();
  const printed = await shows(
    `import { loadClassifier } from "reading-logits";
     const model = await loadClassifier("sst2");
     JSON.stringify(await model.logits(${JSON.stringify(texts)}))`,
  );
  const browsers = JSON.parse(printed) as number[][];
  const differences = node.flatMap((row, i) => row.map((z, k) => Math.abs(z - browsers[i][k])));
  expect(Math.max(...differences)).toBeLessThan(1e-5);
});

it("an error names the line of the cell and the kit's functions, as in tslab", async () => {
  const error = await shows('import { softmax } from "reading-logits";\n\nsoftmax([1, NaN]);');
  expect(error).toContain("LogitsError: softmax needs finite logits: column 1 is NaN");
  expect(error).toContain("line 3:  softmax([1, NaN]);");
  expect(error).toMatch(/in softmax.*\(reading-logits\)/);
  expect(await shows('import { Softmax } from "reading-logits";')).toContain(
    "Did you mean 'softmax'?",
  );
  expect(await shows("const = 1;")).toContain("TypeScript: Unexpected token");
});

it("a cell may not ask another host, and nothing that it shows may", async () => {
  const asked: string[] = [];
  const other = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.writeHead(200, { "Access-Control-Allow-Origin": "*" }).end();
  });
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  const html = `<img src="${address}/picture"><style>@import "${address}/style";</style>`;
  const printed = await shows(
    `import { displayBundle } from "reading-logits";
     displayBundle({ "text/html": ${JSON.stringify(html)}, "text/plain": "shown" });
     await fetch("${address}/data").catch((error) => console.log("fetch:", error.name));
     await import("${address}/module.js").catch((error) => console.log("import:", error.name));
     new WebSocket("${address.replace("http", "ws")}/socket").onerror = () => console.log("socket");
     await new Promise((resolve) => setTimeout(resolve, 500));`,
  );
  await new Promise<void>((resolve) => other.close(() => resolve()));
  expect(printed).toContain("fetch: TypeError");
  expect(printed).toContain("import: ");
  expect(asked).toEqual([]);
});

it("Stop ends an endless loop, says what is lost, and leaves a kernel that runs cells", async () => {
  await live.run("const before = 1;\nbefore", 1);
  const running = live.run("for (;;) {}");
  await new Promise((resolve) => setTimeout(resolve, 1000));
  await live.page.evaluate(() => window.jupyterapp.commands.execute("notebook:interrupt-kernel"));
  const [error] = errorsOf(await running);
  expect(error).toMatch(/^Interrupted: the cell was stopped and the kernel started anew/);
  await kernelIsIdle(live.page);
  const finished = await live.cellAt(1);
  expect([cellText(finished).trim(), errorsOf(finished)]).toEqual(["1", []]);
  expect(await shows("typeof before")).toBe("undefined");
  expect(await shows("const after: number = 6 * 7;\nafter")).toBe("42");
});

it("Shift+Tab and Tab answer from the kit's own sources and the cells' values", async () => {
  await shows('import { softmax } from "reading-logits";\nconst probabilities = [0.5];');
  const answers = await live.page.evaluate(async () => {
    const widget = window.jupyterapp.shell.currentWidget as never as {
      sessionContext: {
        session: { kernel: Record<string, (content: object) => Promise<{ content: never }>> };
      };
    };
    const { kernel } = widget.sessionContext.session;
    const help = await kernel.requestInspect({
      code: "softmax([1, ",
      cursor_pos: 12,
      detail_level: 0,
    });
    const tab = await kernel.requestComplete({ code: "prob", cursor_pos: 4 });
    return {
      help: help.content as { data: Record<string, string> },
      tab: tab.content as { matches: string[] },
    };
  });
  expect(answers.help.data["text/markdown"]).toMatch(/function softmax[\s\S]*probabilities/);
  expect(answers.tab.matches).toContain("probabilities");
});

it("a head is trained, and what was written is there after the page is loaded anew; the model is fetched once", async () => {
  const train = (resume: boolean) =>
    shows(`import { check, loadClassifier, loadDataset, newHead, progress, Trainer, TrainingArguments } from "reading-logits";
     const { train } = await loadDataset("reviews");
     const args = new TrainingArguments({ output_dir: "trained", num_train_epochs: 2, save_strategy: "epoch" });
     const head = newHead({ id2label: ["NEGATIVE", "POSITIVE"] });
     const model = await loadClassifier("sst2");
     const trainer = new Trainer({ model: model, head: head, args: args, train_dataset: train.slice(0, 16) });
     ${resume ? "" : 'check("00.2", 0.5);'}
     const { global_step } = await trainer.train({ resume_from_checkpoint: ${resume} });
     console.log("steps", global_step);
     progress();`);
  expect(await train(false)).toMatch(/✓ 00\.2 correct[\s\S]*steps \d+/);
  await live.page.close();
  live = await openLive(visitor, site.url, lesson);
  const again = await train(true);
  expect(again).toMatch(/steps \d+/);
  expect(again).toMatch(/1 of \d+ exercises/);
  const models = site.requests.filter(({ path }) => path.endsWith(".onnx"));
  expect(models.length).toBe(1);
});

it("a file that a person puts beside the notebook is read as their own", async () => {
  await inContents("save", "notebooks/mine.csv", {
    type: "file",
    format: "text",
    content: "label_0,label_1\n-1.5,2.5\n0.25,-0.75\n",
    name: "mine.csv",
    path: "notebooks/mine.csv",
  });
  expect(
    await shows(
      'import { readPredictions } from "reading-logits";\n(await readPredictions("mine.csv")).dims',
    ),
  ).toBe("[ 2, 2 ]");
});

it("a file that a person deletes there can't be read any more", async () => {
  await inContents("delete", "notebooks/mine.csv");
  expect(
    await shows(
      'await readPredictions("mine.csv").catch((error: Error) => console.log(error.message));',
    ),
  ).toMatch(/^readPredictions can't read .*mine\.csv/);
});

it("a report that a cell saves appears in the list of files, whole", async () => {
  const printed = await shows(
    `import { parsePredictions, report } from "reading-logits";
     const bytes = new TextEncoder().encode("[[-3.48, 3.85], [1.5, -0.25]]");
     const page = await report(await parsePredictions(bytes, "mine.json"), { id2label: ["NEGATIVE", "POSITIVE"] });
     page.save("report.html");
     console.log(String(page), page.html.length);`,
  );
  expect(printed).toMatch(/^Report "mine\.json", 0\.9 MB: save\("report\.html"\) writes it \d+$/);
  const stored = async () => {
    const file = inContents("get", "notebooks/report.html", { content: true });
    return (await file.catch(() => undefined))?.content ?? "";
  };
  const length = Number(printed.split(" ").at(-1));
  await expect.poll(async () => (await stored()).length, { timeout: 20_000 }).toBe(length);
  const html = await stored();
  expect(html).toMatch(/^<!doctype html>[\s\S]*<\/html>\s*$/);
});

it("a file that was uploaded to the outermost folder is read from there", async () => {
  const table = { type: "file", format: "text", content: "a,b\n1,2\n" };
  await inContents("save", "top.csv", table);
  expect(await shows('(await readPredictions("../top.csv")).dims')).toBe("[ 1, 2 ]");
});

it("without a network, a second visit works, whatever the browser's own cache has lost", async () => {
  const guest = await browser.newContext();
  live = await openLive(guest, site.url, lesson);
  const code = `import { loadClassifier } from "reading-logits";
     import { round } from "mathjs";
     const [logits] = await (await loadClassifier("sst2")).logits(["Good."]);
     logits.map((z) => round(z, 3))`;
  const answer = await shows(code);
  expect(answer).toMatch(/^\[ -?\d/);
  const kept = () =>
    live.page.evaluate(async () => {
      const stores = (await caches.keys()).map(async (key) => (await caches.open(key)).keys());
      const all = (await Promise.all(stores)).flat().map(({ url }) => url);
      const needed = [
        "index.html",
        "mathjs.js",
        "manifest.json",
        "tokenizer.json",
        ".wasm",
        ".onnx",
      ];
      return needed.filter((end) => all.some((url) => url.split("?")[0].endsWith(end)));
    });
  await expect.poll(kept, { timeout: 60_000 }).toHaveLength(6);
  const devTools = await guest.newCDPSession(live.page);
  await devTools.send("Network.clearBrowserCache");
  await live.page.close();
  await site.close();
  live = await openLive(guest, site.url, lesson);
  expect(await shows(code)).toBe(answer);
});
