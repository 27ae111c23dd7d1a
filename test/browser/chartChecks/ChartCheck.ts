import type { LiveChart } from "../LiveChart.js";

/** What the test knows of one chart of the gallery. */
export interface ChartCheck {
  /** The function that makes it, as `src/index.ts` exports it. */
  builder: string;
  /** Who draws it in the page. */
  drawnBy: "vega" | "plotly";
  /** Its native controls, in order: `range: logit of A`. */
  controls: readonly string[];
  /** Those of an exported page, where they are others. */
  controlsWhenExported?: readonly string[];
  /** Compares what is drawn with the data, before anything is moved. */
  drawing(chart: LiveChart): Promise<void>;
  /** Each thing that a person can do to it, by its name, with the numbers that must come of it. */
  interactions: Readonly<Record<string, (chart: LiveChart) => Promise<void>>>;
}
