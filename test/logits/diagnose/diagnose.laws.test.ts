import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diagnose, LogitsError } from "../../../src/logits/index.js";
import { makeCases } from "../../bench/diagnosedOutputs.js";

/** Pieces of advice that no diagnosis may give together. */
const conflicts: [RegExp, RegExp][] = [
  [/as they are/, /^take softmax|softmax once|softmax along the classes|sigmoid of the logits/],
  [/as they are/, /divide by 100|log\(p/],
  [/apply neither/, /^take (the )?(softmax|sigmoid)/],
  [/renumber label_ids/, /take 1 from every label/],
  [/transpose the batch/, /config and the output from the same model/],
  [/transpose the batch/, /as they are/],
];

describe("diagnose, whatever the output is,", () => {
  const cases = makeCases(600, 90_210);

  it("gives no two pieces of advice that conflict", () => {
    for (const { kind, output, context } of cases) {
      const { findings } = diagnose(output, context);
      const next = findings.map((finding) => finding.next);
      for (const [one, other] of conflicts) {
        const [has, hasOther] = [one, other].map((advice) =>
          next.filter((line) => advice.test(line)),
        );
        const isBoth = has.length > 0 && hasOther.some((line) => !has.includes(line));
        expect(isBoth, `${kind}: ${next.join(" | ")}`).toBe(false);
      }
    }
  });

  it("allows no conclusion that it also denies, and says what the numbers are at most once", () => {
    const scales =
      /^(already-|softmaxed|sigmoid-|softmax-over|multi-label-n|log-prob|percent|decisions|ids|regression|one-logit)/;
    for (const { kind, output, context } of cases) {
      const { may_conclude, may_not_conclude, findings } = diagnose(output, context);
      expect(may_conclude.filter((line) => may_not_conclude.includes(line))).toEqual([]);
      expect(findings.filter(({ id }) => scales.test(id)).length, kind).toBeLessThan(2);
    }
  });

  it("alarms nobody about sound logits, in any subset of their rows", () => {
    const sound = cases.filter(
      ({ kind, context }) => kind.startsWith("sound: softmax") && !("label_ids" in context),
    );
    for (const { output, context } of sound) {
      const rows = output as number[][];
      for (const part of [
        rows.slice(0, 1),
        rows.slice(-2),
        rows.filter((_, row) => row % 3 === 0),
      ]) {
        const told = diagnose(part, context).findings.filter(({ severity }) => severity !== "note");
        expect(told).toEqual([]);
      }
    }
  });

  it("alarms nobody about what real models returned, whole or a few rows of it", () => {
    const { outputs } = JSON.parse(
      readFileSync(new URL("recorded.json", import.meta.url), "utf8"),
    ) as {
      outputs: { id2label: object; problem_type: string; logits: number[][]; label_ids: [] }[];
    };
    for (const { logits, label_ids, ...config } of outputs) {
      for (const [from, to] of [
        [0, 150],
        [0, 1],
        [1, 3],
        [3, 8],
        [8, 30],
        [50, 150],
      ]) {
        for (const decimals of [5, 3, 2]) {
          const part = logits
            .slice(from, to)
            .map((row) => row.map((z) => Number(z.toFixed(decimals))));
          for (const context of [{}, config, { ...config, label_ids: label_ids.slice(from, to) }]) {
            const diagnosis = diagnose(part, context as never);
            expect(diagnosis.findings.filter(({ severity }) => severity !== "note")).toEqual([]);
            expect(diagnosis.kind).toBe("logits");
          }
        }
      }
    }
  });

  it("never throws, but for a context that can't be read", () => {
    const orRefusal = (ask: () => object): { findings?: unknown } => {
      try {
        return ask();
      } catch (error) {
        expect(error).toBeInstanceOf(LogitsError);
        expect(String(error)).toMatch(
          /diagnose (needs|reads) .*(id2label|num_labels|label_ids|predicted_index|texts)/,
        );
        return error as { findings?: undefined };
      }
    };
    const junk = fc.anything({
      withBigInt: true,
      withTypedArray: true,
      withMap: true,
      withNullPrototype: true,
    });
    const context = fc.record(
      {
        label_ids: junk,
        predicted_index: junk,
        texts: junk,
        id2label: junk,
        num_labels: junk,
        problem_type: junk,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(junk, context, (output, given) => {
        expect(String(diagnose(output))).not.toBe("");
        const diagnosis = orRefusal(() => diagnose(output, given as never));
        expect(String(diagnosis)).not.toBe("");
      }),
      { numRuns: 300 },
    );
    const numbers = fc.array(
      fc.array(fc.oneof(fc.double(), fc.integer(), junk), { maxLength: 4 }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(numbers, context, (output, given) => {
        expect(diagnose(output).findings).toBeInstanceOf(Array);
        const diagnosis = orRefusal(() => diagnose(output, given as never));
        expect(diagnosis.findings ?? []).toBeInstanceOf(Array);
      }),
      { numRuns: 300 },
    );
  });

  it("never hangs on an output that contains itself", () => {
    const loop: unknown[] = [];
    loop.push(loop, loop, loop, loop);
    expect(diagnose(loop).kind).toBe("unknown");
    const holder: Record<string, unknown> = {};
    holder.logits = holder;
    expect(diagnose(holder).kind).toBe("unknown");
  });
});

describe("diagnose refuses in its context", () => {
  it("names that it does not know, beside a whole config too, and anything but an object", () => {
    const config = {
      model_type: "bert",
      vocab_size: 30_522,
      num_labels: 2,
      label2id: { a: 0, b: 1 },
    };
    expect(diagnose([[2, -1]], config as never).findings).toEqual([]);
    expect(() => diagnose([[2, -1]], { ...config, label_id: [0] } as never)).toThrow(
      new LogitsError('diagnose has no option "label_id"; did you mean "label_ids"?'),
    );
    expect(() => diagnose([[2, -1]], { labels: [0] } as never)).toThrow("write label_ids");
    expect(() => diagnose([[2, -1]], [0, 1] as never)).toThrow("needs its options as an object");
  });
});
