/** One row of a file before it is understood: its columns, and the place that an error names. */
export interface RawRow {
  /** `mine.csv, row 3` (the header isn't counted) or `mine.jsonl, line 3`. */
  place: string;
  columns: Readonly<Record<string, unknown>>;
}
