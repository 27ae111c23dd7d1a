import { beforeEach, describe, expect, it, vi } from "vitest";
import { displayBundle } from "../../src/notebook/display.js";
import { predict } from "../../src/notebook/predict.js";
import { lesson00 } from "../../src/notebook/predictions/lesson00.js";
import { lesson01 } from "../../src/notebook/predictions/lesson01.js";
import { lesson02 } from "../../src/notebook/predictions/lesson02.js";
import { lesson03 } from "../../src/notebook/predictions/lesson03.js";
import { lesson04 } from "../../src/notebook/predictions/lesson04.js";
import { lesson05 } from "../../src/notebook/predictions/lesson05.js";
import { lesson06 } from "../../src/notebook/predictions/lesson06.js";
import { lesson07 } from "../../src/notebook/predictions/lesson07.js";
import { definePrediction, judge, predictionIds } from "../../src/notebook/predictions.js";

vi.mock("../../src/notebook/display.js");

beforeEach(() => vi.mocked(displayBundle).mockReset());

/** What a call shows, and the colour of its box. */
function shown(...call: Parameters<typeof predict>): {
  text: string;
  html: string;
  colour?: string;
} {
  predict(...call);
  const { calls } = vi.mocked(displayBundle).mock;
  expect(calls).toHaveLength(1);
  const [[bundle]] = calls.splice(0);
  const html = String(bundle["text/html"]);
  return {
    text: String(bundle["text/plain"]),
    html,
    colour: /border-left: 4px solid (#\w+)/.exec(html)?.[1],
  };
}

describe("predict", () => {
  it("shows what was said and what came", () => {
    const right = shown("01.a", "6");
    expect(right.text).toBe("✓ 01.a You said 6, and 6 is what came.");
    const wrong = shown("01.a", 5);
    expect(wrong.text).toBe(
      "○ 01.a You said 5. What came: 6\nThat counts the words; the exclamation mark is a piece of its own.",
    );
    expect(right.colour).not.toBe(wrong.colour);
  });

  it("goes by what the cell found, if it is told", () => {
    expect(shown("01.a", 7, 7).text).toBe("✓ 01.a You said 7, and 7 is what came.");
    expect(shown("01.a", 6, 7).text).toMatch(/^○ 01\.a You said 6\. What came: 7\n/);
    expect(shown("01.a", 6, Number.NaN).text).toBe("✓ 01.a You said 6, and 6 is what came.");
  });

  it("shows what came rounded, and has a thought for a mistake that nobody foresaw", () => {
    expect(shown("00.b", "-10").text).toBe(
      "○ 00.b You said -10. What came: -3.484\nThe two are equally probable where the two logits are equal.",
    );
  });

  it("asks for a prediction first, and gives nothing away", () => {
    expect(shown("01.a", "?", 6).text).toBe(
      '○ 01.a is waiting for your prediction\nHow many pieces does the sentence make? Write a number in place of "?", then run this cell.',
    );
    expect(shown("02.a", undefined).text).toContain(
      'Write "labels", "probabilities" or "logits" in place of undefined',
    );
  });

  it("says what form an answer takes, and never throws", () => {
    expect(shown("01.a", "six").text).toBe("○ 01.a takes a number, in place of what you wrote");
    for (const said of [null, Symbol("s"), Promise.resolve(6), {}, new Error("e")]) {
      expect(shown("01.b", said).text).toBe(
        '○ 01.b takes "yes" or "no", in place of what you wrote',
      );
    }
  });

  it("names the predictions of the lesson for an id that is not there", () => {
    expect(shown("02.z", 1).text).toBe(
      'There is no prediction "02.z": choose from 02.a, 02.b, 02.c',
    );
    expect(shown(7 as never, 1).text).toMatch(
      /^There is no prediction number: choose from 00\.a, /,
    );
  });

  it("shows what was said as text, whatever it is", () => {
    const choices = ["<img src=x>", "b"];
    definePrediction({ id: "98.a", question: "?", choices, came: "b", mistakes: [] });
    expect(shown("98.a", "<img src=x>").html).not.toContain("<img");
  });
});

describe("every prediction of a lesson", () => {
  const all = [
    ...lesson00,
    ...lesson01,
    ...lesson02,
    ...lesson03,
    ...lesson04,
    ...lesson05,
    ...lesson06,
    ...lesson07,
  ];

  it("is made under its id", () => {
    expect(predictionIds().filter((id) => id < "98")).toEqual(all.map(({ id }) => id).sort());
  });

  it.each(all)("$id asks one question, and its right answer is no mistake", (prediction) => {
    expect(prediction.question).toMatch(/^[A-Z].*\?$/);
    expect(judge(prediction, prediction.came)).toEqual({ isRight: true, mistake: undefined });
  });

  it.each(all)("$id names the thought behind each wrong answer, in a sentence", (prediction) => {
    const { choices = [], came, mistakes, otherwise } = prediction;
    const wrong = choices.filter((choice) => choice !== came);
    const foreseen = mistakes.map(({ said }) => said);
    if (otherwise === undefined) expect([...foreseen].sort()).toEqual([...wrong].sort());
    for (const mistake of mistakes) expect(judge(prediction, mistake.said).mistake).toBe(mistake);
    for (const said of [...mistakes.map(({ because }) => because), otherwise ?? "A."]) {
      expect(said).toMatch(/^[A-Z\d].*[.?]$/);
    }
  });
});
