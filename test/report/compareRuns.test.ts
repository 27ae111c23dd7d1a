import { expect, it } from "vitest";
import { compareRuns } from "../../src/report/compareRuns.js";
import { readFrom } from "./readFrom.js";

const first = "text,joy,fear,anger\nA,2.5,-1,0\nB,-0.5,0.25,-3\nC,1,3,-2\n";
const compare = async (second: string) =>
  compareRuns(await readFrom(first), await readFrom(second));

it("the same numbers are the same", async () => {
  expect(await compare(first)).toEqual({
    agree: true,
    rows: 3,
    differing: 0,
    largest_difference: 0,
    why: ["the numbers are the same, to the last bit"],
    examples: [],
  });
});

it("classes in another order are matched by name", async () => {
  const moved = "text,fear,anger,joy\nA,-1,0,2.5\nB,0.25,-3,-0.5\nC,3,-2,1\n";
  const { agree, largest_difference, why } = await compare(moved);
  expect([agree, largest_difference]).toEqual([true, 0]);
  expect(why[0]).toBe("the classes are in another order; they were matched by name");
});

it("other names, other numbers of classes and of rows are said", async () => {
  const names = await compare(first.replace("anger", "disgust"));
  expect(names.why).toContain('the second has no class "anger": another model, or other names');
  expect(names.largest_difference).toBe(null);
  const fewer = await compare("text,joy,fear\nA,2.5,-1\nB,-0.5,0.25\nC,1,3\n");
  expect(fewer.why[0]).toBe("the first has 3 classes and the second 2: another model");
  const shorter = await compare("text,joy,fear,anger\nA,2.5,-1,0\nB,-0.5,0.25,-3\n");
  expect([shorter.agree, shorter.rows]).toEqual([false, 2]);
  expect(shorter.why[0]).toContain("the first has 3 rows and the second 2");
});

it("texts in another order, and other texts, are told apart", async () => {
  const moved = "text,joy,fear,anger\nB,-0.5,0.25,-3\nA,2.5,-1,0\nC,1,3,-2\n";
  const { why, differing, examples } = await compare(moved);
  expect(why[0]).toBe("the same texts are in another order: 2 of 3 rows have another text");
  expect(why[1]).toContain("it has the same rows in another order");
  expect(differing).toBe(2);
  expect(examples[0]).toMatchObject({
    row: 0,
    text: "A",
    first: { label: "joy" },
    second: { label: "fear" },
  });
  expect((await compare(first.replace("\nA,", "\nZ,"))).why[0]).toBe(
    "1 of 3 rows have another text",
  );
});

it("small differences and near ties are what they are", async () => {
  const near = first.replace("-0.5,0.25", "0.3,0.25").replace("2.5,-1", "2.51,-1.02");
  const { why, differing, largest_difference } = await compare(near);
  expect(differing).toBe(1);
  expect(largest_difference).toBeCloseTo(0.8, 9);
  expect(why.join()).toContain("no function, constant or other order explains it");
  const tiny = await compare(first.replace("2.5,-1", "2.51,-1.02"));
  expect(tiny.why.join()).toContain("about what another precision, padding, quantisation");
});

it("with a file that has no scores there are no classes to compare", async () => {
  const one_hot = "text,joy,fear,anger\nA,1,0,0\nB,0,1,0\nC,0,1,0\n";
  const { agree, differing, why } = await compare(one_hot);
  expect([agree, differing]).toEqual([false, null]);
  expect(why).toContain("the second has no scores, so that no predicted classes can be compared");
});

it("numbers that aren't finite are counted, whichever run has them", async () => {
  const broken = first.replace("-0.5", "nan").replace("2.5", "inf");
  const { why, largest_difference } = await compare(broken);
  expect(why[0]).toBe(
    "2 numbers are NaN or infinite in one of them and another number in the other",
  );
  expect(largest_difference).toBeNaN();
  const turned = await compareRuns(await readFrom(broken), await readFrom(first));
  expect(turned.why[0]).toBe(why[0]);
  const same = await compareRuns(await readFrom(broken), await readFrom(broken));
  expect(same.why[0]).toBe("the numbers are the same, to the last bit");
  const scaled = first.replace("B,-0.5,0.25,-3\nC,1,3,-2", "B,nan,1,1\nC,2,6,-4");
  const doubled = await compareRuns(
    await readFrom(scaled),
    await readFrom("text,joy,fear,anger\nA,5,-2,0\nB,nan,1,1\nC,4,12,-8\n"),
  );
  expect(doubled.why[0]).toMatch(/^the second: /);
});
