import { describe, expect, it } from "vitest";
import { LogitsError } from "../../src/logits/errors.js";
import { ModelError } from "../../src/model/ModelError.js";
import { readConfig } from "../../src/model/readConfig.js";

describe("readConfig", () => {
  const config = { id2label: { 0: "NEGATIVE", 1: "POSITIVE" }, problem_type: "regression" };

  it("reads a model, its config or a parsed config.json alike", () => {
    const expected = {
      id2label: { 0: "NEGATIVE", 1: "POSITIVE" },
      label2id: { NEGATIVE: 0, POSITIVE: 1 },
      problem_type: "regression",
      num_labels: 2,
    };
    expect(readConfig(config)).toEqual(expected);
    expect(readConfig({ config })).toEqual(expected);
  });

  it("means LABEL_i where there are no names, two of them if nothing else is said, as in Python", () => {
    expect(readConfig({}).id2label).toEqual({ 0: "LABEL_0", 1: "LABEL_1" });
    expect(readConfig({ num_labels: 3 }).label2id).toEqual({ LABEL_0: 0, LABEL_1: 1, LABEL_2: 2 });
    expect(readConfig({ id2label: null, problem_type: null })).toMatchObject({
      num_labels: 2,
      problem_type: null,
    });
  });

  it("says what is wrong with a label map, and with something that has none", () => {
    expect(() => readConfig({ id2label: { 0: "A", 2: "B" } })).toThrow(LogitsError);
    expect(() => readConfig({ id2label: { 0: "A", 2: "B" } })).toThrow(
      /^readConfig needs a label for/,
    );
    for (const nothing of [null, undefined, 7, "sst2", { config: null }] as object[]) {
      expect(() => readConfig(nothing)).toThrow(
        new ModelError("readConfig needs a loaded model or its config, got neither"),
      );
    }
  });
});
