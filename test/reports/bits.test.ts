import { readFileSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import {
  argmax,
  diagnose,
  dragTheLogits,
  interpret,
  LogitsError,
  logitsBesideProbabilities,
  postprocess,
  softmax,
  topK,
} from "../../src/index.js";

/* Numbers as libraries and files hand them over: bits, bytes and columns that were read as something else. */

/** The bits of [[-3.484375, 3.84375], [2.65625, -0.010986328125]] in bfloat16. */
const bits = Uint16Array.of(0xc05f, 0x4076, 0x402a, 0xbc34);
const numbers = [
  [-3.484375, 3.84375],
  [2.65625, -0.010986328125],
];

/** The message with which every one of these functions refuses its logits. */
function refusal(logits: unknown): string {
  const messages = [softmax, argmax, interpret, topK].map((ask) => {
    try {
      return `nothing: ${JSON.stringify(ask(logits as never))}`;
    } catch (error) {
      expect(error).toBeInstanceOf(LogitsError);
      return (error as Error).message.replace(ask.name, "…");
    }
  });
  expect(new Set(messages).size).toBe(1);
  return messages[0];
}

describe("half-precision numbers as bits", () => {
  // https://github.com/microsoft/onnxruntime-genai/issues/2202: "BFloat16 logits returned as garbage"
  it("bfloat16 in a Uint16Array, as ONNX and safetensors store it", () => {
    const given = { data: Uint16Array.of(0xc05f, 0x4076, 0x402a, 0xc03c), dims: [2, 2] };
    expect(argmax({ type: "bfloat16", ...given })).toEqual([1, 0]);
    for (const type of ["bfloat16", "BF16", "torch.bfloat16"]) {
      expect(softmax({ type, data: bits, dims: [2, 2] })).toEqual(softmax(numbers));
    }
  });

  it("bfloat16 in an Int16Array: numpy has no bfloat16, so tensor.view(torch.int16) is saved", () => {
    // https://github.com/curt-tigges/crosslayer-coding/pull/30
    const data = new Int16Array(bits.buffer);
    expect(softmax({ type: "bfloat16", data, dims: [2, 2] })).toEqual(softmax(numbers));
  });

  it("as single bytes, which are more than the shape counts", () => {
    const bytes = new Uint8Array(bits.buffer);
    for (const type of ["bfloat16", "float16"]) {
      expect(refusal({ type, data: bytes, dims: [2, 2] })).toBe(
        `… needs numbers as logits, got a Uint8Array with the 8 bytes of 4 ${type} numbers: pass them as new Uint16Array(data.slice().buffer)`,
      );
    }
    expect(refusal({ type: "float32", data: bytes, dims: [2] })).toContain(
      "the 8 bytes of 2 float32 numbers: pass them as new Float32Array(data.slice().buffer)",
    );
    const [unreadable] = diagnose({ type: "float16", data: bytes, dims: [8] }).findings;
    expect(unreadable.message).toContain("got the bytes of float16 numbers in a Uint8Array");
    const data = new Uint16Array(bytes.slice().buffer);
    expect(softmax({ type: "bfloat16", data, dims: [2, 2] })).toEqual(softmax(numbers));
  });

  it("float16 by the other names that it has", () => {
    for (const type of ["F16", "half", "torch.float16"]) {
      expect(argmax({ type, data: Uint16Array.of(0x4400, 0xc500), dims: [2] })).toBe(0);
    }
  });

  // Since Node 24 and Chrome 135 the same call gives a Float16Array: https://github.com/microsoft/onnxruntime/pull/23827
  it("in a Uint16Array that doesn't say what it holds", () => {
    const message =
      '… needs to know what the Uint16Array holds: pass the bits of half-precision numbers in a Uint16Array as { type: "float16", data, dims } or { type: "bfloat16", data, dims }, and whole numbers as a plain array without a type';
    expect(refusal(bits)).toBe(message);
    expect(refusal([bits, bits])).toBe(message);
    expect(refusal({ data: bits, dims: [2, 2] })).toBe(message);
    expect(refusal({ type: "uint16", data: bits, dims: [2, 2] })).toBe(message);
    expect(refusal(new Int16Array(bits.buffer))).toContain("what the Int16Array holds");
    expect(refusal({ type: "bfloat16", data: Array.from(bits), dims: [2, 2] })).toContain(
      "what the list of whole numbers holds",
    );
    expect(argmax({ type: "bfloat16", data: [1, 2], dims: [2] })).toBe(1);
    expect(() => dragTheLogits(bits, ["A", "B", "C", "D"])).toThrow("dragTheLogits needs to know");
    expect(() => postprocess(bits, { num_labels: 4 })).toThrow("postprocess needs to know");
  });

  it("of a type beside an array that can't hold its numbers", () => {
    expect(refusal({ type: "float32", data: Uint8Array.of(1, 0), dims: [1, 2] })).toBe(
      '… needs numbers as logits, got data of type "float32" as Uint8Array: these are its bits, so turn them into a Float32Array first',
    );
    expect(refusal({ type: "float8_e4m3fn", data: Uint8Array.of(1, 0), dims: [2] })).toContain(
      "these are its bits",
    );
    expect(refusal({ type: "float32", data: Uint32Array.of(1, 2), dims: [2] })).toContain(
      "these are its bits",
    );
  });
});

describe("a file that nobody has read", () => {
  const file = readFileSync(new URL("../golden/README.md", import.meta.url));
  const advice =
    "this is a file: use readPredictions(path), or parsePredictions(bytes, name) for its bytes";

  it.each([
    ["a Buffer, from readFile", file, "Uint8Array"],
    ["an ArrayBuffer, from fetch", new ArrayBuffer(8), "ArrayBuffer"],
    ["a DataView", new DataView(new ArrayBuffer(8)), "DataView"],
    ["the pixels of a canvas", new Uint8ClampedArray(8), "Uint8ClampedArray"],
  ])("%s", (_title, given, kind) => {
    expect(refusal(given)).toBe(
      `… needs a row, a batch or a tensor of logits, got a ${kind} of ${given.byteLength} bytes; ${advice}`,
    );
  });

  it("its path", () => {
    expect(refusal("predictions.npy")).toBe(
      `… needs a row, a batch or a tensor of logits, got the string "predictions.npy"; ${advice}`,
    );
  });

  it("several of them, or one with a shape", () => {
    const message =
      "… needs numbers as logits, got a Uint8Array, which holds bytes: pass whole numbers as Array.from(data), and for a file use readPredictions(path) or parsePredictions(bytes, name)";
    expect(refusal([file, file])).toBe(message);
    expect(refusal({ data: file, dims: [file.length] })).toBe(message);
    const zeros = Buffer.of(0, 1);
    expect(refusal([zeros, zeros])).toBe(message);
    expect(refusal({ data: zeros, dims: [2] })).toBe(message);
  });
});

describe("one column", () => {
  // The same label for every text: https://github.com/alexander-rakhlin/CNN-for-Sentence-Classification-in-Keras/issues/39
  const why =
    "argmax needs at least two logits per row, got 1, whose index is always 0: a single logit means yes where it is above 0, so write ";

  it("argmax of a batch of single logits, which was 0 for every text", () => {
    expect(() => argmax([[-2], [3]])).toThrow(
      new LogitsError(`${why}logits.map(([z]) => (z > 0 ? 1 : 0))`),
    );
    expect(() => argmax({ data: Float32Array.of(-2, 3), dims: [2, 1] })).toThrow(why);
    expect([[-2], [3]].map(([z]) => (z > 0 ? 1 : 0))).toEqual([0, 1]);
  });

  // https://github.com/huggingface/transformers/pull/7726: "it will always return 1"
  it("softmax of a batch of single logits, which is 1 for every text", () => {
    const printed = vi.spyOn(console, "info").mockImplementation(() => {});
    expect(softmax([[-2], [3]])).toEqual([[1], [1]]);
    expect(printed.mock.calls).toEqual([
      [
        "Note: softmax of a single logit is 1 whatever the text says, and each row has one: a yes-or-no head needs sigmoid(logits), a regression neither",
      ],
    ]);
    expect(softmax([1.2])).toEqual([1]);
    expect(printed).toHaveBeenCalledTimes(1);
    printed.mockRestore();
  });

  it("argmax of one text's single logit", () => {
    expect(() => argmax([3])).toThrow(new LogitsError(`${why}logits[0] > 0 ? 1 : 0`));
  });
});

describe("something that holds the numbers", () => {
  const needs = "… needs a row, a batch or a tensor of logits, got ";
  const start = `${needs}an object with `;

  it.each([
    ["a promise, not awaited", Promise.resolve([1, 2]), `${needs}a Promise: await it first`],
    [
      "a shape instead of dims",
      { data: [1, 2], shape: [2] },
      `${start}data, shape: call its shape dims, { data, dims: shape }`,
    ],
    [
      "a tensor of TensorFlow.js",
      { dataSync: () => [1], shape: [1] },
      `${start}dataSync, shape: pass { data: tensor.dataSync(), dims: tensor.shape }`,
    ],
    ["a set", new Set([1, 2]), `${needs}a Set: make it an array first, Array.from(…)`],
    [
      "an iterator",
      [1, 2].values(),
      `${needs}an Array Iterator: make it an array first, Array.from(…)`,
    ],
    [
      "a list of tensors",
      [{ data: [1, 2], dims: [2] }],
      "… needs numbers as logits: column 0 is a tensor with dims [2]: pass one tensor [n, k], or each tensor by itself",
    ],
  ])("%s", (_title, given, message) => {
    expect(refusal(given)).toBe(message);
  });

  it("a tensor whose numbers are on the GPU", () => {
    const tensor = {
      dims: [1, 2],
      location: "gpu-buffer",
      get data() {
        throw new Error("The data is not on CPU.");
      },
    };
    expect(refusal(tensor)).toBe(
      '… needs a tensor in memory, got one whose location is "gpu-buffer": await its getData() first',
    );
    expect(argmax({ data: [1, 2], dims: [2], location: "cpu" } as never)).toBe(1);
  });

  it('a shape of texts, as split(",") gives', () => {
    expect(refusal({ data: [1, 2], dims: ["1", "2"] })).toBe(
      '… needs numbers as dims, got the string "1": write dims.map(Number)',
    );
    expect(String(diagnose({ data: [1, 2], dims: ["1", "2"] }))).toContain("needs numbers as dims");
  });

  it("a shape in 64-bit integers", () => {
    const tensor = { data: [1, 2, 4, 3], dims: [2n, 2n] };
    expect(argmax(tensor as never)).toEqual([1, 0]);
    expect(argmax({ data: [1, 2, 4, 3], dims: BigInt64Array.of(2n, 2n) } as never)).toEqual([1, 0]);
  });

  it("one row as a tensor, for a chart of one row", () => {
    const row = { data: Float32Array.of(1, 2), dims: [2] };
    expect(dragTheLogits(row as never, ["A", "B"]).table).toEqual(
      logitsBesideProbabilities([1, 2], ["A", "B"]).table,
    );
  });
});
