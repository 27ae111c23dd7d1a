import { describe } from "vitest";
import { argmax } from "../../src/logits/argmax.js";
import { interpret } from "../../src/logits/interpret.js";
import { postprocess } from "../../src/logits/pipelines/postprocess.js";
import { softmax } from "../../src/logits/softmax.js";
import { areSame, isNear, law, rowOfTwo } from "./laws.js";

describe("ranking", () => {
  law("interpret ranks all classes, best first, with the scores of softmax", rowOfTwo, (z) => {
    const { ranking, scores, predicted_index } = interpret(z);
    const p = softmax(z);
    return (
      areSame(scores, p) &&
      predicted_index === argmax(z) &&
      areSame([...ranking].map((one) => one.index).sort(), z.map((_, index) => index).sort()) &&
      ranking.every(
        (one, i) => one.score === p[one.index] && (i === 0 || one.score <= ranking[i - 1].score),
      )
    );
  });

  law("interpret agrees with Python's pipeline to single precision", rowOfTwo, (z) => {
    const ours = interpret(z);
    const theirs = postprocess(z, { num_labels: z.length }, { top_k: null });
    return Array.isArray(theirs) && isNear(ours.ranking[0].score, theirs[0].score, 2e-4);
  });
});
