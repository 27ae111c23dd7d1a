import { describe, expect, it } from "vitest";
import { completeConfig, makeConfig } from "../../src/logits/config.js";
import { readConfig } from "../../src/model/readConfig.js";
import { outcome, pipeline } from "./goldenPipeline.js";

describe("Python's config", () => {
  it.each(pipeline.config)("$kwargs", ({ kwargs, error, ...expected }) => {
    const config = outcome(() => makeConfig(kwargs));
    expect(config).toMatchObject(error ? { error } : expected);
  });
});

it("a label map or a number of labels that is nested without end is described, not gone through", () => {
  const deep = JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`);
  expect(() => completeConfig({ num_labels: deep })).toThrow(
    "completeConfig needs num_labels to be a whole number of 1 or more, or left out, got an array of 1",
  );
  expect(completeConfig({ id2label: { 0: deep } }).label2id).toEqual({ "an array of 1": 0 });
  expect(() => readConfig({ id2label: { 0: deep } })).toThrow(
    "readConfig needs text as labels: id2label[0] is an array of 1",
  );
});
