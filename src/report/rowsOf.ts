import type { InterpretedRow } from "../logits/interpret.js";
import type { Reading } from "./readingOf.js";
import { yesOrNo } from "./yesOrNo.js";

/** One row of predictions as a table or a file shows it. */
export interface ReadRow {
  /** Its index in the file, from 0. */
  readonly row: number;
  /** What `interpret` says of it; its scores are the file's own where these are scores already. */
  readonly interpreted: InterpretedRow;
  /** The numbers as they are in the file, `[k]`. */
  readonly numbers: readonly number[];
  /** The predicted label; all of them where each is decided on its own; `null` where none is predicted. */
  readonly answer: string | null;
  /** The names of the true labels, if the row has any. */
  readonly truth?: string;
  readonly text?: string;
}

/**
 * The rows of a reading, one by one, and a part of the file at a time in memory.
 *
 * @param options `size`: how many rows are read at once, where only the first few are wanted; `every`: 10 gives rows 0, 10, 20 and
 *   so on
 */
export async function* rowsOf(
  reading: Reading,
  { size, every = 1 }: { size?: number; every?: number } = {},
): AsyncGenerator<ReadRow, void, void> {
  const { columns, labels } = reading;
  const pair = yesOrNo(reading);
  // A value has no class, and neither has what can't be made scores of one column.
  const classes = pair?.labels ?? (columns === 1 ? [] : labels);
  let until = performance.now() + patience;
  for await (const { from, read, numbers, label_ids, texts } of reading.parts(size)) {
    const first = (every - (from % every)) % every;
    for (let row = first; row < read.rows; row += every) {
      if (performance.now() > until) {
        await new Promise((resolve) => setTimeout(resolve));
        until = performance.now() + patience;
      }
      const interpreted = read.row(row);
      const start = row * columns;
      const truth =
        label_ids && truthOf(pair ? [label_ids[row]].flat()[0] : label_ids[row], classes);
      yield {
        row: from + row,
        interpreted,
        numbers: Array.from({ length: columns }, (_, column) => numbers[start + column]),
        answer: answerIn(interpreted) ?? pair?.labels[0] ?? null,
        ...(truth !== undefined && { truth }),
        ...(texts && { text: texts[row] }),
      };
    }
  }
}

/** A label may be an empty text; where there is none, it is `null`. */
function answerIn({ predicted_label, predicted_labels }: InterpretedRow): string | null {
  if (!predicted_labels) return predicted_label;
  return predicted_labels.length > 0 ? predicted_labels.join(", ") : null;
}

/** Milliseconds after which a signal, such as that of Ctrl-C, is listened for. */
const patience = 50;

function truthOf(truth: number | number[], labels: readonly string[]): string | undefined {
  if (Array.isArray(truth)) return labels.filter((_, index) => truth[index] === 1).join(", ");
  return truth < 0 ? undefined : (labels[truth] ?? String(truth));
}
