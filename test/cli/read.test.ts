import { exec } from "node:child_process";
import { copyFile, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { here } from "./inProcess.js";
import { programInShell, project, reading, scratch } from "./program.js";

const examples = "data/examples";
const file = (name: string) => `${examples}/${name}`;

describe("read", () => {
  it("prints the rows, the measures, the diagnosis and the conclusions", async () => {
    const { code, out, err } = await reading(["read", file("predictions.npz")]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain('predictions.npz, array "predictions": 4 rows of 2 numbers (float32)');
    expect(out).toMatch(/^ {2}2 {2}LABEL_0 {2}LABEL_1 {4}0\.9047/m);
    expect(out).toContain("accuracy 0.7500 (95 % interval 0.3006 to 0.9544, n = 4)");
    expect(out).toContain("expected calibration error 0.2338");
    expect(out).toMatch(/^logits \(likely\): /m);
    expect(out).toMatch(/^may not be concluded:\n {2}- a probability, before softmax/m);
  });

  it("takes names, truth and a config from elsewhere, by flags", async () => {
    const folder = await scratch();
    const config = {
      id2label: { 0: "BAD", 1: "GOOD" },
      problem_type: "single_label_classification",
    };
    await writeFile(path.join(folder, "config.json"), JSON.stringify(config));
    const truth = ["--truth", file("reviews-labels.npy")];
    const byConfig = await here(["read", file("reviews.npy"), "--config", folder, ...truth]);
    expect(byConfig.out).toContain("predicted: BAD 8 (66.7 %), GOOD 4 (33.3 %)");
    expect(byConfig.out).toContain("accuracy 0.9167");
    const byName = await here(["read", file("reviews.npy"), "--labels", "NEGATIVE,POSITIVE"]);
    expect(byName.out).toContain("predicted: NEGATIVE 8");
    for (const [name, text] of Object.entries({
      "list.json": '["N","P"]',
      "id2label.json": '{"0":"N","1":"P"}',
      "label2id.json": '{"P":1,"N":0}',
      "lines.txt": "N\nP\n",
    })) {
      await writeFile(path.join(folder, name), text);
      const run = await here(["read", file("reviews.npy"), "--labels", path.join(folder, name)]);
      expect(run.out, name).toContain("predicted: N 8");
    }
  });

  it("chooses the function, the number of best classes and the threshold that were asked for", async () => {
    const run = (...more: string[]) => here(["read", file("frame.csv"), ...more]);
    expect((await run("--function", "sigmoid")).out).toContain(
      "sigmoid of each number, as was asked",
    );
    expect((await run("--top-k", "2")).out).toContain("sadness 0.3595, neutral 0.3158");
    const { out } = await run("--threshold", "0.6");
    expect(out).toContain("(none)");
    expect(out).toMatch(/no label \d+ \(/);
    expect((await run("--threshold", "neutral=0.99")).out).toMatch(/disgust\s+\(none\)/);
  });

  it("applies no second softmax to what is a probability already", async () => {
    const { out } = await here(["read", file("pipeline.json"), "--rows", "1"]);
    const [[{ label, score }]] = JSON.parse(
      await readFile(path.join(project, file("pipeline.json")), "utf8"),
    );
    expect(out).toContain("nothing was applied to them");
    expect(out).toMatch(new RegExp(`^ +0 +${label} +${score.toFixed(4)}`, "m"));
  });

  it("reads standard input: arrays, JSON, lines of JSON", async () => {
    const npy = await readFile(path.join(project, file("predictions.npy")));
    expect((await reading(["read", "-"], { input: npy })).out).toContain("4 rows of 2 numbers");
    const lines = '{"anger": 1.5, "joy": -2}\n{"anger": 0.5, "joy": 3}\n';
    const { out, code } = await reading(["read", "-"], { input: lines });
    expect([code, out.split("\n")[0]]).toEqual([0, expect.stringContaining("2 rows of 2")]);
    const bad = await reading(["read", "-"], { input: "" });
    expect([bad.code, bad.err]).toEqual([
      3,
      "error: can't read standard input: it is empty; copy or save it again\n",
    ]);
  });

  it("--json is one document, the same as what is printed, whatever the labels hold", async () => {
    const { out, code } = await here(["read", file("frame.csv"), "--json"]);
    const document = JSON.parse(out);
    expect(code).toBe(0);
    expect(Object.keys(document)).toEqual(["schema", "files", "comparisons"]);
    expect(document.schema).toBe("reading-logits/read/1");
    const [one] = document.files;
    expect(Object.keys(one)).toEqual([
      ..."file format array dtype dims labels function_to_apply how diagnosis diagnosed_rows".split(
        " ",
      ),
      ..."summary evaluation passport rows".split(" "),
    ]);
    expect(one.dims).toEqual([14, 7]);
    expect(one.rows).toHaveLength(14);
    expect(Object.keys(one.rows[0])).toEqual([
      ..."row text true_label predicted_index predicted_label score margin entropy numbers ranking".split(
        " ",
      ),
    ]);
    expect(one.rows[0]).toMatchObject({ row: 0, predicted_label: "anger", predicted_index: 0 });
    expect(one.rows[0].ranking[0]).toEqual({ label: "anger", index: 0, score: one.rows[0].score });
    expect(one.evaluation.report.accuracy).toBe(0.5);
    expect(one.passport.shape).toEqual([14, 7]);
  });

  it("its scores of logits are those that numpy made of the same logits", async () => {
    const { out } = await here(["read", file("frame.csv"), "--json"]);
    const numpy = JSON.parse(await readFile(path.join(project, file("pipeline.json")), "utf8"));
    JSON.parse(out).files[0].rows.forEach(
      ({ ranking }: { ranking: { label: string; score: number }[] }, row: number) => {
        expect(ranking.map(({ label }) => label)).toEqual(
          numpy[row].map(({ label }: { label: string }) => label),
        );
        ranking.forEach(({ score }, place) => {
          expect(score).toBeCloseTo(numpy[row][place].score, 6);
        });
      },
    );
  });

  it("--csv has all rows, and -o writes them to a file of which no half is ever there", async () => {
    const folder = await scratch();
    const target = path.join(folder, "out.csv");
    const { code, out } = await here(["read", file("reviews.npz"), "--csv", "-o", target]);
    expect([code, out]).toEqual([0, ""]);
    const lines = (await readFile(target, "utf8")).trimEnd().split("\n");
    expect(lines[0]).toBe(
      "row,text,true_label,predicted_label,score,margin,entropy,score_NEGATIVE,score_POSITIVE",
    );
    expect(lines).toHaveLength(145);
    expect(await readdir(folder)).toEqual(["out.csv"]);
  });

  it("-o writes no colours and no terminal's width, even from a terminal", async () => {
    const target = path.join(await scratch(), "out.txt");
    const terminal = Object.assign(process.stdout, { isTTY: true, columns: 50 });
    try {
      await here(["read", file("softmaxed-twice.npy"), "-o", target]);
      vi.stubEnv("TERM", "xterm");
      const printed = await here(["read", file("softmaxed-twice.npy")]);
      expect(printed.out).toContain("\u001b[31merror");
    } finally {
      Object.assign(terminal, { isTTY: false, columns: undefined });
    }
    const { out } = await here(["read", file("softmaxed-twice.npy")]);
    expect(await readFile(target, "utf8")).toBe(out);
  });

  it("compares several files: where they differ and why", async () => {
    const { out } = await here(["read", file("reviews.npy"), file("softmaxed-twice.npy")]);
    expect(out).toContain("error softmaxed-twice: ");
    expect(out).toContain("the same class in all 12 rows");
    expect(out).toContain("the second: it is softmax of softmax of the first");
    const json = await here(["read", file("predictions.npy"), file("predictions.npz"), "--json"]);
    expect(JSON.parse(json.out).comparisons).toEqual([
      {
        first_file: file("predictions.npy"),
        second_file: file("predictions.npz"),
        agree: true,
        rows: 4,
        differing: 0,
        largest_difference: 0,
        why: ["the numbers are the same, to the last bit"],
        examples: [],
      },
    ]);
  });

  it("--passport shows where numbers come from, and compares two", async () => {
    const two = [file("predictions.npy"), file("predictions.npz")];
    const { out } = await here(["read", "--passport", ...two, "--model", "sst2"]);
    expect(out).toMatch(/numbers +SHA-256 [0-9a-f]{64} as float32/);
    expect(out).toMatch(/model +sst2, \d files, SHA-256 [0-9a-f]{64}/);
    expect(out).toContain("the same numbers, read in the same way");
    const folder = await scratch();
    const kept = path.join(folder, "kept.json");
    const one = await here(["read", "--passport", two[0], "--json"]);
    await writeFile(kept, JSON.stringify(JSON.parse(one.out).passports[0]));
    const again = await here(["read", "--passport", kept, two[1]]);
    expect(again.out).toContain("the same numbers");
    const other = await here(["read", "--passport", kept, file("reviews.npy"), "--strict"]);
    expect([other.code, other.out]).toEqual([
      1,
      expect.stringContaining("other numbers, in another shape"),
    ]);
  });
});

describe("what it ends with", () => {
  it("0 whatever was found, 1 with --strict if it is an error", async () => {
    const wrong = file("softmaxed-twice.npy");
    expect((await reading(["read", wrong])).code).toBe(0);
    expect((await reading(["read", wrong, "--strict"])).code).toBe(1);
    expect((await reading(["read", file("reviews.npz"), "--strict"])).code).toBe(0);
  });

  it.each([
    [[], "read needs a file, such as predictions.npy, or - for standard input"],
    [["a.npy", "--lables", "x"], 'read has no option --lables; did you mean "--labels"?'],
    [["a.npy", "--labels"], "read needs a value after --labels: NAMES|FILE"],
    [["a.npy", "--labels", "--json"], "read needs a value after --labels: NAMES|FILE, got --json"],
    [["a.npy", "--json=1"], 'read takes --json without a value, got "1"'],
    [["a.npy", "--rows", "1", "--rows", "2"], 'read takes one --rows, got "1" and "2"'],
    [["a.npy", "--json", "--csv"], "read prints --json or --csv, not both"],
    [["a.npy", "b.npy", "--csv"], "read makes CSV of one file at a time"],
    [["a.npy", "b.npy", "--report", "r.html"], "read writes a report of one file at a time"],
    [
      ["a.npy", "--output", "./a.npy"],
      "read would write over what it reads: choose another --output",
    ],
    [
      ["a.npy", "--function", "tanh"],
      'read needs softmax, sigmoid or none after --function, got "tanh"',
    ],
    [["a.npy", "--top-k", "0"], 'read needs a whole number of 1 or more after --top-k, got "0"'],
    [["a.npy", "--threshold", "80"], "read needs a probability between 0 and 1 after --threshold"],
    [["-", "-"], "read can read standard input once, got - twice"],
    [["-", "--truth", "a.npy"], "read takes --truth beside a file, not beside standard input"],
  ])("2 and one sentence for what can't be understood: read %j", async (args, says) => {
    const { code, out, err } = await here(["read", ...args]);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(`error: ${says}`);
    expect(err).toMatch(/^[^\n]+(; reading-logits read --help lists what there is|\?)\n$/);
  });

  it.each([
    [
      ["--csv", "test/golden/predictions/special.npy"],
      "there are no scores of test/golden/predictions/special.npy to write: 1 NaN",
    ],
    [["nowhere.npy"], "can't read nowhere.npy: there is no such file"],
    [["data"], "can't read data: it is no file but a folder or a device; name a file"],
    [
      [file("reviews-labels.npy")],
      "can't read data/examples/reviews-labels.npy: it holds int64 [12]",
    ],
    [
      [file("predictions.npz"), "--name", "logits"],
      'predictions.npz: it has no array "logits"; it holds',
    ],
    [[file("predictions.npz"), "--labels", "a,b,c"], "data/examples/predictions.npz"],
    [
      [file("predictions.npz"), "--labels", "nowhere.json"],
      "can't read nowhere.json, named after --labels: there is no such file",
    ],
    [[file("predictions.npz"), "--config", file("predictions.npz")], "it is not UTF-8 text"],
    [
      [file("predictions.npz"), "--config", "README.md"],
      "can't read README.md, named after --config: it is no JSON",
    ],
    [
      [file("predictions.npz"), "--truth", file("reviews-labels.npy")],
      "data/examples/predictions.npz",
    ],
    [[file("predictions.npz"), "--threshold", "joy=0.5"], "--threshold names the class"],
    [
      [file("predictions.npz"), "-o", "/nowhere/a.txt"],
      "can't write /nowhere/a.txt: there is no such folder",
    ],
    [
      [file("predictions.npz"), "-o", "data"],
      "can't write data: it is a folder; name a file in it",
    ],
    [["--passport", file("predictions.npz"), "--model", "gpt"], 'there is no model "gpt" here'],
  ])("3 and one sentence for what can't be read or written: read %j", async (args, says) => {
    const { code, err } = await here(["read", ...args]);
    expect([code, err]).toEqual([3, expect.stringContaining(says)]);
    expect(err).toMatch(/^error: [^\n]+\n$/);
    expect(err).not.toMatch(/ {4}at |readPredictions|readingOf/);
  });
});

/** Runs a line in a shell, which has pipes and limits. */
function shell(line: string): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    exec(line, { cwd: project, shell: "/bin/bash" }, (error, out, err) =>
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err }),
    );
  });
}

