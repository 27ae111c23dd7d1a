import type { Diagnosis, Kind } from "./Diagnosis.js";
import type { Certainty, Finding, FindingId } from "./Finding.js";
import type { Held } from "./Held.js";

type Conclusion = Pick<
  Diagnosis,
  "kind" | "certainty" | "because" | "may_conclude" | "may_not_conclude"
>;

const kinds: Partial<Record<FindingId, Kind>> = {
  "already-probabilities": "probabilities",
  "multi-label-normalised": "probabilities",
  "one-logit-scored-one": "probabilities",
  "already-independent-probabilities": "independent probabilities",
  "log-probabilities": "log-probabilities",
};

/** What the numbers are in the light of the findings, and what that allows to say. */
export function conclude(held: Held | undefined, findings: Finding[]): Conclusion {
  const { kind, certainty, because } = kindOf(held, findings);
  const has = (id: FindingId) => findings.some((finding) => finding.id === id);
  const isBroken = findings.some((finding) => finding.severity === "error");
  const may = isBroken ? [] : [...mays[kind]];
  const may_not = [...mayNots[kind]];
  if (isBroken) may_not.unshift("any decision, until the errors above are mended");
  if (has("placeholder-labels")) may_not.push("what a class means");
  return { kind, certainty, because, may_conclude: may, may_not_conclude: may_not };
}

function kindOf(
  held: Held | undefined,
  findings: Finding[],
): { kind: Kind; certainty: Certainty; because: string } {
  const scale = findings.find((finding) => kinds[finding.id] !== undefined);
  if (scale) {
    const kind = kinds[scale.id] as Kind;
    return { kind, certainty: scale.certainty, because: scale.message };
  }
  if (!held || findings.some(({ id }) => id === "non-finite" || id === "transposed-batch")) {
    return { kind: "unknown", certainty: "certain", because: "the errors have to be mended first" };
  }
  const values = Array.from(held.flat.data);
  const outside = values.filter((value) => value < 0 || value > 1).length;
  if (held.isScored && outside === 0) {
    const because = `a pipeline gave these ${values.length} scores, and all lie between 0 and 1`;
    return { kind: "probabilities", certainty: "likely", because };
  }
  const shape = `[${held.flat.rows}, ${held.flat.columns}]`;
  return outside > 0
    ? {
        kind: "logits",
        certainty: "certain",
        because: `${outside} of the ${values.length} numbers of ${shape} lie below 0 or above 1, where no probability lies`,
      }
    : {
        kind: "logits",
        certainty: "possible",
        because: `the ${values.length} numbers of ${shape} lie between 0 and 1, but nothing shows that they are probabilities`,
      };
}

const mays: Record<Kind, string[]> = {
  logits: [
    "which class the model prefers: the largest logit of a row",
    "how much more it prefers one class to another: exp of the difference is the ratio of their probabilities",
  ],
  probabilities: [
    "which class the model prefers",
    "how it shares out its belief among these classes",
  ],
  "independent probabilities": ["for each label by itself, whether it is above a threshold"],
  "log-probabilities": ["which class the model prefers", "each probability, as its exp"],
  unknown: [],
};

const calibration = "how often the model is right when it is this sure: that takes labelled data";

const mayNots: Record<Kind, string[]> = {
  logits: ["a probability, before softmax or sigmoid", calibration],
  probabilities: [calibration, "that one of these classes applies at all"],
  "independent probabilities": [calibration, "that exactly one label applies"],
  "log-probabilities": [calibration],
  unknown: ["anything about the texts"],
};
