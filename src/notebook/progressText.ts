/** Where a progress bar stands. */
export interface ProgressState {
  title: string;
  done: number;
  total?: number | undefined;
  /** What is counted: `"texts"`, `"bytes"`. */
  unit?: string;
  note?: string | undefined;
  finished: boolean;
}

/**
 * A progress bar's state in one line. The line of a finished bar holds no time and no rate, so that a stored notebook stays
 * the same from run to run.
 *
 * @example progressText({ title: "Reading", done: 90, total: 360, unit: "texts", finished: false })
 * // Reading: 90 of 360 texts (25 %)
 */
export function progressText({
  title,
  done,
  total,
  unit = "",
  note,
  finished,
}: ProgressState): string {
  if (finished) return `✓ ${title}: ${note ?? amount(total ?? done, unit)}`;
  const tail = note === undefined ? "" : `, ${note}`;
  if (!total) return `${title}: ${amount(done, unit)}${tail}`;
  const percent = Math.min(100, Math.floor((100 * done) / total));
  const amounts =
    unit === "bytes"
      ? `${amount(done, unit)} of ${amount(total, unit)}`
      : `${done} of ${amount(total, unit)}`;
  return `${title}: ${amounts} (${percent} %)${tail}`;
}

function amount(count: number, unit: string): string {
  if (unit !== "bytes") return unit ? `${count} ${unit}` : String(count);
  if (count < 1e3) return `${count} bytes`;
  if (count < 1e6) return `${(count / 1e3).toFixed(1)} kB`;
  return count < 1e9 ? `${(count / 1e6).toFixed(1)} MB` : `${(count / 1e9).toFixed(2)} GB`;
}
