import { describe, expect, it } from "vitest";
import { diagnose } from "../../../src/logits/diagnose/diagnose.js";
import { first, ids, logits, names, three, trained } from "./outputs.js";

describe("diagnose finds wrong shapes:", () => {
  it("a tuple of arrays, and goes on with its logits", () => {
    const hidden = [[[1, 2]], [[3, 4]], [[5, 6]]];
    expect(first([logits, hidden], names)).toMatchObject({
      id: "tuple-of-arrays",
      certainty: "certain",
      message: "this is a tuple of 2 arrays with shapes [3, 2], [3, 1, 2], not one array of logits",
      evidence: { arrays: 2, ranks: [2, 3] },
      next: "take the logits out of it: predictions[0]",
    });
    expect(first([hidden, logits], names).next).toBe("take the logits out of it: predictions[1]");
    expect(first([three, logits], names).next).toBe("take the logits out of it: predictions[1]");
    expect(first([three, logits], { num_labels: 2 }).next).toContain("[1]");
    expect(first([three, logits]).next).toContain("[0]");
    expect(diagnose([logits, hidden], names).kind).toBe("logits");
    expect(ids({ predictions: [logits, hidden], label_ids: [1, 1, 0] }, names)).toEqual([
      "tuple-of-arrays",
    ]);
  });

  const hidden3 = { data: Float32Array.of(1, 2), dims: [1, 1, 2] };

  it("a tuple of tensors", () => {
    const tensor = { data: Float32Array.of(1, -2), dims: [1, 2] };
    const other = { data: Float32Array.of(1, -2, 3), dims: [1, 3] };
    expect(ids([tensor, other])).toEqual(["tuple-of-arrays"]);
    expect(first([hidden3, tensor]).next).toContain("[1]");
  });

  it("a tuple without any logits", () => {
    const hidden = { data: new Float32Array(12), dims: [2, 2, 3] };
    expect(ids([hidden, [1, 2]])).toEqual(["tuple-of-arrays", "unreadable"]);
    expect(first([hidden, [1, 2]]).next).toContain("[0]");
  });
});

describe("diagnose reads what a pipeline returned:", () => {
  const scored = (label: string, score: number) => ({ label, score });

  it("one text's best label, its ranking, several texts, one list per text", () => {
    expect(diagnose(scored("SCORE", 1)).kind).toBe("probabilities");
    expect(ids([scored("a", 0.9), scored("b", 0.1)])).toEqual(["already-probabilities"]);
    expect(ids([scored("a", 1), scored("a", 1), scored("a", 1)])).toEqual(["one-logit-scored-one"]);
    expect(
      ids([
        [scored("a", 0.9), scored("b", 0.1)],
        [scored("b", 0.8), scored("a", 0.2)],
      ]),
    ).toEqual(["already-probabilities"]);
  });

  it("the best labels of several texts need not be all labels", () => {
    const context = { id2label: ["a", "b"] };
    const best = [[scored("a", 0.9)], [scored("b", 0.8)]];
    expect(ids(best, context)).toEqual([]);
    expect(ids(best)).toEqual([]);
    expect(ids([scored("a", 1)], context)).toEqual([]);
    expect(ids([[scored("a", 1)], [scored("b", 1)]])).not.toContain("one-logit-scored-one");
    expect(ids([[scored("a", 0.5), scored("b", 0.3), scored("c", 0.2)]], context)).toContain(
      "label-count-mismatch",
    );
    expect(ids([[scored("LABEL_1", 0.9)], [scored("LABEL_0", 0.8)]])).toEqual([
      "placeholder-labels",
    ]);
  });

  it("of which a lone score of 1 says less than a lone number", () => {
    expect(first([scored("a", 1)])).toMatchObject({
      id: "one-logit-scored-one",
      severity: "warning",
      certainty: "possible",
    });
    expect(first([scored("a", 1)], { num_labels: 1 }).certainty).toBe("certain");
    expect(first([scored("a", 1), scored("a", 1), scored("a", 1)]).certainty).toBe("likely");
  });

  it("ranked as it is, text by text, and put back in the order of the classes", () => {
    const context = { id2label: ["a", "b"], label_ids: [0, 1, 0] };
    const ranked = [
      [scored("a", 0.9), scored("b", 0.1)],
      [scored("b", 0.9), scored("a", 0.1)],
      [scored("a", 0.9), scored("b", 0.1)],
    ];
    expect(ids(ranked, context)).toEqual(["already-probabilities"]);
    expect(ids(ranked)).toEqual(["already-probabilities"]);
    expect(ids(ranked, { ...context, predicted_index: [0, 1, 0] })).toEqual([
      "already-probabilities",
    ]);
    const same = ranked.map(() => ranked[1]);
    expect(ids(same, context)).toContain("all-rows-equal");
  });

  it("whose best few say nothing of sums or equal rows", () => {
    const few = [
      [scored("a", 0.5), scored("b", 0.3)],
      [scored("c", 0.5), scored("a", 0.3)],
      [scored("b", 0.5), scored("c", 0.3)],
    ];
    expect(ids(few)).toEqual([]);
    expect(diagnose(few)).toMatchObject({ kind: "probabilities", certainty: "likely" });
    expect(diagnose(few).because).toBe(
      "a pipeline gave the best 2 labels of each of 3 texts, and all 6 scores lie between 0 and 1",
    );
    expect(diagnose([[scored("a", 3)], [scored("b", 2)]]).kind).toBe("logits");
  });

  it("another number of scores for each text is not readable", () => {
    const finding = first([[scored("a", 0.9)], [scored("b", 0.8), scored("a", 0.2)]]);
    expect(finding.id).toBe("unreadable");
    expect(finding.message).toContain("row 0 has 1, row 1 has 2");
  });

  it("empty lists are not readable", () => {
    expect(ids([])).toEqual(["unreadable"]);
    expect(ids([[]])).toEqual(["unreadable"]);
  });
});

