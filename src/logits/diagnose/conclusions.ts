import type { FunctionToApply } from "../config.js";
import type { Finding, FindingId, Found, Kind, NumberTag, Topic } from "./Diagnosis.js";

const order = "the order of the classes within each row";
const sizes = "anything from the size of a number";
const nothing = "anything about the texts";
const perText = "which number belongs to which text, as they are nested now";
const quality = "how good the model is, from these label_ids";
const names = "which class a number belongs to";

/** What each finding leaves standing and what it takes away, and the topic that it belongs to. */
const byId: Record<FindingId, [topic: Topic, may: string[], mayNot: string[]]> = {
  "all-rows-equal": ["training", [], ["anything about a single text: all got the same answer"]],
  "already-independent-probabilities": [
    "softmax-or-sigmoid",
    ["for each label on its own, whether it is above a threshold"],
    ["that exactly one label applies"],
  ],
  "already-probabilities": ["double-softmax", ["which class the model prefers"], []],
  "argmax-over-wrong-axis": ["rows-and-columns", [], ["a text's class, from these indices"]],
  bits: ["output-object", [], ["anything from the whole numbers themselves"]],
  decisions: [
    "output-object",
    ["which labels were chosen"],
    ["how sure the model was, or what another threshold would choose"],
  ],
  "extra-axis": ["output-object", [], [perText]],
  ids: ["output-object", ["which class was chosen for each text"], ["how sure the model was"]],
  "label-count-mismatch": ["label-names", [], [names]],
  "label-keys": ["label-names", [], [names]],
  "label-length": ["output-object", [], [quality]],
  "label-names": ["label-names", [], []],
  "label-order": ["label-names", ["that the model tells the classes apart"], [names, quality]],
  "label-range": ["label-names", [], [quality]],
  "label-unknown": ["label-names", [], [quality]],
  "list-of-batches": ["output-object", [], [perText]],
  "log-probabilities": ["log-probabilities", ["each probability, as its exp"], []],
  "multi-label-normalised": ["softmax-or-sigmoid", [order], ["whether a label applies"]],
  "non-finite": ["overflow", [], [nothing]],
  "one-class-predicted": ["training", [], ["that the model tells the classes apart"]],
  "one-logit-scored-one": ["softmax-or-sigmoid", [], [nothing]],
  "per-label": ["output-object", [], [perText]],
  percent: ["output-object", [order, "each probability, as a hundredth of the number"], []],
  "placeholder-labels": ["label-names", [], ["what a class means"]],
  "predicted-disagree": ["rows-and-columns", [], ["a text's class, from these indices"]],
  "problem-type": ["softmax-or-sigmoid", [], []],
  regression: ["softmax-or-sigmoid", ["the value itself"], ["a class or a probability"]],
  saturated: ["overflow", [order], ["which of the saturated answers is surer"]],
  "sigmoid-on-single-label": [
    "softmax-or-sigmoid",
    [order],
    ["how the model divides its belief among the classes"],
  ],
  "sigmoid-twice": ["softmax-or-sigmoid", [order], [sizes]],
  "softmax-over-wrong-axis": [
    "rows-and-columns",
    ["for each class, in which of these texts it is strongest"],
    ["which class a text has: each column lost a constant of its own"],
  ],
  "softmaxed-twice": ["double-softmax", [order], [sizes]],
  "transposed-batch": ["rows-and-columns", [], [perText]],
  "tuple-of-arrays": ["output-object", [], [perText]],
  unreadable: ["output-object", [], [nothing]],
  "untrained-head": ["training", [], ["that the model has learnt the classes"]],
};

/** Adds what follows from a finding's id. */
export function complete(found: Found): Finding {
  const [topic, may_conclude, may_not_conclude] = byId[found.id];
  return {
    ...found,
    may_conclude: [...may_conclude],
    may_not_conclude: [...may_not_conclude],
    topic,
  };
}

/** What no numbers show by themselves; labels beside them may. */
export const needsLabels =
  "how often the model is right when it is this sure: that needs labelled data";

