import { expect, it } from "vitest";
import { type Diagnosis, diagnose } from "../../dist/logits/index.js";
import { type Case, makeCases } from "./diagnosedOutputs.js";
import { makeOtherCases } from "./otherOutputs.js";
import { markdownTable, writeResults } from "./results.js";

/** What a diagnosis is worth. */
type Verdict = "found" | "unknown" | "missed" | "misleading" | "false alarm";

const verdicts: Verdict[] = ["found", "unknown", "missed", "misleading", "false alarm"];

/**
 * Found: the truth is named. Unknown: it isn't, where the numbers can't show it. Misleading: something else is claimed, as a kind or
 * as an error or warning. False alarm: an error or warning about a sound output.
 */
function judge(one: Case, { kind, certainty, findings }: Diagnosis): Verdict {
  const told = findings.filter(({ severity }) => severity !== "note").map(({ id }) => id as string);
  const wrong = told.filter((id) => !one.ids.includes(id) && !one.alsoTrue.includes(id));
  const isKind = one.kinds.length === 0 || one.kinds.includes(kind);
  if (one.ids.length === 0)
    return wrong.length > 0 ? "false alarm" : isKind ? "found" : "misleading";
  const isFound = findings.some(({ id }) => one.ids.includes(id));
  if (wrong.length > 0 || (!isKind && certainty !== "possible" && kind !== "unknown"))
    return "misleading";
  if (isFound) return "found";
  return kind === "unknown" || one.mayBeUnknown ? "unknown" : "missed";
}

/** Other outputs than those of the seed that `diagnose` was developed with. */
const seed = Number(process.env.SEED ?? 471);
const count = Number(process.env.CASES ?? 1_500);

const sets = {
  diagnose: {
    make: makeCases,
    title: "generated outputs",
    about:
      "Rows from 1 to 500, classes from 2 to 1,000, stored to 2–4 decimals, in float16, bfloat16, float32 and float64, with and without config and labels.",
  },
  "diagnose-other": {
    make: makeOtherCases,
    title: "outputs drawn in other ways",
    about:
      "Heavy tails, ties, temperatures, offsets, classes that go together, and what the kit itself returns; sizes, storage and config as above.",
  },
};

it.each(Object.entries(sets))(
  "names the truth of all kinds: %s",
  (name, { make, title, about }) => {
    const table = new Map<string, Record<Verdict, number>>();
    for (const one of make(count, seed)) {
      const diagnosis = diagnose(one.output, one.context);
      const verdict = judge(one, diagnosis);
      const none = { found: 0, unknown: 0, missed: 0, misleading: 0, "false alarm": 0 };
      const row = table.get(one.kind) ?? none;
      row[verdict]++;
      table.set(one.kind, row);
      if (process.env.SHOW && verdict !== "found" && verdict !== "unknown") {
        const output = JSON.stringify(one.output).slice(0, 300);
        console.log(`${verdict}: ${one.kind}\n${output}\n${diagnosis}`);
      }
    }
    const sum = (verdict: Verdict) =>
      [...table.values()].reduce((all, row) => all + row[verdict], 0);
    const shown = (row: Record<Verdict, number>) =>
      verdicts.map((verdict) => String(row[verdict] || ""));
    const lines = [...table].map(([kind, row]) => [kind, ...shown(row)]);
    lines.push(["**all**", ...verdicts.map((verdict) => String(sum(verdict)))]);
    const markdown = [
      `## What diagnose says of ${count.toLocaleString("en")} ${title}`,
      about,
      markdownTable(["output", ...verdicts], lines),
    ].join("\n\n");
    console.log(markdown);
    if (!process.env.SEED && !process.env.CASES) writeResults(name, markdown);
    expect((sum("found") + sum("unknown")) / count).toBeGreaterThanOrEqual(0.95);
    expect(sum("misleading") / count).toBeLessThanOrEqual(0.01);
    expect(sum("false alarm") / count).toBeLessThanOrEqual(0.01);
  },
);
