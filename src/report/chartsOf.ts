import { batchHeatMap } from "../charts/batchHeatMap.js";
import { type Chart, ChartError } from "../charts/Chart.js";
import { confidenceHistogram } from "../charts/confidenceHistogram.js";
import { confusionMatrixChart } from "../charts/confusionMatrixChart.js";
import { coverageChart } from "../charts/coverageChart.js";
import { interpretationChart } from "../charts/interpretationChart.js";
import { reliabilityDiagram } from "../charts/reliabilityDiagram.js";
import { smallMultiples } from "../charts/smallMultiples.js";
import { temperatureFit } from "../charts/temperatureFit.js";
import { confusionMatrix } from "../evaluate/confusionMatrix.js";
import { EvaluateError } from "../evaluate/EvaluateError.js";
import { type InterpretedRow, interpret } from "../logits/interpret.js";
import { oddLabel } from "./evaluationOf.js";
import type { Reading } from "./readingOf.js";
import { type ReadRow, rowsOf } from "./rowsOf.js";
import { type YesOrNo, yesOrNo } from "./yesOrNo.js";

/** A chart with the question that it answers. */
export interface AskedChart {
  readonly question: string;
  readonly chart: Chart;
}

/** Rows of which charts are made; of more, evenly spaced ones. */
const mostDrawn = 2000;
/** Rows that are looked at one by one. */
const mostSeen = 24;

/** What charts are made of. */
interface Drawn {
  readonly rows: readonly ReadRow[];
  /** True classes, `[n]`, where each row has one. */
  readonly truth?: readonly number[];
  readonly reading: Pick<Reading, "from" | "labels">;
}

/**
 * The charts of a report: of what the model said, and, where truth is given, of how far it can be trusted.
 *
 * A chart that can't be drawn of these numbers (more classes than it has room for, a logit that isn't finite) is left out.
 *
 * @returns the charts, and of how many rows they are
 */
export async function chartsOf(reading: Reading): Promise<{ charts: AskedChart[]; drawn: number }> {
  if (!reading.summary || reading.function_to_apply === "none") return { charts: [], drawn: 0 };
  const rows = await spacedRows(reading);
  const all = { rows, reading };
  const labelled = rows.filter(({ truth_id }) => truth_id !== undefined);
  const truth = labelled.map(({ truth_id }) => truth_id as number);
  const isSoftmax = reading.function_to_apply === "softmax" && reading.columns > 1;
  const pair = yesOrNo(reading);
  const asked =
    truth.length < 2 || oddLabel(reading.predictions.label_ids ?? [], reading.columns) !== undefined
      ? null
      : pair
        ? { ...asClasses(labelled, reading, pair), truth }
        : isSoftmax
          ? { rows: labelled, truth, reading }
          : null;
  const drawings = [
    ...(isSoftmax ? ofAnswers(all) : ofLabels(all)),
    ...(asked ? ofTrust(asked) : []),
  ];
  const charts = drawings.flatMap(({ question, draw }) => {
    const chart = drawn(draw);
    return chart ? [{ question, chart }] : [];
  });
  return { charts, drawn: rows.length };
}

/** A row with its true class. */
interface SpacedRow extends ReadRow {
  readonly truth_id?: number;
}

async function spacedRows(reading: Reading): Promise<SpacedRow[]> {
  const step = Math.ceil(reading.rows / mostDrawn);
  const label_ids = reading.predictions.label_ids as readonly unknown[] | undefined;
  const rows: SpacedRow[] = [];
  for await (const row of rowsOf(reading, { every: step })) {
    const label = label_ids?.[row.row];
    const truth = reading.columns === 1 ? [label].flat()[0] : label;
    rows.push(typeof truth === "number" && truth >= 0 ? { ...row, truth_id: truth } : row);
  }
  return rows;
}

