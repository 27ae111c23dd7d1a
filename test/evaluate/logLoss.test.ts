import { describe, expect, it } from "vitest";
import { brierScore, crossEntropy, logLoss } from "../../src/evaluate/logLoss.js";
import { messageOf, wrong } from "./messageOf.js";

describe.each([
  ["logLoss", logLoss],
  ["brierScore", brierScore],
] as const)("%s refuses, by its own name and with the row,", (name, metric) => {
  it.each([
    [
      "different lengths",
      [0],
      [
        [0.5, 0.5],
        [1, 0],
      ],
      "needs one row of probabilities for each label: got 1 label_ids and 2 rows",
    ],
    ["no rows", [0], [], "needs at least one row of probabilities, got 0"],
    [
      "one row without its batch",
      [1],
      [0.2, 0.8],
      "needs a batch [n, k] of probabilities, one row per text, got one row of 2: write [row]",
    ],
    [
      "NaN",
      [1, 1],
      [
        [0.2, 0.8],
        [Number.NaN, 1],
      ],
      "needs probabilities without NaN: row 1, column 0 is NaN",
    ],
    [
      "logits",
      [1, 1],
      [
        [0.2, 0.8],
        [2.5, -1.5],
      ],
      "needs probabilities from 0 to 1: row 1, column 1 is -1.5; if these are logits, take softmax(logits) first",
    ],
    [
      "multi-label scores",
      [1, 1],
      [
        [0.25, 0.75],
        [0.5, 0.75],
      ],
      "needs probabilities that sum to 1 in each row: row 1 sums to 1.25; for logits, take softmax(logits); multi-label scores have no such sum",
    ],
    [
      "an infinity",
      [1],
      [[0, Number.POSITIVE_INFINITY]],
      "needs probabilities that sum to 1 in each row: row 0 sums to Infinity; for logits, take softmax(logits); multi-label scores have no such sum",
    ],
    [
      "one probability a row",
      [0],
      [[0.75]],
      "needs probabilities that sum to 1 in each row: row 0 sums to 0.75; write one probability p as two, [1 - p, p]",
    ],
    [
      "a label outside the columns",
      [0, 2],
      [
        [0.5, 0.5],
        [1, 0],
      ],
      "needs class indices from 0 to 1, as there are 2 classes: label_ids, row 1 is 2",
    ],
    [
      "ragged rows",
      [0, 1],
      [[0.5, 0.5], [1]],
      "needs rows of equal length: row 0 has 2 probabilities, row 1 has 1",
    ],
    [
      "text",
      [0],
      [["0.5", 0.5]],
      'needs numbers as probabilities: row 0, column 0 is the string "0.5"',
    ],
    [
      "a model's output",
      [0],
      { logits: 1 },
      "needs a row, a batch or a tensor of probabilities, got an object with logits: pass its .logits",
    ],
    ["rows without numbers", [0], [[]], "needs at least one probability: row 0 has 0"],
  ])("%s", (_title, labels, probabilities, message) => {
    expect(messageOf(() => metric(labels, wrong(probabilities)))).toBe(`${name} ${message}`);
  });

  it("but takes what rounding leaves of a sum of 1", () => {
    const rounded = [Float32Array.of(0.3333, 0.3333, 0.3333)];
    expect(metric([0], rounded)).toBeGreaterThan(0);
    expect(messageOf(() => metric([0], [[0.4, 0.5989]]))).toContain("sums to 0.9989");
    expect(messageOf(() => metric([0], [[0.4, 0.6011]]))).toContain("sums to 1.0011");
  });

  it("and reads a tensor", () => {
    const tensor = { data: Float32Array.of(0.25, 0.75, 1, 0), dims: [2, 2] };
    expect(metric([1, 0], tensor)).toBe(
      metric(
        [1, 0],
        [
          [0.25, 0.75],
          [1, 0],
        ],
      ),
    );
  });
});

describe("logLoss", () => {
  it("of a class that got no probability is 36 nats, or infinite without clipping", () => {
    expect(logLoss([0], [[0, 1]])).toBe(-Math.log(2 ** -52));
    expect(logLoss([0], [[0, 1]], { clip: 0 })).toBe(Number.POSITIVE_INFINITY);
    expect(logLoss([0], [[0, 1]], { clip: 2 ** -23 })).toBeCloseTo(15.94, 2);
  });

  it("of a sure right answer is 2.2e-16, as in scikit-learn", () => {
    expect(logLoss([1], [[0, 1]])).toBe(-Math.log(1 - 2 ** -52));
  });

  it("of a sure right answer is a plain 0 without clipping", () => {
    expect(logLoss([1], [[0, 1]], { clip: 0 })).toBe(0);
    expect(logLoss([1], [[0, 1 + 2 ** -20]], { clip: 0 })).toBe(0);
  });

  it.each([-1, 0.5, Number.NaN, "0"])("refuses to clip at %s", (clip) => {
    expect(messageOf(() => logLoss([0], [[0, 1]], { clip: wrong(clip) }))).toContain(
      "logLoss needs clip to be a number of at least 0 and below 0.5, got",
    );
  });
});

describe("crossEntropy", () => {
  it("keeps what softmax loses: 1000 log-odds behind cost 1000 nats", () => {
    expect(crossEntropy([0], [[0, 1000]])).toBe(1000);
    expect(crossEntropy([1], [[0, 40]])).toBe(Math.log1p(Math.exp(-40)));
    expect(crossEntropy([0], [[7]])).toBe(0);
  });

  it("refuses infinities and NaN with their place", () => {
    const infinite = Number.NEGATIVE_INFINITY;
    expect(
      messageOf(() =>
        crossEntropy(
          [0, 0],
          [
            [1, 2],
            [1, infinite],
          ],
        ),
      ),
    ).toBe("crossEntropy needs finite logits: row 1, column 1 is -Infinity");
    expect(messageOf(() => crossEntropy([0], [[1, Number.NaN]]))).toBe(
      "crossEntropy needs logits without NaN: row 0, column 1 is NaN",
    );
  });
});

describe("brierScore", () => {
  it("refuses another scale", () => {
    expect(messageOf(() => brierScore([0], [[0, 1]], { scale_by_half: wrong("yes") }))).toBe(
      'brierScore needs scale_by_half to be true, false or "auto", got the string "yes"',
    );
  });
});

describe("names of classes beside columns without names", () => {
  const batch = [
    [0.9, 0.1],
    [0.2, 0.8],
  ];
  const measures = [logLoss, brierScore, crossEntropy];

  it.each(measures)("are refused by %o: their order would be a guess", (measure) => {
    expect(messageOf(() => measure(["joy", "fear"], batch))).toContain(
      `${measure.name} needs id2label to compare names with columns: label_ids holds names, such as "fear"`,
    );
    const id2label = ["joy", "fear"];
    expect(measure(["joy", "fear"], batch, { id2label })).toBe(measure([0, 1], batch));
  });
});
