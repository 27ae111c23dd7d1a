import { spawnSync } from "node:child_process";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import * as transformers from "@huggingface/transformers";
import { afterAll, describe, expect, it } from "vitest";
import { loadClassifier, prepareModel, Trainer } from "../../dist/index.js";
import { encodeTexts } from "../../dist/model/encodeTexts.js";
import { planBatches } from "../../dist/model/runTexts.js";
import { medians } from "./measure.js";
import { startPythonPipeline } from "./pythonPipeline.js";
import { markdownTable, writeResults } from "./results.js";
import { makeTexts, mixes } from "./textMixes.js";

const rounds = 3;
const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const seconds = (time: number | undefined) => (time === undefined ? "" : (time / 1000).toFixed(2));
const ratio = (a: number, b: number) => `${(a / b).toFixed(2)}×`;
const percent = (part: number) => `${(100 * part).toFixed(1)} %`;

const { id, options } = await prepareModel("sst2");
const classifier = await loadClassifier("sst2");
const pipe = await transformers.pipeline("text-classification", id, options);
const trainer = new Trainer({ model: classifier });
const allTexts = Object.fromEntries(Object.keys(mixes).map((mix) => [mix, makeTexts(mix)]));

const python = await startPythonPipeline(id);
const rows: string[][] = [];
const parts: string[] = [];

afterAll(() => python?.end());

/** The share of the model's work that is padding. */
function paddedShare(texts: string[]): number {
  const lengths = encodeTexts(classifier.tokenizer, texts).map(({ ids }) => ids.length);
  const tokens = lengths.reduce((sum, length) => sum + length, 0);
  const computed = planBatches(lengths).reduce(
    (sum, batch) => sum + batch.length * Math.max(...batch.map((i) => lengths[i])),
    0,
  );
  return 1 - tokens / computed;
}

describe("trainer.predict against the pipelines", () => {
  it.each(Object.keys(mixes))("%s", async (mix) => {
    const texts = allTexts[mix];
    const dataset = texts.map((text) => ({ text }));
    const time = await medians(
      {
        predict: () => trainer.predict(dataset),
        oneByOne: async () => {
          let last: unknown;
          for (const text of texts) last = await pipe(text);
          return last;
        },
        atOnce: () => pipe(texts),
        ...(python && {
          python8: () => python.run(texts, 8),
          python32: () => python.run(texts, 32),
        }),
      },
      rounds,
    );
    const { predict: own, ...others } = time;
    const best = Math.min(...Object.values(others));
    const padded = paddedShare(texts);
    rows.push([
      `${mix}, ${texts.length} texts`,
      seconds(time.predict),
      seconds(time.atOnce),
      seconds(time.oneByOne),
      seconds(time.python8),
      seconds(time.python32),
      ratio(time.atOnce, time.predict),
      ratio(time.oneByOne, time.predict),
      ratio(best, own),
      percent(padded),
    ]);
    console.log(rows.at(-1)?.join(" | "));
    expect(padded).toBeLessThanOrEqual(0.05);
  });

  it("is written down", () => {
    const header = [
      "texts",
      "`trainer.predict`, s",
      "transformers.js at once, s",
      "one by one, s",
      "Python, batch 8, s",
      "Python, batch 32, s",
      "at once / predict",
      "one by one / predict",
      "best of the others / predict",
      "padding",
    ];
    parts.push(markdownTable(header, rows));
  });
});

describe("what predict itself costs", () => {
  it("beside the model", async () => {
    const texts = allTexts["long tail"];
    const dataset = texts.map((text) => ({ text }));
    const shares: number[] = [];
    const tokenizing: number[] = [];
    const { forward } = classifier.model;
    for (let round = 0; round < rounds; round++) {
      let inside = 0;
      classifier.model.forward = async (inputs) => {
        const start = performance.now();
        const outputs = await forward.call(classifier.model, inputs);
        inside += performance.now() - start;
        return outputs;
      };
      const start = performance.now();
      await trainer.predict(dataset);
      const total = performance.now() - start;
      classifier.model.forward = forward;
      const tokenizerStart = performance.now();
      for (const text of texts) classifier.tokenizer.encode(text);
      const tokenizer = performance.now() - tokenizerStart;
      shares.push((total - inside - tokenizer) / inside);
      tokenizing.push(tokenizer / inside);
    }
    const [ownShare] = [...shares].sort((a, b) => a - b).slice(rounds >> 1);
    const [tokenizer] = [...tokenizing].sort((a, b) => a - b).slice(rounds >> 1);
    parts.push(
      `Beside the time inside the model (long tail), predict itself takes ${percent(ownShare)}, and transformers.js' tokenizer ${percent(tokenizer)}.`,
    );
    console.log(parts.at(-1));
  });

  it("in memory, which doesn't grow with the data set", () => {
    const peak = (count: number) => {
      const input = makeTexts("long tail", count).join("\n");
      const run = spawnSync(process.execPath, [here("predictMemory.mjs")], {
        input,
        encoding: "utf8",
        maxBuffer: 1e8,
      });
      if (run.status !== 0) throw new Error(run.stderr);
      return Number(run.stdout.trim());
    };
    const [small, large] = [peak(1000), peak(20_000)];
    parts.push(
      `Peak memory of the whole process: ${small.toFixed(0)} MB for 1,000 texts, ${large.toFixed(0)} MB for 20,000 (long tail): ${((1000 * (large - small)) / 19_000).toFixed(1)} kB a text, for the texts, their tokens and the results.`,
    );
    console.log(parts.at(-1));
    // What grows is the data itself: a text, its tokens and its logits.
    const kilobytesPerText = (1000 * (large - small)) / 19_000;
    expect(kilobytesPerText).toBeLessThan(4);
  });

  it("is written down, too", () => {
    const machine = `${cpus()[0].model.trim()}, ${cpus().length} cores, Node ${process.versions.node}, transformers.js ${transformers.env.version}; ${python?.versions ?? "no Python with PyTorch was given (READING_LOGITS_BENCH_PYTHON)"}.`;
    const how = `Medians of ${rounds} rounds, all contestants in turn, the JavaScript ones in one process; embedded model \`sst2\` (Python: the same network in single precision, with random weights). ${machine} Made by \`npm run bench\`.`;
    writeResults("predict", `## A whole data set\n\n${how}\n\n${parts.join("\n\n")}`);
  });
});
