import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { here } from "./inProcess.js";
import { reading, scratch } from "./program.js";

describe("classify", () => {
  it("shows the logits of a text and what they mean", async () => {
    const { code, out, err } = await reading(["classify", "This is a fantastic movie!"]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("POSITIVE (margin 7.3349 log-odds, entropy 0.0054 nats)");
    expect(out).toMatch(/^POSITIVE {3}3\.8506 {2}0\.9993/m);
  });

  it("gives a line of JSON for each line of a file, which read reads again", async () => {
    const folder = await scratch();
    const [texts, answers] = ["texts.txt", "answers.jsonl"].map((name) => path.join(folder, name));
    await writeFile(texts, `A fine film.\n\nAwful.\n${"word ".repeat(600)}\n`);
    const { code, out } = await reading(["classify", "--file", texts, "-o", answers]);
    expect([code, out]).toEqual([0, ""]);
    const lines = (await readFile(answers, "utf8"))
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.map(({ row, text }) => [row, text.slice(0, 12)])).toEqual([
      [0, "A fine film."],
      [1, ""],
      [2, "Awful."],
      [3, "word word wo"],
    ]);
    expect(lines.map(({ truncated }) => truncated)).toEqual([false, false, false, true]);
    expect(Object.keys(lines[0])).toEqual(
      "row text predicted_label score margin entropy logits ranking truncated".split(" "),
    );
    const read = await here(["read", answers]);
    expect(read.out).toContain('column "logits": 4 rows of 2 logits');
  });

  it("reads standard input, and takes a model, a function, a threshold and the best classes", async () => {
    const options = ["--model", "emotions-multilabel", "--top-k", "1", "--threshold", "joy=0.9999"];
    const { out } = await reading(["classify", "-f", "-", ...options], {
      input: "What a lovely day!\n",
    });
    const line = JSON.parse(out);
    expect(line.predicted_labels).toEqual([]);
    expect(line.ranking).toHaveLength(1);
    const asked = await here(["classify", "Good.", "--json", "--function", "sigmoid"]);
    expect(JSON.parse(asked.out).predicted_labels).toEqual(["POSITIVE"]);
  });

  it.each([
    [[], 2, "classify needs a text"],
    [["a", "--file", "b"], 2, "classify takes texts or --file, not both"],
    [["a", "--top-k", "x"], 2, "classify needs a whole number of 1 or more after --top-k"],
    [["a", "--threshold", "2"], 2, "classify needs a probability"],
    [["a", "--modle", "x"], 2, 'did you mean "--model"?'],
    [["a", "--model", "nix"], 3, 'error: there is no embedded model "nix"; choose'],
    [["a", "--model", "../../etc"], 3, 'or, for a model from the hub, "owner/name"'],
    [["a", "--threshold", "joy=0.5"], 3, 'error: --threshold names the class "joy", and there is'],
    [["--file", "nowhere.txt"], 3, "can't read nowhere.txt: there is no such file"],
    [["a", "-o", "/nowhere/a"], 3, "can't write /nowhere/a: there is no such folder"],
  ])("%j ends with %i and one sentence", async (args, code, says) => {
    const run = await here(["classify", ...args]);
    expect([run.code, run.out]).toEqual([code, ""]);
    expect(run.err).toContain(says);
    expect(run.err).toMatch(/^error: [^\n]+\n$/);
  });

  it("a text that would move the cursor doesn't", async () => {
    const evil = "\u001b[2J\u009b31m\u202eevil";
    for (const more of [[], ["--json"]]) {
      const { out } = await here(["classify", evil, ...more]);
      expect(out).not.toMatch(/(?!\n)[\p{Cc}\u202e]/u);
    }
  });
});
