import { describe, expect, it } from "vitest";
import { chooseFunction, completeConfig, impliedFunction } from "../../src/logits/config.js";

describe("completeConfig", () => {
  it("fills in labels both ways round, from a map, from a list or from their number", () => {
    const expected = { num_labels: 2, label2id: { A: 0, B: 1 } };
    expect(completeConfig({ id2label: { 0: "A", 1: "B" } })).toMatchObject(expected);
    expect(completeConfig({ id2label: { "0": "A", "1": "B" } })).toMatchObject(expected);
    expect(completeConfig({ id2label: ["A", "B"] })).toMatchObject(expected);
    expect(completeConfig({ num_labels: 1 }).label2id).toEqual({ LABEL_0: 0 });
  });

  it("gives the same again for a config that is complete", () => {
    const complete = completeConfig({ num_labels: 3, problem_type: "regression" });
    expect(completeConfig(complete)).toEqual(complete);
  });

  it("takes num_labels at its word, as Python does, even where id2label has another number", () => {
    expect(completeConfig({ num_labels: 0, id2label: { 0: "A", 1: "B" } }).num_labels).toBe(0);
  });
});

describe("the function that a problem type implies", () => {
  it.each([
    [null, 1, "sigmoid"],
    [null, 2, "softmax"],
    ["single_label_classification", 2, "softmax"],
    ["multi_label_classification", 7, "sigmoid"],
    ["regression", 1, "none"],
    ["regression", 3, "none"],
  ])("%s with %i labels: %s", (problem_type, labels, expected) => {
    expect(impliedFunction(problem_type, labels)).toBe(expected);
    expect(chooseFunction({ problem_type }, labels, "test")).toBe(expected);
  });

  it("gives way to the one that is asked for", () => {
    const asked = { problem_type: "regression", function_to_apply: "sigmoid" };
    expect(chooseFunction(asked, 3, "test")).toBe("sigmoid");
  });
});
