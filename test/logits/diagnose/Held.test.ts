import { describe, expect, it } from "vitest";
import type { Found } from "../../../src/logits/diagnose/Diagnosis.js";
import { diagnose } from "../../../src/logits/diagnose/diagnose.js";
import { readContext } from "../../../src/logits/diagnose/Held.js";
import { first, ids, logits } from "./outputs.js";

const known = (context: object) => {
  const findings: Found[] = [];
  return { ...readContext(context, findings), ids: findings.map(({ id }) => id) };
};

describe("readContext", () => {
  it("takes the labels in the order of the classes, from either map", () => {
    expect(known({ id2label: { 1: "b", 0: "a" } })).toMatchObject({ labels: ["a", "b"], count: 2 });
    expect(known({ label2id: { b: 1, a: 0 } }).labels).toEqual(["a", "b"]);
    expect(known({ num_labels: 3 })).toMatchObject({ labels: [], count: 3, head: "softmax" });
    expect(known({}).count).toBeUndefined();
  });

  it("knows the head as the config says it, by Transformers' rule otherwise", () => {
    expect(known({ problem_type: "multi_label_classification" })).toMatchObject({
      head: "sigmoid",
      isHeadSaid: true,
    });
    expect(known({ problem_type: "regression" }).head).toBe("none");
    expect(known({ num_labels: 1 })).toMatchObject({ head: "sigmoid", isHeadSaid: false });
    expect(known({ num_labels: 2, function_to_apply: "none" }).head).toBe("none");
    expect(known({}).head).toBeUndefined();
  });

  it("counts the texts by the texts, or by the labels", () => {
    expect(known({ texts: ["a", "b"], label_ids: [1] }).texts).toBe(2);
    expect(known({ label_ids: [1] }).texts).toBe(1);
  });
});

describe("diagnose tells of the config", () => {
  it("keys that are no class indices, and goes on with the names in order", () => {
    expect(first(logits, { id2label: { 0: "a", 7: "b" } })).toMatchObject({
      id: "label-keys",
      message: '1 of 2 keys of id2label are no class index from 0 to 1, such as "7"',
    });
    expect(first(logits, { id2label: { x: "a", y: "b" } }).id).toBe("label-keys");
  });

  it("two label maps of the output's own that don't agree", () => {
    const output = { logits, id2label: ["a", "b"], label2id: { a: 1, b: 0 } };
    expect(first(output)).toMatchObject({ id: "label-names", severity: "error" });
    expect(first(output).message).toContain('label2id has "a" as class 1');
  });

  it("a problem_type that nobody knows", () => {
    expect(first(logits, { problem_type: "multi_label" })).toMatchObject({
      id: "problem-type",
      severity: "warning",
      message:
        'problem_type is "multi_label", which Transformers does not know, so it was not used',
    });
  });

  it("names that came with the output", () => {
    const saved = {
      data: logits.flat(),
      dims: [3, 2],
      id2label: ["a", "b"],
      label_ids: ["b", "b", "c"],
    };
    expect(ids(saved)).toEqual(["label-unknown"]);
    expect(diagnose({ ...saved, label_ids: ["b", "b", "a"] }).findings).toMatchObject([
      { id: "label-names", severity: "note" },
    ]);
  });
});
