import { describe, expect, it } from "vitest";
import { palette } from "../../src/charts/parts/theme.js";
import { smallMultiples } from "../../src/charts/smallMultiples.js";
import { argmax } from "../../src/logits/argmax.js";
import { softmax } from "../../src/logits/softmax.js";
import { bars, draw, texts } from "./draw.js";

const batch = [
  [1, 2, 0.5],
  [0.2, 3, 1],
  [-1, 0, 2],
];
const labels = ["A", "B", "C"];
const waves = (rows: number, classes: number) =>
  Array.from({ length: rows }, (_, i) =>
    Array.from({ length: classes }, (_, j) => 3 * Math.sin(i + 2 * j)),
  );

describe("smallMultiples", () => {
  it("draws a bar for each probability, the winner of each panel in its own colour", async () => {
    const drawn = bars(await draw(smallMultiples(batch, labels)));
    const expected = softmax(batch).flat();
    expect(drawn).toHaveLength(9);
    for (const [i, { width, datum }] of drawn.entries()) {
      expect(datum.probability).toBeCloseTo(expected[i], 12);
      expect((width ?? 0) / 150).toBeCloseTo(expected[i], 9);
    }
    const winners = drawn.flatMap(({ fill, datum }) =>
      fill === palette.predicted ? [datum.index] : [],
    );
    expect(winners).toEqual(argmax(batch));
  });

  it("names the winner and the text above each panel", async () => {
    const named = texts(await draw(smallMultiples(batch, labels, { texts: ["one", "two", ""] })));
    expect(named).toEqual(expect.arrayContaining(["0.6285 B", "0.8360 B", "0.8438 C"]));
    expect(named).toEqual(expect.arrayContaining(["one", "two", "row 2"]));
  });

  it("writes the class labels once a line of panels, not once a panel", async () => {
    const named = texts(await draw(smallMultiples(waves(10, 7), "abcdefg".split(""))));
    expect(named.filter((text) => text === "d")).toHaveLength(2);
  });

  it("gives each line of panels a title, and no axis where there is no panel", async () => {
    const named = texts(await draw(smallMultiples(waves(10, 7), "abcdefg".split(""))));
    const lines = named.filter((text) => text.startsWith("rows "));
    expect(lines).toEqual(["rows 0 to 4", "rows 5 to 9"]);
    for (const rows of [4, 6, 7]) {
      const few = texts(await draw(smallMultiples(waves(rows, 3), labels)));
      expect(few.filter((text) => text === "probability")).toHaveLength(rows);
    }
  });

  it("gives each group a line of its own, under its name", async () => {
    const groups = ["sure", "sure", "sure", "sure", "sure", "torn", "lost", "lost"];
    const names = ["anger", "disgust", "fear", "joy", "neutral", "sadness", "surprise"];
    const drawn = await draw(smallMultiples(waves(8, 7), names, { groups }));
    const named = texts(drawn);
    expect(named.filter((text) => groups.includes(text))).toEqual(["sure", "torn", "lost"]);
    expect(named.filter((text) => text === "joy")).toHaveLength(3);
    expect(bars(drawn)).toHaveLength(8 * 7);
  });

  it("says when a long group goes on in the next line", async () => {
    const groups = Array.from({ length: 12 }, (_, i) => (i < 10 ? "sure" : "lost"));
    const named = texts(await draw(smallMultiples(waves(12, 3), labels, { groups })));
    const lines = named.filter((text) => /^(sure|lost)/.test(text));
    expect(lines).toEqual(["sure", "sure (continued)", "lost"]);
  });

  it("draws 24 panels of 28 classes with whole labels of 60 characters", async () => {
    const names = Array.from({ length: 28 }, (_, i) => `${i} ${"long ".repeat(12)}`.slice(0, 60));
    const view = await draw(smallMultiples(waves(24, 28), names));
    expect(bars(view)).toHaveLength(24 * 28);
    expect(texts(view)).toEqual(expect.arrayContaining(names));
  });

  it("draws the first 24 of more rows, and says so", async () => {
    const chart = smallMultiples(waves(164, 7), "abcdefg".split(""));
    expect(bars(await draw(chart))).toHaveLength(24 * 7);
    expect(JSON.stringify(chart.toSpec().title)).toContain("The first 24 of 164 texts.");
    expect(JSON.stringify(smallMultiples(batch, labels).toSpec().title)).not.toContain("first");
  });

  it("says in its title how sure the winners are", () => {
    expect(smallMultiples(batch, labels).title).toBe(
      "3 texts: the winner's probability ranges from 0.6285 to 0.8438",
    );
    expect(smallMultiples([[0, 0]], ["A", "B"]).title).toBe(
      "One text: its winner has a probability of 0.5000",
    );
  });

  it("carries its numbers as a table", () => {
    const { columns, rows } = smallMultiples(batch, labels).table;
    expect(columns).toEqual(["row", "label", "logit", "probability"]);
    expect(rows[4]).toEqual(["1", "B", "3.00", "0.8360"]);
    expect(rows).toHaveLength(9);
  });

  it("keeps labels and texts data", () => {
    const hostile = "'] + alert(1) + ['";
    const spec = smallMultiples([[1, 2]], [hostile, "b"], { texts: [hostile] }).toSpec();
    const { params, data, ...rest } = spec;
    expect(JSON.stringify([params, data])).toContain("alert");
    expect(JSON.stringify(rest)).not.toContain("alert");
  });

  it("says what doesn't fit, and where", () => {
    expect(() => smallMultiples([1, 2] as never, labels)).toThrow(
      "smallMultiples draws a batch of logits [n, k], got a single row: write [logits]",
    );
    expect(() => smallMultiples(batch, labels, { texts: ["a"] })).toThrow(
      "smallMultiples needs one text for each row: got 3 rows and 1 texts",
    );
    expect(() => smallMultiples(batch, labels, { groups: ["a"] })).toThrow(
      "smallMultiples needs one group for each row: got 3 rows and 1 groups",
    );
    expect(() => smallMultiples(batch, labels, { groups: ["a", "b", "a"] })).toThrow(
      "smallMultiples needs the rows of a group one after the other: row 2 belongs to an earlier one, sort the rows by group",
    );
    expect(() => smallMultiples(batch, labels, { groups: ["a", 2, "a"] as never })).toThrow(
      "smallMultiples needs the groups' names as texts: row 1 is",
    );
  });
});
