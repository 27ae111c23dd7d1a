import fc from "fast-check";
import { expect, it } from "vitest";
import { sigmoid } from "../../src/logits/sigmoid.js";
import { softmax } from "../../src/logits/softmax.js";
import { scoresIn } from "../../src/report/asLogits.js";

const row = fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: 2, maxLength: 5 });

it("softmax of the logits of probabilities gives the probabilities back", () => {
  fc.assert(
    fc.property(row, (logits) => {
      const probabilities = softmax(logits);
      const own = scoresIn(probabilities, "probabilities", "softmax");
      softmax(Array.from(own?.logits ?? [])).forEach((p, i) => {
        expect(p).toBeCloseTo(probabilities[i], 12);
      });
    }),
  );
});

it("sigmoid of the logits of independent probabilities gives them back", () => {
  const probabilities = [0.001, 0.25, 0.5, 0.999];
  const own = scoresIn(probabilities, "independent probabilities", "sigmoid");
  sigmoid(Array.from(own?.logits ?? [])).forEach((p, i) => {
    expect(p).toBeCloseTo(probabilities[i], 12);
  });
});

it("percentages are hundredths, logarithms are probabilities again, and logits are left alone", () => {
  expect(scoresIn([25, 75], "percentages", "softmax")?.scores).toEqual(Float64Array.of(0.25, 0.75));
  const half = [Math.log(0.5), Math.log(0.5)];
  expect(scoresIn(half, "log-probabilities", "softmax")?.scores[0]).toBeCloseTo(0.5, 15);
  expect(scoresIn([1, 2], "logits", "softmax")).toBeUndefined();
  expect(scoresIn([1, 2], "probabilities", "none")).toBeUndefined();
});
