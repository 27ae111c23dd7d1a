import { expect } from "vitest";
import { palette } from "../../../src/charts/parts/theme.js";
import { formatLogit, formatProbability } from "../../../src/charts/parts/words.js";
import { argmax } from "../../../src/logits/argmax.js";
import { softmax } from "../../../src/logits/softmax.js";
import type { LiveChart } from "../LiveChart.js";
import type { Mark } from "../readMarks.js";
import { expectClose } from "./expectClose.js";

/** The bars of one panel, in the order of the classes, without the pale ones of the start. */
export function barsOf(marks: readonly Mark[], panel: number): Mark[] {
  const isBar = ({ type, datum, fill }: Mark) =>
    type === "rect" && "index" in datum && fill !== palette.ghost;
  return marks
    .filter((mark) => mark.panel === panel && isBar(mark))
    .sort((a, b) => Number(a.datum.index) - Number(b.datum.index));
}

/** Checks that bars are as long as their numbers say, all on the same scale, in the scene and on the screen alike. */
export function expectLengths(bars: readonly Mark[], values: readonly number[]): void {
  const largest = Math.max(...values.map(Math.abs));
  const longest = bars.find((_, i) => Math.abs(values[i]) === largest);
  const scale = (longest?.width ?? Number.NaN) / largest;
  expect(scale).toBeGreaterThan(0);
  for (const [i, bar] of bars.entries()) {
    expect(bar.width).toBeCloseTo(Math.abs(values[i]) * scale, 6);
    expect(bar.box.width).toBeCloseTo(bar.width, 1);
  }
}

/** The two panels of `barPanels`: bars of logits and of their probabilities, numbers at their ends, the winner in colour. */
export async function expectPairedBars(
  chart: LiveChart,
  logits: readonly number[],
  labels: readonly string[],
  probabilities: readonly number[] = softmax([...logits]),
): Promise<void> {
  const marks = await chart.marks();
  const [left, right] = [barsOf(marks, 0), barsOf(marks, 1)];
  expectClose(
    left.map(({ datum }) => datum.logit),
    logits,
  );
  expectClose(
    right.map(({ datum }) => datum.probability),
    probabilities,
  );
  expectLengths(left, logits);
  expectLengths(right, probabilities);
  const winner = argmax([...logits]);
  const written = marks.filter(({ type }) => type === "text").map(({ text }) => text);
  for (const [i, label] of labels.entries()) {
    const [logit, probability] = [formatLogit(logits[i]), formatProbability(probabilities[i])];
    const verdict = i === winner ? ", predicted" : "";
    const spoken = `${label}: logit ${logit}, probability ${probability}${verdict}`;
    expect([left[i].spoken, right[i].spoken]).toEqual([spoken, spoken]);
    expect(written).toContain(logit);
    expect(written).toContain(probability);
  }
  expect(new Set(left.map(({ fill }, i) => `${i === winner} ${fill}`)).size).toBe(2);
}