describe.skipIf(process.platform === "win32")("what is written", () => {
  it("a reader that has seen enough ends the program quietly", async () => {
    const line = `${programInShell} read data/recorded/emotions-test.npz --json | head -c 20; echo " \${PIPESTATUS[0]}"`;
    const { out, err } = await shell(line);
    expect([out, err]).toEqual(['{"schema":"reading-l 0\n', ""]);
  });

  it("a full disk is one sentence, and leaves the file as it was and nothing beside it", async () => {
    const run = await shell(`${programInShell} read ${file("reviews.npz")} > /dev/full`);
    expect([run.code, run.err]).toEqual([
      3,
      "error: can't write standard output: the disk is full; free some space, or choose another place\n",
    ]);
    const folder = await scratch();
    const target = path.join(folder, "out.json");
    await copyFile(path.join(project, file("predictions.npy")), target);
    // A file may have two blocks of 512 bytes, or of 1024: with less room than that of the output, as on a full disk.
    const limited = `trap "" XFSZ; ulimit -f 2; ${programInShell} read ${file("reviews.npz")} --json -o "${target}"`;
    const { code, err } = await shell(limited);
    expect([code, err]).toEqual([3, expect.stringContaining(`can't write ${target}: `)]);
    expect(await readdir(folder)).toEqual(["out.json"]);
    expect((await readFile(target)).length).toBe(160);
  });

  it("Ctrl-C leaves no half-written file", async () => {
    const folder = await scratch();
    const big = path.join(folder, "big.csv");
    const rows = Array.from({ length: 200_000 }, (_, i) => `${(i % 7) - 3.5},${(i % 5) - 2.25}`);
    await writeFile(big, `a,b\n${rows.join("\n")}\n`);
    const target = path.join(folder, "out.json");
    const line = `${programInShell} read "${big}" --json -o "${target}" & pid=$!; until ls "${folder}" | grep -q tmp; do sleep 0.02; done; kill -INT $pid; wait $pid; echo $?`;
    const { out } = await shell(`set -m; ${line}`);
    expect(out.trim().split("\n").at(-1)).toBe("130");
    expect(await readdir(folder)).toEqual(["big.csv"]);
  });

  it("hostile names, labels and texts stay text: no control character reaches the terminal", async () => {
    const folder = await scratch();
    const evil = "\u001b[2J\u009b31m\u202eevil";
    const name = path.join(folder, `${evil.replaceAll("/", "")}.csv`);
    await writeFile(name, `text,=cmd|' /C calc'!A0,"${evil}"\n"@SUM(1)",1.5,-2\n"${evil}",0.5,3\n`);
    const control = /(?!\n)[\p{Cc}\u202a-\u202e]/u;
    for (const form of [[], ["--json"], ["--csv"], ["--passport"], ["--passport", "--json"]]) {
      const { code, out, err } = await here(["read", name, ...form]);
      expect([code, err], form.join(" ")).toEqual([0, ""]);
      expect(out, form.join(" ")).not.toMatch(control);
    }
    const { out } = await here(["read", name, "--csv"]);
    expect(out).toMatch(/^0,"'@SUM\(1\)",/m);
    const wrong = await reading(["read", path.join(folder, `${evil}-nowhere.npy`)]);
    expect(wrong.err).not.toMatch(control);
  });
});
