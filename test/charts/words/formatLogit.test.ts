import { describe, expect, it } from "vitest";
import { formatLogit, formatLogitExpression } from "../../../src/charts/words/formatLogit.js";
import { inPage } from "../inPage.js";

describe("formatLogit", () => {
  it("writes two digits after the point, and powers of ten from 100,000", () => {
    expect([3.8512, -3.4839, 0, -0, -0.001, 1000, -1234567].map(formatLogit)).toEqual([
      "3.85",
      "-3.48",
      "0.00",
      "0.00",
      "0.00",
      "1000.00",
      "-1.23e+6",
    ]);
  });

  it("is the same text in the page as here", async () => {
    const logits = Array.from({ length: 800 }, (_, i) => (i - 400) * 0.021 * 10 ** (i % 9));
    const written = await inPage(
      logits.map((logit) => ({ logit })),
      formatLogitExpression("datum.logit"),
    );
    expect(written).toEqual(logits.map(formatLogit));
  });
});
