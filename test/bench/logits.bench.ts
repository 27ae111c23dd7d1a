import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import * as transformers from "@huggingface/transformers";
import { all, create } from "mathjs";
import { describe, expect, it } from "vitest";
import { interpret, postprocess, softmax, softmaxInto } from "../../dist/logits/index.js";
import { bundle } from "../logits/bundle.js";
import { measureMillionRows } from "../logits/measureMillionRows.js";
import { medians, seededLogits } from "./measure.js";
import { markdownTable, showInReadme, writeResults } from "./results.js";

const math = create(all);
const sizes = [
  [10_000, 2],
  [10_000, 7],
  [200, 1_000],
  [1_000_000, 3],
] as const;
/** Work that takes microseconds per row is timed on at most this many numbers, and its time is scaled up. */
const most = 200_000;

const parts: string[] = [];
/** What the README shows. */
const summary: string[][] = [];
const ms = (time: number) => (time < 10 ? time.toFixed(3) : time.toFixed(0));
const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
const ratio = (a: number, b: number) => `${(a / b).toFixed(a / b < 10 ? 2 : 0)}×`;

describe("softmax", () => {
  const rows: string[][] = [];

  it.each(sizes)("%i × %i", async (n, k) => {
    const data = seededLogits(n * k);
    const out = new Float64Array(n * k);
    const tensor = { data, dims: [n, k] };
    const part = Math.min(n, Math.floor(most / k));
    const time = await medians({
      kernel: () => softmaxInto(data, n, k, out),
      friendly: () => (n > 100_000 ? out : softmax(tensor)),
      exp: () => {
        for (let i = 0; i < data.length; i++) out[i] = Math.exp(data[i]);
        return out;
      },
      transformersJs: () => {
        let last: unknown;
        for (let row = 0; row < part; row++) {
          last = transformers.softmax(data.subarray(row * k, (row + 1) * k));
        }
        return last;
      },
      mathjs: () => {
        let last: unknown;
        for (let row = 0; row < part / 10; row++) {
          const powers = math.map(
            Array.from(data.subarray(row * k, (row + 1) * k)),
            math.exp as never,
          );
          last = math.divide(powers, math.sum(powers));
        }
        return last;
      },
    });
    const js = (time.transformersJs * n) / part;
    const paper = (time.mathjs * n) / Math.ceil(part / 10);
    rows.push([
      `${n.toLocaleString("en")} × ${k.toLocaleString("en")}`,
      ms(time.kernel),
      n > 100_000 ? "" : ms(time.friendly),
      ms(time.exp),
      ms(js),
      ms(paper),
      ratio(js, time.kernel),
      ratio(paper, time.kernel),
      ratio(time.kernel, time.exp),
    ]);
    summary.push([
      `${n.toLocaleString("en")} × ${k.toLocaleString("en")} → probabilities`,
      ...[time.kernel, js, paper, time.exp].map((value) => `${ms(value)} ms`),
      ratio(js, time.kernel),
    ]);
  });

  it("is written down", () => {
    const header = [
      "rows × classes",
      "`softmaxInto`, ms",
      "`softmax`, ms",
      "`Math.exp` alone, ms",
      "transformers.js, ms",
      "mathjs, ms",
      "transformers.js / kernel",
      "mathjs / kernel",
      "kernel / `Math.exp`",
    ];
    parts.push(`### Logits → probabilities\n\n${markdownTable(header, rows)}`);
  });
});

describe("logits to the three best labels of seven", () => {
  it("10,000 rows", async () => {
    const [n, k] = [10_000, 7];
    const data = seededLogits(n * k);
    const tensor = { data, dims: [n, k] };
    const names = ["anger", "disgust", "fear", "joy", "neutral", "sadness", "surprise"];
    const id2label = Object.fromEntries(names.map((name, index) => [index, name]));
    const pipe = stubPipeline(data, n, k, id2label);
    const transformersJs = () => pipe(Array(n).fill("text"), { top_k: 3 });
    // Each against transformers.js by itself, so that neither collects the other's garbage.
    const time = await medians({
      postprocess: () => postprocess(tensor, { id2label }, { top_k: 3 }),
      transformersJs,
    });
    const facts = await medians({
      interpret: () => interpret(tensor, { id2label, top_k: 3 }),
      transformersJs,
    });
    const header = ["10,000 × 7 → 3 labels", "time, ms", "transformers.js takes"];
    const rows = [
      ["`postprocess`", ms(time.postprocess), ratio(time.transformersJs, time.postprocess)],
      [
        "`interpret`, with margin and entropy",
        ms(facts.interpret),
        ratio(facts.transformersJs, facts.interpret),
      ],
      ["transformers.js' own post-processing", ms(time.transformersJs), "1.00×"],
    ];
    parts.push(`### Logits → labels\n\n${markdownTable(header, rows)}`);
    summary.push([
      "10,000 × 7 → top 3 labels",
      ...["postprocess", "transformersJs"].map((name) => `${ms(time[name])} ms`),
      "",
      "",
      ratio(time.transformersJs, time.postprocess),
    ]);
  });
});

/** The real pipeline around a model that only hands out the logits: what remains is its post-processing. */
function stubPipeline(data: Float32Array, n: number, k: number, id2label: object) {
  const logits = new transformers.Tensor("float32", data, [n, k]);
  const model = Object.assign(async () => ({ logits }), {
    config: { id2label, problem_type: "single_label_classification" },
  });
  const task = "text-classification";
  return new transformers.TextClassificationPipeline({
    task,
    model,
    tokenizer: () => ({}),
  } as never);
}

describe("a million rows of three, interpreted into typed arrays", () => {
  it("stays within 300 MB", () => {
    const { megabytes, seconds } = measureMillionRows();
    const text = `1,000,000 × 3 through \`interpretColumns\`: ${seconds.toFixed(2)} s, ${megabytes.toFixed(0)} MB at its peak, Node itself included.`;
    parts.push(`### Memory\n\n${text}`);
    expect(megabytes).toBeLessThan(300);
  });

  it("and bundles small", async () => {
    const sizes: string[][] = [];
    for (const names of ["softmax", "softmax, interpret", "* as room"]) {
      const file = fileURLToPath(new URL("../../.cache/bundled.mjs", import.meta.url));
      const what = names.startsWith("*") ? names : `{ ${names} }`;
      const used = names.startsWith("*") ? "room" : names;
      writeFileSync(file, `import ${what} from "reading-logits/logits";\nconsole.log(${used});\n`);
      const code = await bundle(file);
      sizes.push([`\`import ${what}\``, kilobytes(code.length), kilobytes(gzipSync(code).length)]);
    }
    const header = ["in a browser bundle (rolldown)", "minified", "gzip"];
    parts.push(`### Size\n\n${markdownTable(header, sizes)}`);
  });

  it("is written down with the rest", () => {
    const machine = `${cpus()[0].model.trim()}, ${cpus().length} cores, Node ${process.versions.node}, transformers.js ${transformers.env.version}.`;
    const how = `Medians of 30 rounds, all contestants in turn in one process. ${machine} Logits are float32 and random; transformers.js is timed on at most ${most.toLocaleString("en")} numbers and mathjs (exp(z) / sum(exp(z)), as on paper) on a tenth of them, and scaled. Made by \`npm run bench\`.`;
    writeResults("logits", `## The logits room\n\n${how}\n\n${parts.join("\n\n")}`);
    const header = [
      "rows × classes",
      "this kit",
      "transformers.js",
      "mathjs",
      "`Math.exp` alone",
      "transformers.js / this kit",
    ];
    showInReadme("bench", markdownTable(header, summary));
  });
});
