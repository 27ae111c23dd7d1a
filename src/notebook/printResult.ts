import type { Chart } from "../charts/Chart.js";

/** The running cell: its text, and what must be done before it has ended. */
export interface PrintingCell {
  source: string;
  /** Charts that are still being drawn. */
  drawing: Promise<unknown>[];
}

/**
 * Prints the value of a cell's last expression: a chart is drawn, a promise says that `await` is missing, and anything else is printed
 * as Node prints it.
 *
 * @param show the kit's own, from the package that cells import, so that a chart comes with its picture
 *
 * @example printResult("POSITIVE", { source: "label", drawing: [] }, show) // prints: POSITIVE
 */
export function printResult(
  value: unknown,
  cell: PrintingCell,
  show: (chart: Chart) => Promise<void>,
): void {
  if (isChart(value)) cell.drawing.push(show(value));
  else if (value instanceof Promise) printPromise(value, cell);
  else console.log(value);
}

const displaySymbol = Symbol.for("Jupyter.display");

function isChart(value: unknown): value is Chart {
  return typeof value === "object" && value !== null && displaySymbol in value;
}

/** A call of `show…` that nobody awaits still belongs to its cell; anything else is a value that the reader doesn't have yet. */
function printPromise(promise: Promise<unknown>, { source, drawing }: PrintingCell): void {
  const name = /(?:^|[\n;])[ \t]*((?:\w+\.)*\w+)\([^\n]*(?:\n[ \t)}\]][^\n]*)*;?\s*$/.exec(
    source,
  )?.[1];
  if (name?.startsWith("show")) {
    drawing.push(promise);
    return;
  }
  const what = name === undefined ? "the call that makes it" : `${name}(…)`;
  console.log(`This is a promise, not its value: put \`await\` before ${what}.`);
}