describe("diagnose takes the numbers out of", () => {
  it("a model's output, a Trainer's, a tensor", () => {
    expect(diagnose({ logits }).kind).toBe("logits");
    expect(diagnose({ predictions: logits, label_ids: null, metrics: {} }).kind).toBe("logits");
    expect(diagnose({ data: Float32Array.of(1, -2), dims: [1, 2] }).kind).toBe("logits");
  });

  it("the label_ids beside them rather than those of the context", () => {
    const rows = trained(30, 2);
    const right = rows.map((_, row) => row % 2);
    const swapped = right.map((label) => 1 - label);
    expect(ids({ predictions: rows, label_ids: swapped }, { label_ids: right })).toEqual([
      "label-order",
    ]);
  });
});

describe("diagnose is not misled by", () => {
  const hidden = [
    [[1], [2]],
    [[3], [4]],
    [[5], [6]],
  ];

  it("what stands beside the logits in a tuple", () => {
    expect(ids([hidden, logits], names)).toEqual(["tuple-of-arrays"]);
    expect(first([hidden, logits], names).next).toContain("[1]");
    expect(ids([logits, [0.1, 0.2, 0.3]], names)).toEqual(["tuple-of-arrays"]);
    expect(first([logits, null, "x", { dims: 3 }, []], names).message).toContain(
      "shapes [3, 2], [], [], [], [0], not",
    );
  });

  it("things that are not what they look like", () => {
    expect(ids([{ label: "a", score: 1 }, 5])).toEqual(["unreadable"]);
    expect(ids([[{ label: "a", score: 1 }], [5]])).toEqual(["unreadable"]);
    expect(ids([[{ label: "a", score: 1 }], 5])).toEqual(["unreadable"]);
    expect(ids([[{ label: "a", score: 1 }, 5]])).toEqual(["unreadable"]);
    expect(ids([{ label: "a" }])).toEqual(["unreadable"]);
    expect(ids("0.3")).toEqual(["unreadable"]);
    expect(ids({ logits, predicted_index: "x" })).toEqual([]);
  });

  it("an error of somebody else's, which it tells", () => {
    const broken = {
      get data() {
        throw new TypeError("gone");
      },
      dims: [1, 2],
    };
    expect(first(broken)).toMatchObject({
      id: "unreadable",
      message: "these are not numbers in rows: gone",
    });
  });
});
