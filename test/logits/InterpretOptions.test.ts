import { describe, expect, it } from "vitest";
import { LogitsError } from "../../src/logits/errors.js";
import { checkInterpretOptions } from "../../src/logits/InterpretOptions.js";
import { interpret, interpretColumns } from "../../src/logits/interpret.js";

const read = (options: unknown, columns = 2) =>
  checkInterpretOptions(options as object, columns, "interpret");
const refusal = (options: unknown, columns?: number) => {
  try {
    read(options, columns);
  } catch (error) {
    expect(error).toBeInstanceOf(LogitsError);
    return (error as Error).message;
  }
  throw new Error("nothing was refused");
};

describe("the options of interpret", () => {
  it("may be a model's whole config, and nothing else that has no meaning here", () => {
    const config = {
      model_type: "bert",
      label2id: {},
      id2label: ["A", "B"],
      num_labels: 2,
      top_p: 1,
    };
    expect(read(config).labels).toEqual(["A", "B"]);
    expect(refusal({ treshold: 0.6 })).toBe(
      'interpret has no option "treshold"; did you mean "threshold"?',
    );
    expect(refusal({ ...config, treshold: 0.6 })).toBe(
      'interpret has no option "treshold"; did you mean "threshold"?',
    );
    expect(refusal({ labels: ["A", "B"] })).toBe(
      'interpret has no option "labels": write id2label, which may be a list of labels',
    );
    expect(refusal(null)).toBe(
      "interpret needs its options as an object, such as { id2label: … }, got null",
    );
  });

  it("need the labels by class index", () => {
    expect(refusal({ label2id: { A: 0, B: 1 } })).toBe(
      "interpret reads labels from id2label, and only label2id is given: convert it with id2labelOf(label2id)",
    );
  });

  it("count as many labels as there are logits", () => {
    expect(refusal({ num_labels: 3 })).toBe(
      "interpret needs one logit for each label: num_labels is 3, a row has 2 logits",
    );
    expect(read({ num_labels: null }).labels).toEqual(["LABEL_0", "LABEL_1"]);
  });
});

describe("a threshold", () => {
  const id2label = ["joy", "fear", "anger"];
  const problem_type = "multi_label_classification";

  it("is one for all labels, one for each, or one by name beside the default", () => {
    const of = (threshold: unknown, rest = {}) =>
      Array.from(read({ id2label, threshold, ...rest }, 3).thresholds);
    expect(of(0.6)).toEqual([0.6, 0.6, 0.6]);
    expect(of([0.6, 0.3, 0.2])).toEqual([0.6, 0.3, 0.2]);
    expect(of(Float64Array.of(0.6, 0.3, 0.2))).toEqual([0.6, 0.3, 0.2]);
    expect(of({ fear: 0.3 }, { problem_type })).toEqual([0.5, 0.3, 0.5]);
    expect(of({ fear: 0.3 })).toEqual([0, 0.3, 0]);
    expect(of(undefined, { problem_type })).toEqual([0.5, 0.5, 0.5]);
  });

  it("is a probability of a label that there is", () => {
    const why = "interpret needs a threshold between 0 and 1, a probability, got ";
    expect(refusal({ threshold: 1 })).toBe(`${why}1`);
    expect(refusal({ threshold: true })).toBe(`${why}the boolean true`);
    expect(refusal({ threshold: [0.5, 2] })).toBe(`${why}2 as threshold[1]`);
    expect(refusal({ threshold: { LABEL_0: "0.5" } })).toBe(
      `${why}the string "0.5" as threshold["LABEL_0"]`,
    );
    expect(refusal({ threshold: [0.5] })).toBe(
      "interpret needs one threshold for each of the 2 labels, got 1",
    );
    expect(refusal({ id2label, threshold: { Joy: 0.5 } }, 3)).toBe(
      'interpret needs thresholds by label, got threshold["Joy"], which is no label; did you mean "joy"?',
    );
    expect(refusal({ threshold: 0.5, problem_type: "regression" })).toBe(
      'interpret needs probabilities for a threshold, and function_to_apply "none" (a regression\'s) makes none: leave the threshold out',
    );
  });

  describe("with softmax", () => {
    const rows = [
      [2, 0],
      [0, 0.2],
      [0, 0],
    ];

    it("withholds the label of a row whose score is below it, and only that", () => {
      const [sure, unsure] = interpret(rows, { threshold: 0.6 });
      expect(sure.predicted_label).toBe("LABEL_0");
      expect(unsure).toMatchObject({ predicted_label: null, predicted_index: 1 });
      expect(unsure.ranking).toEqual(interpret(rows)[1].ranking);
      expect("predicted_labels" in unsure).toBe(false);
      // Not below it: kept.
      expect(interpret([0, 0], { threshold: 0.5 }).predicted_label).toBe("LABEL_0");
    });

    it("prints as no label", () => {
      expect(String(interpret(rows[1], { threshold: 0.6 })).split("\n")[0]).toBe(
        "no label above the threshold (margin 0.2000 log-odds, entropy 0.6882 nats)",
      );
      expect(String(interpret(rows, { threshold: 0.6 })).split("\n")[2]).toMatch(
        /^ {2}1 {2}\(none\)/,
      );
    });

    it("is that of the best class, where each has its own", () => {
      const threshold = { LABEL_1: 0.6 };
      expect(interpret([0, 0.2], { threshold }).predicted_label).toBeNull();
      expect(interpret([0.2, 0], { threshold }).predicted_label).toBe("LABEL_0");
    });

    it("is kept as a column of its own for millions of rows", () => {
      const read = interpretColumns(rows, { threshold: 0.6 });
      expect(read.is_labelled).toEqual(Uint8Array.of(1, 0, 0));
      expect(read.row(1).predicted_label).toBeNull();
      expect(interpretColumns(rows).is_labelled).toEqual(Uint8Array.of(1, 1, 1));
    });
  });

  describe("with sigmoid", () => {
    it("decides each label by its own, and the margin is to the nearest of them", () => {
      const threshold = { joy: 0.9, fear: 0.1 };
      const read = interpret([2, -2, 1], { id2label, problem_type, threshold });
      // sigmoid: 0.8808, 0.1192, 0.7311
      expect(read.predicted_labels).toEqual(["anger", "fear"]);
      expect(read.predicted_label).toBeNull();
      expect(read.margin).toBeCloseTo(Math.log(9) - 2, 12);
    });

    it("withholds the best label too, but only where a threshold is set", () => {
      expect(interpret([-1, -2], { problem_type }).predicted_label).toBe("LABEL_0");
      expect(interpret([-1, -2], { problem_type, threshold: 0.5 }).predicted_label).toBeNull();
    });

    it("is 0.5 for the label of a single logit, which is either predicted or not", () => {
      const read = interpret([[-5], [0], [5]]);
      expect(read.map((row) => row.predicted_label)).toEqual([null, null, "LABEL_0"]);
      expect(read.map((row) => row.predicted_labels)).toEqual([[], [], ["LABEL_0"]]);
    });
  });
});
