import { Buffer } from "node:buffer";
import { formatNumber, printable } from "../logits/text.js";
import { escapeHtml, pagePolicy, scriptJson } from "../page/pageFiles.js";
import type { AskedChart } from "./chartsOf.js";
import { type Evaluation, judgedAnyway } from "./evaluationOf.js";
import { notShown } from "./notShown.js";
import { numbersOf } from "./numbersOf.js";
import type { Passport } from "./passportOf.js";
import type { Reading } from "./readingOf.js";
import type { ReadRow } from "./rowsOf.js";
import { yesOrNo } from "./yesOrNo.js";

/** All that a page shows. */
export interface PageParts {
  readonly title: string;
  readonly reading: Reading;
  readonly evaluation: Evaluation | undefined;
  readonly passport: Passport;
  /** The first rows. */
  readonly rows: readonly ReadRow[];
  readonly charts: readonly (AskedChart & { readonly still: string })[];
  /** Of how many rows the charts are. */
  readonly drawn: number;
  readonly styles: readonly string[];
  readonly scripts: readonly string[];
}

/** By this, a file is known for a report. */
export const reportMark = '<meta name="generator" content="reading-logits report">';

/** Text out of a person's data: no markup, no invisible characters; a line break is a space. */
const text = (words: string) => escapeHtml(printable(words.replace(/[\t\n\r]+/g, " ")));

const grouped = (count: number) => count.toLocaleString("en-US");

/**
 * The report as one page: it loads nothing, runs only its own scripts, and can be read without them.
 */
export function reportPage(parts: PageParts): string {
  const { title, styles, scripts, passport } = parts;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
${reportMark}
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(pagePolicy(scripts))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(title)}</title>
<style>
${styles.join("\n")}
</style>
</head>
<body>
<a class="skip" href="#report">Skip to the report</a>
<main id="report" tabindex="-1">
<h1>${text(title)}</h1>
${found(parts)}
${conclusions(parts)}
${measures(parts)}
${batch(parts)}
${pictures(parts)}
${passportTable(passport)}
</main>
<footer>Made by reading-logits ${text(passport.versions["reading-logits"] ?? "")} on ${text(passport.date.slice(0, 10))}. The page holds all that it shows and asks for nothing.</footer>
<script type="application/json" id="passport">${scriptJson(passport)}</script>
${scripts.map((script) => `<script>${script}</script>`).join("\n")}
</body>
</html>
`;
}

function found({ reading }: PageParts): string {
  const { diagnosis, rows, columns, diagnosed, how, predictions } = reading;
  const { kind, certainty, because, findings, numbers_are } = diagnosis;
  const { dtype, array, format } = predictions.source;
  const where = array ? `, ${array}` : "";
  const isTold = findings.some(({ message }) => message === because);
  const listed = findings.map(
    ({ id, severity, certainty: sure, message, next }) =>
      `<div class="finding ${severity}"><strong>${severity}: ${id}</strong> (${sure})<br>${text(message)}<br><strong>Next:</strong> ${text(next)}</div>`,
  );
  const part =
    diagnosed < rows
      ? `<p>The diagnosis is of ${grouped(diagnosed)} evenly spaced rows, counted from 0 among themselves.</p>`
      : "";
  return `<section aria-labelledby="found">
<h2 id="found">What was found</h2>
<p>${grouped(rows)} ${rows === 1 ? "row" : "rows"} of ${columns} ${columns === 1 ? "number" : "numbers"} (${text(`${dtype}, ${format}${where}`)}).</p>
<p><strong>${kind}</strong> (${certainty})${isTold ? "" : `: ${text(because)}`}. ${numbers_are === null ? "" : `Each number is good for: <strong>${numbers_are}</strong>.`}</p>
<p>Scores: ${text(how)}.</p>
${part}${listed.join("\n")}
</section>`;
}

function conclusions({ reading, evaluation }: PageParts): string {
  const { may_conclude } = reading.diagnosis;
  const list = (heading: string, lines: readonly string[]) =>
    lines.length === 0
      ? ""
      : `<h3>${heading}</h3>\n<ul>${lines.map((line) => `<li>${text(line)}</li>`).join("")}</ul>`;
  const numbers = numbersOf(reading, evaluation).map(
    ({ name, value, conclude }) =>
      `<dt>${name}${value === undefined ? "" : ` ${text(value)}`}</dt><dd>${text(conclude)}</dd>`,
  );
  return `<section aria-labelledby="conclude">
