import { type InterpretedRow, interpret } from "../logits/interpret.js";
import { printable } from "../logits/text.js";
import type { Classifier } from "../model/Classifier.js";
import { loadClassifier } from "../model/loadClassifier.js";
import { fileOutput, type Output } from "../report/fileOutput.js";
import { exitCodes, UsageError } from "./errors.js";
import { openTexts } from "./openTexts.js";
import type { Arguments } from "./parseArguments.js";
import { functionIn, thresholdIn, wholeNumber } from "./readOptions.js";
import { safeJson } from "./safeJson.js";
import { standardOutput } from "./standardOutput.js";
import { progressOn } from "./terminal.js";

/**
 * `reading-logits classify`: runs a model on texts and says what its logits mean.
 *
 * @returns what the program ends with
 */
export async function classify(args: Arguments): Promise<number> {
  const file = args.text("file");
  const given = args.words;
  if (file === undefined && given.length === 0) {
    throw new UsageError('classify needs a text, such as "A fine film.", or --file texts.txt');
  }
  if (file !== undefined && given.length > 0) {
    throw new UsageError("classify takes texts or --file, not both");
  }
  const top_k = wholeNumber("--top-k", args.text("top-k"), 1, "classify");
  const asked = {
    ...(top_k !== undefined && { top_k }),
    function_to_apply: functionIn(args.text("function"), "classify"),
    threshold: thresholdIn(args.text("threshold"), "classify"),
  };
  // What can't be read or written is said before a model is loaded.
  const parts = file === undefined ? [{ texts: given, done: 0, total: 0 }] : openTexts(file);
  const target = args.text("output");
  const output = target === undefined || target === "-" ? standardOutput() : fileOutput(target);
  const classifier = await load(args.text("model"));
  const options = { ...classifier.config, ...asked };
  const isText = file === undefined && !args.flag("json");
  const say = isText ? sayTable : sayLine;
  const bar = progressOn(process.stderr, `classifying ${printable(file ?? "")}`);
  let row = 0;
  try {
    for await (const { texts, done, total } of parts) {
      const { logits, truncated_rows = [] } = await classifier.outputs(texts);
      const rows = interpret(logits, options);
      rows.forEach((each, i) => {
        const isCut = truncated_rows.includes(i);
        say(output, { row: row + i, text: texts[i], interpreted: each, isCut });
      });
      row += texts.length;
      if (total > 0) bar.at(done, total);
      // Whoever reads the lines gets those of each part as soon as they are there.
      if (target === undefined) output.finish();
    }
  } finally {
    bar.end();
  }
  output.finish();
  return exitCodes.ok;
}

/** Loads the model; what is downloaded shows how far it is. */
async function load(name: string | undefined): Promise<Classifier> {
  const bar = progressOn(process.stderr, `downloading ${printable(name ?? "")}`);
  try {
    return await loadClassifier(name, {
      onProgress: ({ loaded, total = 0 }) => {
        if (total > 0) bar.at(loaded, total);
      },
    });
  } finally {
    bar.end();
  }
}

interface ClassifiedText {
  readonly row: number;
  readonly text: string;
  readonly interpreted: InterpretedRow;
  /** Whether the model read only its first tokens. */
  readonly isCut: boolean;
}

function sayTable(output: Output, { row, text, interpreted, isCut }: ClassifiedText): void {
  const cut = isCut ? "\nThe text was cut to the tokens that the model reads." : "";
  output.write(`${row > 0 ? "\n" : ""}${printable(text)}\n${interpreted}${cut}\n`);
}

function sayLine(output: Output, { row, text, interpreted, isCut }: ClassifiedText): void {
  const { predicted_labels, predicted_label, predicted_index, scores, logits } = interpreted;
  const { margin, entropy, ranking } = interpreted;
  const line = {
    row,
    text,
    predicted_label: predicted_labels ? undefined : predicted_label,
    predicted_labels,
    score: scores[predicted_index],
    margin,
    entropy,
    logits,
    ranking: ranking.map(({ label, score }) => ({ label, score })),
    truncated: isCut,
  };
  output.write(`${safeJson(line)}\n`);
}
