import { inspect } from "node:util";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { LogitsError } from "../../src/logits/errors.js";
import {
  InterpretedBatch,
  InterpretedRow,
  interpret,
  interpretColumns,
} from "../../src/logits/interpret.js";
import { sigmoid } from "../../src/logits/sigmoid.js";
import { softmax } from "../../src/logits/softmax.js";

describe("interpret", () => {
  const id2label = { 0: "NEGATIVE", 1: "POSITIVE" };
  const multi = { problem_type: "multi_label_classification" } as const;

  describe("interpret a row", () => {
    it("says score, class, label, ranking, margin and entropy", () => {
      const read = interpret([-4.2, 4.5], { id2label });
      const scores = softmax([-4.2, 4.5]);
      expect({ ...read }).toEqual({
        function_to_apply: "softmax",
        logits: [-4.2, 4.5],
        scores,
        predicted_index: 1,
        predicted_label: "POSITIVE",
        ranking: [
          { label: "POSITIVE", index: 1, logit: 4.5, score: scores[1] },
          { label: "NEGATIVE", index: 0, logit: -4.2, score: scores[0] },
        ],
        margin: 8.7,
        entropy: expect.closeTo(0.0016159, 6),
      });
    });

    it("takes a model's config as it is", () => {
      const config = {
        model_type: "bert",
        id2label,
        label2id: {},
        problem_type: null,
        num_labels: 2,
      };
      expect(interpret([1, 2], config).predicted_label).toBe("POSITIVE");
    });

    it("ranks no more than top_k, and all when top_k is more than there are", () => {
      expect(interpret([1, 3, 2], { top_k: 2 }).ranking.map((one) => one.index)).toEqual([1, 2]);
      expect(interpret([1, 3, 2], { top_k: 9 }).ranking).toHaveLength(3);
      expect(interpret([1, 3, 2], { top_k: null }).ranking).toHaveLength(3);
    });

    it("divides by the temperature: scores, margin and entropy, not the logits", () => {
      const read = interpret([1, 3], { temperature: 2 });
      expect(read.logits).toEqual([1, 3]);
      expect(read.scores).toEqual(softmax([0.5, 1.5]));
      expect(read.margin).toBe(1);
      expect(read.entropy).toBe(interpret([0.5, 1.5]).entropy);
    });

    it("gives one class the whole probability and no margin", () => {
      const read = interpret([3], { function_to_apply: "softmax" });
      expect(read.scores).toEqual([1]);
      expect(read.margin).toBeNaN();
      expect(read.entropy).toBe(0);
      expect(String(read)).toContain("LABEL_0 (entropy 0.0000 nats)");
    });

    it("keeps nothing of the caller's array", () => {
      const logits = [1, 2];
      const read = interpret(logits);
      logits[0] = 99;
      expect(read.logits).toEqual([1, 2]);
    });

    it("reads arrays from another realm, as a notebook cell's are", () => {
      const foreign = runInNewContext("[[1, 2], new Float32Array([3, 4])]");
      expect(interpret(foreign)).toHaveLength(2);
      const row = runInNewContext("new Float32Array([3, 4])") as Float32Array;
      expect(interpret(row).predicted_index).toBe(1);
    });
  });

  describe("interpret chooses the function", () => {
    it.each([
      [[1, 2], {}, "softmax"],
      [[1, 2], { problem_type: "single_label_classification" }, "softmax"],
      [[1, 2], multi, "sigmoid"],
      [[1], {}, "sigmoid"],
      [[1], { problem_type: null, function_to_apply: null }, "sigmoid"],
      [[1], { problem_type: "regression" }, "none"],
      [[1, 2], { problem_type: "regression" }, "none"],
      [[1, 2], { function_to_apply: "none" }, "none"],
      [[1, 2], { ...multi, function_to_apply: "softmax" }, "softmax"],
      [[1, 2], { function_to_apply: "sigmoid" }, "sigmoid"],
    ])("%j with %j: %s", (row, options, expected) => {
      expect(interpret(row, options).function_to_apply).toBe(expected);
    });

    it.each([
      [
        { problem_type: "multilabel" },
        'interpret needs problem_type to be "single_label_classification", "multi_label_classification", "regression" or left out, got the string "multilabel"',
      ],
      [
        { function_to_apply: "SOFTMAX" },
        'interpret needs function_to_apply to be "softmax", "sigmoid", "none" or left out, got the string "SOFTMAX"',
      ],
      [
        { top_k: 0 },
        "interpret needs top_k to be a whole number of 1 or more, or left out for all, got 0",
      ],
      [
        { top_k: 1.5 },
        "interpret needs top_k to be a whole number of 1 or more, or left out for all, got 1.5",
      ],
      [{ threshold: 1 }, "interpret needs a threshold between 0 and 1, a probability, got 1"],
      [{ threshold: 0 }, "interpret needs a threshold between 0 and 1, a probability, got 0"],
      [
        { threshold: "0.5" as unknown as number },
        'interpret needs a threshold between 0 and 1, a probability, got the string "0.5"',
      ],
    ])("and refuses %j", (options, message) => {
      expect(() => interpret([1, 2], options)).toThrow(new LogitsError(message));
    });
  });

  describe("interpret several labels", () => {
    it("decides them one by one, best first, above the threshold and not at it", () => {
      const read = interpret([1, -2, 3, 0], multi);
      expect(read.scores).toEqual(sigmoid([1, -2, 3, 0]));
      expect(read.predicted_labels).toEqual(["LABEL_2", "LABEL_0"]);
      expect(interpret([1, -2, 3, 0], { ...multi, threshold: 0.9 }).predicted_labels).toEqual([
        "LABEL_2",
      ]);
      expect(interpret([-1, -2], multi).predicted_labels).toEqual([]);
    });

    it("measures the margin from the label that is nearest to the threshold", () => {
      expect(interpret([1, -2, 3], multi).margin).toBe(1);
      expect(interpret([1, -2, 3], { ...multi, temperature: 2 }).margin).toBe(0.5);
      // log(0.9 / 0.1) = 2.1972
      expect(interpret([1, 5], { ...multi, threshold: 0.9 }).margin).toBeCloseTo(1.1972, 4);
    });

    it("adds up the entropies of the labels", () => {
      expect(interpret([0, 0], multi).entropy).toBeCloseTo(2 * Math.LN2, 14);
      expect(interpret([Number.POSITIVE_INFINITY, -900], multi).entropy).toBe(0);
      const p = sigmoid([1.5])[0];
      const expected = -p * Math.log(p) - (1 - p) * Math.log(1 - p);
      expect(interpret([1.5]).entropy).toBeCloseTo(expected, 14);
      expect(interpret([3], { temperature: 2 }).entropy).toBeCloseTo(expected, 14);
    });

    it("allows several infinities, which each have a sigmoid", () => {
      const infinite = [
        Number.POSITIVE_INFINITY,
        Number.POSITIVE_INFINITY,
        Number.NEGATIVE_INFINITY,
      ];
      expect(interpret(infinite, multi).scores).toEqual([1, 1, 0]);
    });

    it("leaves predicted_labels out where one class is chosen", () => {
      expect("predicted_labels" in interpret([1, 2])).toBe(false);
    });
  });

  describe("interpret a regression", () => {
    it("gives the value, and neither margin nor entropy", () => {
      const read = interpret([3.25], { problem_type: "regression", id2label: ["stars"] });
      expect(read.value).toBe(3.25);
      expect(read.scores).toEqual([3.25]);
      expect(read.margin).toBeNaN();
      expect(read.entropy).toBeNaN();
      expect(String(read)).toBe("value 3.2500\nlabel   value\nstars  3.2500");
    });

    it("with several outputs gives them as scores", () => {
      const read = interpret([3, 1, 2], { problem_type: "regression" });
      expect(read.scores).toEqual([3, 1, 2]);
      expect("value" in read).toBe(false);
      expect(String(read).split("\n")[0]).toBe("LABEL_0");
    });

    it("says that a class has no value", () => {
      expect("value" in interpret([1])).toBe(false);
    });
  });

  describe("interpret a batch", () => {
    const rows = [
      [1, 2, 0.5],
      [0.2, 3, 1],
      [-1, 0, 2],
    ];
    const read = interpret(rows, { id2label: ["A", "B", "C"] });

    it("gives an array of what its rows give", () => {
      expect(read).toBeInstanceOf(InterpretedBatch);
      expect(Array.isArray(read)).toBe(true);
      expect([...read]).toEqual(rows.map((row) => interpret(row, { id2label: ["A", "B", "C"] })));
      expect(read.map((row) => row.predicted_label)).toEqual(["B", "B", "C"]);
      expect(read[2]).toBeInstanceOf(InterpretedRow);
    });

    it("gives plain arrays from map and filter", () => {
      expect(read.map((row) => row.margin)).not.toBeInstanceOf(InterpretedBatch);
      expect(inspect(read.map((row) => row.margin))).toBe("[ 1, 2, 2 ]");
    });

    it("counts labels against columns", () => {
      expect(() => interpret(rows, { id2label })).toThrow(
        "interpret needs one label for each logit: id2label has 2 labels, a row has 3 logits",
      );
    });
  });

  describe("printed", () => {
    it("a row is a table of labels, logits, scores and bars", () => {
      expect(inspect(interpret([-4.2, 4.5], { id2label }))).toBe(
        [
          "POSITIVE (margin 8.7000 log-odds, entropy 0.0016 nats)",
          "label       logit   score",
          "POSITIVE   4.5000  0.9998  ████████████████████",
          "NEGATIVE  -4.2000  0.0002",
        ].join("\n"),
      );
    });

    it("several labels are named together, or none", () => {
      expect(String(interpret([1, -2, 3], multi)).split("\n")[0]).toBe(
        "LABEL_2, LABEL_0 (margin 1.0000 log-odds, entropy 1.1384 nats)",
      );
      expect(String(interpret([-1, -2], multi)).split("\n")[0]).toMatch(
        /^no label above the threshold \(margin 1.0000/,
      );
    });

    it("a batch is one table, a line a row", () => {
      const rows = [
        [1, 2, 0.5],
        [-1, 0, 2],
      ];
      expect(inspect(interpret(rows, { id2label: ["A", "B", "C"] }))).toBe(
        [
          "row  label   score                     margin  entropy",
          "  0  B      0.6285  ████████████▋      1.0000   0.9060",
          "  1  C      0.8438  ████████████████▉  2.0000   0.5243",
        ].join("\n"),
      );
    });

    it("a batch of several labels names them, and says where there are none", () => {
      const lines = String(
        interpret(
          [
            [1, 2],
            [-1, -2],
          ],
          multi,
        ),
      ).split("\n");
      expect(lines[1]).toContain("LABEL_1, LABEL_0");
      expect(lines[2]).toContain("(none)");
    });

    it("a batch of regressions has values", () => {
      const read = interpret([[1.5], [20]], { problem_type: "regression" });
      expect(String(read)).toBe(
        ["row  label      value", "  0  LABEL_0   1.5000", "  1  LABEL_0  20.0000"].join("\n"),
      );
    });

    it("a long batch shows twenty rows and says how many more there are", () => {
      const rows = Array.from({ length: 25 }, (_, row) => [row, 0]);
      const lines = String(interpret(rows)).split("\n");
      expect(lines).toHaveLength(22);
      expect(lines.at(-1)).toBe("… and 5 more rows");
      expect(String(interpret(rows.slice(0, 20))).split("\n")).toHaveLength(21);
    });

    it("as JSON it is the plain facts", () => {
      expect(JSON.parse(JSON.stringify(interpret([[0, 0]], { id2label })))).toEqual([
        {
          function_to_apply: "softmax",
          logits: [0, 0],
          scores: [0.5, 0.5],
          predicted_index: 0,
          predicted_label: "NEGATIVE",
          ranking: [
            { label: "NEGATIVE", index: 0, logit: 0, score: 0.5 },
            { label: "POSITIVE", index: 1, logit: 0, score: 0.5 },
          ],
          margin: 0,
          entropy: expect.closeTo(Math.LN2, 14),
        },
      ]);
    });

    it("a label can't move the cursor, break the table or hide", () => {
      const hostile = ["\u001b[31mred\nnew line\u202e", "x".repeat(100)];
      const text = String(interpret([1, 2], { id2label: hostile }));
      expect(text.split("\n")).toHaveLength(4);
      expect(text).not.toContain("\u001b");
      expect(text).not.toContain("\u202e");
      expect(text).toContain("\uFFFD[31mred\uFFFDnew line\uFFFD");
      expect(text.split("\n")[2]).toMatch(/^x{59}… /);
    });
  });
});

describe("interpretColumns", () => {
  const tensor = { data: Float32Array.of(1, 2, 0.5, 3, -1, 0), dims: [2, 3] };

  describe("interpretColumns", () => {
    it("gives one typed array a fact", () => {
      const read = interpretColumns(tensor, { id2label: ["A", "B", "C"] });
      expect(read.predicted_index).toEqual(Int32Array.of(1, 0));
      expect(read.margin).toEqual(Float64Array.of(1, 3));
      expect(Array.from(read.scores)).toEqual(softmax(tensor).flat());
      expect(read.labels).toEqual(["A", "B", "C"]);
    });

    it("does not copy a tensor's logits", () => {
      expect(interpretColumns(tensor).logits).toBe(tensor.data);
    });

    it("gives any row as interpret does", () => {
      const options = { id2label: ["A", "B", "C"], top_k: 2, temperature: 2 };
      const read = interpretColumns(tensor, options);
      expect([read.row(0), read.row(1)]).toEqual([...interpret(tensor, options)]);
    });

    it.each([-1, 2, 0.5])("has no row %d of two", (row) => {
      expect(() => interpretColumns(tensor).row(row)).toThrow(
        `row needs a whole number from 0 to 1, got ${row}`,
      );
    });

    it("names itself in errors", () => {
      expect(() => interpretColumns([[1, Number.NaN]])).toThrow(
        "interpretColumns needs finite logits: row 0, column 1 is NaN",
      );
    });
  });
});
