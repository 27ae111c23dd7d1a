import { stat } from "node:fs/promises";
import { relative } from "node:path";
import { exportHtml, type HtmlJob } from "./exportHtml.js";
import { htmlJobs } from "./htmlJobs.js";
import { step } from "./step.mjs";

/**
 * Writes each lesson (or those named, or the notebooks whose paths are given) as one page that stands alone: live charts,
 * nothing from the network. The notebooks are taken as they are stored; nothing runs.
 */
export async function html(root: string, wanted: string[]): Promise<number> {
  // npm changes into the project's folder; what a person types is meant from where they are.
  const jobs = await htmlJobs(root, wanted, process.env.INIT_CWD ?? process.cwd());
  await step("pages", async () => {
    await exportHtml(root, jobs);
    return {
      outcome: jobs.length === 1 ? "1 written" : `${jobs.length} written`,
      value: undefined,
    };
  });
  console.log(`\n${(await Promise.all(jobs.map((job) => line(root, job)))).join("\n")}`);
  return 0;
}

async function line(root: string, { page }: HtmlJob): Promise<string> {
  const near = relative(root, page);
  const megabytes = (await stat(page)).size / 1e6;
  return `  ${near.startsWith("..") ? page : near}  ${megabytes.toFixed(1)} MB`;
}