/** Rows of one number as rows of the two classes it decides between: `[1 - p, p]`, and `[0, x]` where it is a logit. */
function asClasses(
  rows: readonly ReadRow[],
  { from }: Reading,
  { labels, threshold }: YesOrNo,
): Pick<Drawn, "rows" | "reading"> {
  const probabilities = rows.map(({ interpreted }) => interpreted.scores[0]);
  const logs = probabilities.map((p) => [Math.log1p(-p), Math.log(p)]);
  const pairs = interpret(logs, { id2label: [...labels], function_to_apply: "softmax" });
  const asPair = (row: ReadRow, i: number): ReadRow => {
    const predicted_index = Number(probabilities[i] > threshold);
    const interpreted = Object.assign(pairs[i], { predicted_index });
    return { ...row, interpreted, numbers: [0, ...row.numbers] };
  };
  return { rows: rows.map(asPair), reading: { from, labels } };
}

function drawn(draw: () => Chart): Chart | undefined {
  try {
    return draw();
  } catch (error) {
    if (error instanceof ChartError || error instanceof EvaluateError) return undefined;
    throw error;
  }
}

interface Drawing {
  readonly question: string;
  readonly draw: () => Chart;
}

const interpreted = (rows: readonly ReadRow[]): InterpretedRow[] =>
  rows.map((row) => row.interpreted);

/** The texts of rows, where each has one. */
function textsOf(rows: readonly ReadRow[]): { texts?: string[] } {
  const texts = rows.flatMap(({ text }) => (text === undefined ? [] : [text]));
  return texts.length === rows.length && texts.length > 0 ? { texts } : {};
}

function ofAnswers({ rows, reading: { from, labels } }: Drawn): Drawing[] {
  const seen = rows.slice(0, mostSeen);
  const numbers = rows.map((row) => [...row.numbers]);
  if (from !== "logits") {
    const logits = seen.map((row) => row.interpreted.logits);
    const draw = () => smallMultiples(logits, [...labels], textsOf(seen));
    return [{ question: "Between which classes does it waver?", draw }];
  }
  return [
    {
      question: "What did the model say, and how sure is it?",
      draw: () => interpretationChart(interpreted(seen), textsOf(seen)),
    },
    {
      question: "What does softmax make of the whole batch?",
      draw: () => batchHeatMap(numbers, [...labels], textsOf(rows)),
    },
  ];
}

function ofLabels({ rows, reading: { from } }: Drawn): Drawing[] {
  if (from !== "logits") return [];
  const seen = rows.slice(0, mostSeen);
  return [
    {
      question: "Which labels did the model choose, and how sure is it of each?",
      draw: () => interpretationChart(interpreted(seen), textsOf(seen)),
    },
  ];
}

function ofTrust({ rows, truth = [], reading: { from, labels } }: Drawn): Drawing[] {
  const label_ids = [...truth];
  const scores = rows.map(({ interpreted: { scores: row } }) => row);
  const predicted_ids = rows.map((row) => row.interpreted.predicted_index);
  const given = { function_to_apply: "none" } as const;
  const texts = textsOf(rows);
  const matrix = () => confusionMatrix(label_ids, predicted_ids, [...labels]);
  return [
    {
      question: "Which classes does it take for one another?",
      draw: () =>
        confusionMatrixChart(
          matrix(),
          [...labels],
          texts.texts ? { texts: texts.texts, label_ids, predicted_ids } : {},
        ),
    },
    {
      question: "Can its confidence be trusted?",
      draw: () => reliabilityDiagram(scores, label_ids, given),
    },
    {
      question: "How sure is it when it is wrong?",
      draw: () => confidenceHistogram(interpreted(rows), label_ids),
    },
    {
      question: "How good is it if it may keep silent?",
      draw: () => coverageChart(scores, label_ids, given),
    },
    ...(from === "logits"
      ? [
          {
            question: "Would a temperature help?",
            draw: () =>
              temperatureFit(
                rows.map((row) => [...row.numbers]),
                label_ids,
              ),
          },
        ]
      : []),
  ];
}