<h2 id="conclude">What you may conclude</h2>
${list("From the file as it is", may_conclude)}
${list("Not from it", notShown(reading.diagnosis, evaluation))}
${numbers.length > 0 ? `<h3>From each number</h3>\n<dl>${numbers.join("\n")}</dl>` : ""}
</section>`;
}

/** What was predicted, class by class, and how that fits the truth. */
function measures({ reading, evaluation }: PageParts): string {
  const { summary, labels, rows, function_to_apply } = reading;
  if (!summary || function_to_apply === "none") return "";
  const measured = evaluation?.report.classes;
  const header = [
    "class",
    "predicted",
    "share",
    ...(measured ? ["true", "precision", "recall", "F1"] : []),
  ];
  const pair = yesOrNo(reading);
  const counts = pair ? [summary.withheld, ...summary.predicted] : summary.predicted;
  const lines = (pair?.labels ?? labels).map((label, index) => {
    const each = measured?.[index];
    const count = counts[index];
    return [
      label,
      grouped(count),
      `${((100 * count) / rows).toFixed(1)} %`,
      ...(each
        ? [grouped(each.support), ...[each.precision, each.recall, each.f1].map(formatNumber)]
        : []),
    ];
  });
  const none =
    summary.withheld > 0 && !pair
      ? `<p>${grouped(summary.withheld)} rows got no label: no score passes the threshold.</p>`
      : "";
  const left = evaluation?.unlabelled
    ? `<p>${grouped(evaluation.unlabelled)} rows have no true label and are left out of the measures.</p>`
    : "";
  const judged = evaluation ? judgedAnyway(reading) : undefined;
  const anyway = judged ? `<p>${judged.replace(/^t/, "T")}.</p>` : "";
  const body = lines.map(
    ([first, ...cells]) =>
      `<tr><th scope="row">${text(first)}</th>${cells.map((cell) => `<td class="number">${text(cell)}</td>`).join("")}</tr>`,
  );
  return `<section aria-labelledby="classes">
<h2 id="classes">The classes</h2>
${none}${left}${anyway}<div class="table-box"><table>
<thead><tr>${header.map((name, i) => `<th scope="col"${i > 0 ? ' class="number"' : ""}>${name}</th>`).join("")}</tr></thead>
<tbody>
${body.join("\n")}
</tbody></table></div>
</section>`;
}

/** Rows that are printed, as report.css has it: those of a long table would be most of the pages. */
const paperRows = 25;

function batch({ reading, rows: shown }: PageParts): string {
  const { rows, function_to_apply, top_k, columns } = reading;
  if (shown.length === 0) return "";
  const isScored = function_to_apply !== "none";
  const hasTruth = shown.some(({ truth }) => truth !== undefined);
  const hasText = shown.some((row) => row.text !== undefined);
  const isRanked = top_k > 1 && columns > 2;
  const header: [name: string, kind: string][] = [
    ["row", "number"],
    ...(hasTruth ? [["true", isScored ? "word" : "number"] as [string, string]] : []),
    ...(isScored
      ? ([
          ["predicted", "word"],
          ["score", "number"],
          ["margin", "number"],
          ["entropy", "number"],
        ] as [string, string][])
      : ([["value", "number"]] as [string, string][])),
    ...(isScored && isRanked ? [["next", "word"] as [string, string]] : []),
    ...(hasText ? [["text", "text"] as [string, string]] : []),
  ];
  const number = (value: number) =>
    `<td class="number" data-value="${Number.isNaN(value) ? "" : value}">${Number.isNaN(value) ? "" : formatNumber(value)}</td>`;
  const word = (words: string) => `<td>${text(words)}</td>`;
  const body = shown.map(({ row, interpreted, answer, truth, text: sentence }) => {
    const { scores, predicted_index, margin, entropy, ranking } = interpreted;
    const isWrong = isScored && truth !== undefined && truth !== (answer ?? "");
    const next = ranking.slice(1, 3).map(({ label, score }) => `${label} ${formatNumber(score)}`);
    return `<tr${isWrong ? ' class="wrong"' : ""}><td class="number">${row}</td>${[
      ...(hasTruth
        ? [
            isScored
              ? `<td data-value="${text(truth ?? "")}">${text(truth ?? "")}${isWrong ? "\u00A0≠" : ""}</td>`
              : number(truth === undefined ? Number.NaN : Number(truth)),
          ]
        : []),
      ...(isScored
        ? [
            word(answer ?? "(none)"),
            number(scores[predicted_index]),
            number(margin),
            number(entropy),
          ]
        : [number(scores[0])]),
      ...(isScored && isRanked ? [word(next.join(", "))] : []),
      ...(hasText ? [`<td class="text">${text(sentence ?? "")}</td>`] : []),
    ].join("")}</tr>`;
  });
  const which =
    shown.length < rows
      ? `The first ${grouped(shown.length)} of ${grouped(rows)} rows; reading-logits read --csv has all.`
      : `All ${grouped(rows)} rows.`;
  const onPaper =
    shown.length > paperRows
      ? `\n<p class="on-paper">On paper the first ${paperRows}, as the table was sorted.</p>`
      : "";
  return `<section aria-labelledby="batch">
