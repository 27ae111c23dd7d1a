import { formatNumber, inspectCustom } from "../logits/formatNumber.js";
import type { InterpretedRow } from "../logits/InterpretedRow.js";

/** How many of a long row of numbers or tokens are printed. */
const SHOWN = 40;

/** Every stage between one text and its label. Prints as a small report; `JSON.stringify` gives the plain facts. */
export class Explanation {
  readonly text: string;
  /** What the tokenizer made of the text, `[tokens]`: `["[CLS]", "this", "is", …, "[SEP]"]`. */
  readonly tokens: string[];
  /** The tokens' numbers, which are all that the model sees, `[tokens]`. */
  readonly input_ids: number[];
  /** The vector that the last layer reads, `[384]`, where the model's graph offers it. */
  declare readonly pooler_output?: number[];
  /** What the model returned, in log-odds, `[labels]`. */
  readonly logits: number[];
  /** Probabilities by the function that belongs to the model's `problem_type`, `[labels]`. */
  readonly scores: number[];
  readonly predicted_index: number;
  readonly predicted_label: string;
  /** For a model that decides each label by itself: those above 0.5, best first. */
  declare readonly predicted_labels?: string[];
  readonly #row: InterpretedRow;

  constructor(
    read: { text: string; tokens: string[]; input_ids: number[]; pooler_output?: number[] },
    row: InterpretedRow,
  ) {
    this.text = read.text;
    this.tokens = read.tokens;
    this.input_ids = read.input_ids;
    if (read.pooler_output) this.pooler_output = read.pooler_output;
    this.logits = row.logits;
    this.scores = row.scores;
    this.predicted_index = row.predicted_index;
    this.predicted_label = row.predicted_label;
    if (row.predicted_labels) this.predicted_labels = row.predicted_labels;
    this.#row = row;
  }

  /** One line a stage, then the table of labels, logits and scores. */
  toString(): string {
    const { text, tokens, input_ids, pooler_output } = this;
    const lines = [
      `text    ${printable(JSON.stringify(text.length > 200 ? `${text.slice(0, 199)}…` : text))}`,
      `tokens  ${list(tokens.map(printable))}`,
      `ids     ${list(input_ids.map(String))}`,
    ];
    if (pooler_output) {
      const first = pooler_output.slice(0, 4).map(formatNumber).join("  ");
      lines.push(`vector  ${pooler_output.length} numbers: ${first}  …`);
    }
    return `${lines.join("\n")}\n${this.#row}`;
  }

  [inspectCustom](): string {
    return this.toString();
  }
}

function list(items: string[]): string {
  const rest = items.length - SHOWN;
  return items.slice(0, SHOWN).join(" ") + (rest > 0 ? ` … and ${rest} more` : "");
}

/** Texts are data: nothing in one may move the cursor or colour the terminal. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "\uFFFD");
}
