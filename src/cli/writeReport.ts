import path from "node:path";
import { reportOf } from "../report/report.js";
import type { FileRead } from "./readJson.js";

/**
 * Writes the report of a file that was read.
 *
 * @throws {ReportError} when it can't be drawn or written
 */
export async function writeReport(
  file: string,
  { name, reading, evaluation, passport }: FileRead,
): Promise<void> {
  const title = path.basename(name);
  const made = await reportOf({ title, reading, evaluation, passport: await passport() });
  made.save(file);
}