<h2 id="batch">The batch</h2>
<p>${which}${hasTruth && isScored ? " A row that is wrong is marked ≠." : ""}</p>${onPaper}
<div class="table-box"><table class="sortable">
<thead><tr>${header.map(([name, kind]) => `<th scope="col" class="${kind}">${name}</th>`).join("")}</tr></thead>
<tbody>
${body.join("\n")}
</tbody></table></div>
</section>`;
}

function pictures({ charts, drawn, reading }: PageParts): string {
  if (charts.length === 0) return "";
  const figures = charts.map(({ question, chart, still }) => {
    const { "text/plain": table } = chart.toMimeBundle();
    const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(still) ?? [];
    const size = width
      ? ` width="${Math.round(Number(width))}" height="${Math.round(Number(height))}"`
      : "";
    const picture = Buffer.from(still).toString("base64");
    return `<h3>${question}</h3>
<figure class="chart" data-kind="vega-lite">
<script type="application/json">${scriptJson(livePart(chart.toSpec()))}</script>
<div class="live"></div>
<img class="still" alt="${text(chart.description)}"${size} src="data:image/svg+xml;base64,${picture}">
<details><summary>Numbers as a table</summary><pre>${escapeHtml(String(table))}</pre></details>
</figure>`;
  });
  const part =
    drawn < reading.rows ? `<p>The charts are of ${grouped(drawn)} evenly spaced rows.</p>\n` : "";
  return `<section aria-labelledby="charts">
<h2 id="charts">The charts</h2>
${part}${figures.join("\n")}
</section>`;
}

/** On a canvas, Vega is quick only where it may turn text into code, which this page never allows. */
function livePart(spec: Record<string, unknown>): Record<string, unknown> {
  const { usermeta = {} } = spec as { usermeta?: { embedOptions?: object } };
  const embedOptions = { ...usermeta.embedOptions, renderer: "svg" };
  return { ...spec, usermeta: { ...usermeta, embedOptions } };
}

function passportTable(passport: Passport): string {
  const { files, model, versions } = passport;
  const facts: [string, string][] = [
    ...files.map(({ file, bytes, sha256 }): [string, string] => [
      "file",
      `${file}, ${grouped(bytes)} bytes, SHA-256 ${sha256}`,
    ]),
    ["shape", passport.shape.join(" × ")],
    [
      "type",
      `${passport.dtype} (${passport.format}${passport.array ? `, ${passport.array}` : ""})`,
    ],
    ["numbers", `SHA-256 ${passport.logits_sha256}, as float32`],
    ["classes", passport.labels.join(", ")],
    ["what they are", passport.kind],
    ["function", passport.how],
    [
      "model",
      model ? `${model.name}, ${model.files} files, SHA-256 ${model.sha256}` : "not recorded",
    ],
    ["truncation", passport.truncation ?? "not recorded"],
    [
      "versions",
      Object.entries(versions)
        .map((each) => each.join(" "))
        .join(", "),
    ],
    ["read", passport.date],
  ];
  return `<section aria-labelledby="passport-heading">
<h2 id="passport-heading">Passport</h2>
<p>Two people who hold the same numbers have the same SHA-256 of the numbers: <code>reading-logits read --passport</code> compares two reports or files.</p>
<table class="passport"><tbody>
${facts.map(([name, says]) => `<tr><th scope="row">${name}</th><td>${text(says)}</td></tr>`).join("\n")}
</tbody></table>
</section>`;
}