/** What may and may not be concluded from numbers of a kind; for logits, and numbers of no known kind, that depends on the head. */
export function conclusionsOf(
  kind: Kind,
  head: FunctionToApply | undefined,
  isRead: boolean,
  columns?: number,
): { may: string[]; mayNot: string[] } {
  if (kind === "logits") return { may: ofLogits(head, columns), mayNot: ofKind.logits[1] };
  if (kind === "unknown" && isRead) {
    return {
      may: ["which number of a row is the largest"],
      mayNot: ["a probability: the numbers do not show whether they are any", needsLabels],
    };
  }
  const [may, mayNot] = ofKind[kind];
  return { may, mayNot };
}

function ofLogits(head: FunctionToApply | undefined, columns?: number): string[] {
  if (head === "sigmoid") {
    return [
      "for each label on its own, whether the model holds it for likelier than not: above 0",
      "how strongly: exp of a logit is the odds of its label, exp of the difference of two is the ratio of their odds",
    ];
  }
  if (columns === 1) {
    return [
      "if it is a logit of yes or no: whether the model holds yes for likelier than not, above 0",
      "how strongly, then: exp of it is the odds of yes",
    ];
  }
  const preference = "which class the model prefers: the largest logit of a row";
  return head === "softmax"
    ? [
        preference,
        "how strongly it prefers one class to another: exp of the difference is the ratio of their probabilities",
      ]
    : [
        preference,
        "how strongly, once the head is known: exp of the difference is the ratio of two probabilities in a softmax head, of two odds in a sigmoid head",
      ];
}

const ofKind: Record<Kind, [may: string[], mayNot: string[]]> = {
  logits: [[], ["a probability, before softmax or sigmoid", needsLabels]],
  probabilities: [
    ["which class the model prefers", "how it divides its belief among these classes"],
    [needsLabels, "that one of these classes applies at all"],
  ],
  "independent probabilities": [
    ["for each label on its own, whether it is above a threshold"],
    [needsLabels, "that exactly one label applies"],
  ],
  "log-probabilities": [
    ["which class the model prefers", "each probability, as its exp"],
    [needsLabels],
  ],
  "wrong-axis probabilities": [
    ["for each class, in which of these texts it is strongest"],
    ["which class a text has: each column lost a constant of its own"],
  ],
  percentages: [
    ["which class the model prefers", "each probability, as a hundredth of the number"],
    [needsLabels],
  ],
  values: [
    ["how large the model takes the value to be, in the unit of its training labels"],
    ["a class or a probability", "how sure the model is"],
  ],
  decisions: [
    ["which labels were chosen"],
    ["how sure the model was, or what another threshold would choose"],
  ],
  "class ids": [
    ["which class was chosen for each text"],
    ["how sure the model was", "what a class is called, without the label map"],
  ],
  bits: [[], ["anything, until the bits are read as numbers"]],
  unknown: [[], [nothing]],
};

/** Findings after which the numbers of a row only rank its classes. */
const rankOnly: readonly FindingId[] = [
  "multi-label-normalised",
  "one-logit-scored-one",
  "sigmoid-on-single-label",
  "sigmoid-twice",
  "softmaxed-twice",
];

const tags: Record<Kind, NumberTag | null> = {
  logits: "score",
  probabilities: "probability",
  "independent probabilities": "probability",
  "log-probabilities": "score",
  "wrong-axis probabilities": "rank only",
  percentages: "probability",
  values: "score",
  decisions: "decision",
  "class ids": "decision",
  bits: null,
  unknown: "rank only",
};

/** What each number is good for, in the light of the findings; labelled data may show that probabilities are calibrated. */
export function tagOf(
  kind: Kind,
  findings: readonly Found[],
  isRead: boolean,
  isCalibrated: boolean,
): NumberTag | null {
  if (!isRead) return null;
  if (findings.some(({ id, severity }) => rankOnly.includes(id) && severity !== "note")) {
    return "rank only";
  }
  const tag = tags[kind];
  return tag === "probability" && isCalibrated ? "calibrated probability" : tag;
}
