import { describe, expect, it } from "vitest";
import { makeConfig } from "../../src/logits/config.js";
import { outcome, pipeline } from "./goldenPipeline.js";

describe("Python's config", () => {
  it.each(pipeline.config)("$kwargs", ({ kwargs, error, ...expected }) => {
    const config = outcome(() => makeConfig(kwargs));
    expect(config).toMatchObject(error ? { error } : expected);
  });
});
