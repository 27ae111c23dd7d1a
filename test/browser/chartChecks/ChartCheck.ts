import type { LiveChart } from "../LiveChart.js";

/** What the test knows about one chart of the gallery. */
export interface ChartCheck {
  /** The function that makes it, as `src/index.ts` exports it. */
  builder: string;
  /** The library that draws it in the page. */
  drawnBy: "vega" | "plotly";
  /** Its native controls, in order: `range: logit of A`. */
  controls: readonly string[];
  /** Compares what is drawn with the data, before anything is moved. */
  drawing(chart: LiveChart): Promise<void>;
  /** Each thing that a person can do with it, by name, with the numbers that must result. */
  interactions: Readonly<Record<string, (chart: LiveChart) => Promise<void>>>;
}
