import type { Reply } from "../exercises.js";
import { compareLabels } from "./compareLabels.js";
import { leavesOf, readAnswer } from "./readAnswer.js";
import { nearly, notYet } from "./replies.js";

/** What may have happened to the outputs of 06.1; one of them happened to none. */
const names = ["untrained", "twice", "batch", "sigmoid", "order", "float16", "healthy"];

/** What happened to A, B, …, F. */
const happened = ["untrained", "sigmoid", "twice", "float16", "order", "batch"];

/** For each output, what tells it from its look-alikes, and from everything else. */
const lookAlikes: readonly (Readonly<Record<string, string>> & { readonly otherwise: string })[] = [
  {
    twice:
      "both stay close to 0.5, but softmax twice keeps the answers and reaches up to 0.731. A's largest number is about 0.55, and it is right in half of the rows.",
    order:
      "labels in another order turn 90 % into 10 %. A is right in half of the rows: it has learned nothing, not the opposite.",
    healthy: "A's rows are proper shares, but it is right in half of the rows, as a coin is.",
    otherwise: "its rows add up to 1, stay close to 0.5, and are right in half of the cases.",
  },
  {
    float16:
      "both add up to nearly 1, but the rounding of 16 bits moves a sum by 0.0005 at most. B's sums are off by up to 0.03.",
    batch:
      "in both the rows don't add up to 1, but a softmax over the batch makes every column add up to 1. B's columns add up to hundreds.",
    healthy: "B's rows don't add up to 1: look at the second decimal of their sums.",
    otherwise:
      "its rows add up to nearly 1, off by up to 0.03, and each of its numbers says nothing of the other.",
  },
  {
    untrained:
      "both stay close to 0.5, but a head without training is right in half of the rows. C is right in 90 %, and its numbers crowd just below 0.731.",
    sigmoid:
      "a sigmoid of logits comes close to 0 and to 1, and its rows don't add up to 1 exactly. C's rows do, and no number is above 0.731.",
    healthy:
      "C's answers are right and its sums are 1, but no number of 872 rows is above 0.731: it has a ceiling, e / (1 + e).",
    otherwise: "its rows add up to 1, and no number is above 0.731, which is e / (1 + e).",
  },
  {
    healthy:
      "nearly: nothing about D needs mending. But its sums are off by up to 0.0002, and that has a name.",
    sigmoid:
      "both add up to nearly 1, but sigmoids of two logits are off by up to 0.03. D's sums are off by 0.0002 at most.",
    batch:
      "in both the rows don't add up to 1 exactly, but a softmax over the batch isn't even near it. D's sums are off by 0.0002 at most.",
    otherwise: "its rows add up to 1, but for 0.0002 at most, and its answers are right in 90 %.",
  },
  {
    untrained:
      "both are wrong far too often, but a head without training is right in half of the rows and never sure. E is right in 10 %, and very sure.",
    healthy:
      "E's numbers pass every test of their own. Compare them with the truth: it is right in 10 % of the rows.",
    otherwise: "its rows are proper and sure, and right in 10 % of the cases.",
  },
  {
    sigmoid:
      "in both the rows don't add up to 1, but sigmoids come near it. F's rows add up to a few thousandths, and each of its columns to 1.",
    float16:
      "16 bits move a sum by 0.0005 at most. F's rows add up to a few thousandths, and each of its columns to 1.",
    untrained:
      "F's numbers are all next to nothing, not next to 0.5: each text got its share of a class. Add up a column.",
    otherwise: "each of its columns adds up to 1, and its rows to a few thousandths.",
  },
];

/** A check of 06.1: it names the look-alike that was taken for the first output that isn't right yet. */
export function namesOfSix(answer: unknown): true | Reply {
  const whole = leavesOf(readAnswer(answer));
  const isText = whole.length === 1 && typeof whole[0] === "string";
  const leaves = isText ? `${whole[0]}`.split(/[,;\n]/) : whole;
  const places = leaves.map((leaf) => Number(leaf));
  if (String(places.map((place) => names[place])) === String(happened)) {
    return nearly(happened.length, ["they are places in the list of names: give the names"]);
  }
  if (String(places.map((place) => names[place - 1])) === String(happened)) {
    return nearly(happened.length, ["they are places in the list, from 1: give the names"]);
  }
  const said = leaves.map((leaf) => meant(leaf));
  const given = said.map((leaf) => plainName(leaf));
  const isComplete =
    given.length === happened.length && given.every((name) => names.includes(name));
  const wrong = happened.findIndex((name, i) => given[i] !== name);
  if (isComplete && wrong !== -1) {
    const right = happened.filter((name, i) => given[i] === name).length;
    const { otherwise, ...known } = lookAlikes[wrong];
    const letter = "ABCDEF"[wrong];
    const remark = known[given[wrong]] ?? `look at ${letter} again: ${otherwise}`;
    return notYet(
      `${right} of 6 are right. ${letter} isn't "${given[wrong]}".`,
      `${remark[0].toUpperCase()}${remark.slice(1)}`,
    );
  }
  const named = isText ? said.join(", ") : said;
  return compareLabels(isComplete ? named : answer, happened, {
    known: names,
    noun: "name",
    otherwise: (name, place) => `${"ABCDEF"[place]} isn't "${name}".`,
  });
}

/** The name that a few words mean: `"A: untrained head"`, `"softmax twice"`, `"16 bits"`; anything else as it is. */
function meant(leaf: unknown): unknown {
  if (typeof leaf !== "string") return leaf;
  const words = leaf.replace(/^\s*[A-F]\s*[:.)=\s]\s*/i, "");
  return Object.keys(otherWords).find((name) => otherWords[name].test(words)) ?? words;
}

const otherWords: Readonly<Record<string, RegExp>> = {
  untrained: /\buntrained\b|^(new )?head$/i,
  twice: /\btwice\b|\bdouble\b/i,
  batch: /\bbatch\b/i,
  sigmoid: /\bsigmoids?\b/i,
  order: /\border\b|^labels? (swapped|turned)/i,
  float16: /\b16\b|\bfp16\b|\bhalf\b/i,
  healthy: /\bhealthy\b|^(fine|ok|nothing( wrong)?)$/i,
};

const plainName = (leaf: unknown) =>
  typeof leaf === "string" ? leaf.toLowerCase().replace(/[^a-z\d]/g, "") : "";
