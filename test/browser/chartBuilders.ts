import { readFileSync } from "node:fs";
import * as kit from "../../src/index.js";

/** Functions of the charts room that wrap what they are given as a chart: the tools of the others. */
const tools = ["createChart", "createPlotlyChart"];

/** The chart builders of the kit: the functions that `src/index.ts` takes from `charts/`. */
export function chartBuilders(): string[] {
  const index = readFileSync(new URL("../../src/index.ts", import.meta.url), "utf8");
  const lines = index.matchAll(/export \{([^}]+)\} from "\.\/charts\/[\w/]+\.js"/g);
  const names = Array.from(lines, ([, list]) => list.split(",").map((name) => name.trim())).flat();
  return names.filter((name) => {
    const value = (kit as Record<string, unknown>)[name];
    return typeof value === "function" && /^[a-z]/.test(name) && !tools.includes(name);
  });
}
