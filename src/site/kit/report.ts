import { ReportError } from "../../report/ReportError.js";

/** What a page can't make. */
export class Report {}

/**
 * The browser's half of `report/report.ts`: a report is made of files that only an installed kit has.
 *
 * @throws {ReportError} always
 */
export async function report(): Promise<Report> {
  throw new ReportError(
    "report makes no page in a browser, because the files that it is made of are not here; diagnose says what predictions are, and an installed kit writes the report",
  );
}
