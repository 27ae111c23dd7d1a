import type { JsonObject, JsonValue, MimeBundle } from "../charts/Chart.js";
import { bundleWriter, type PublicDisplay, publicTslab } from "./kernel.js";

/** How a bundle is sent. */
export interface DisplayOptions {
  /** Facts about single forms, by MIME type: the size and `alt` text of a picture. */
  metadata?: JsonObject;
  /** A name under which this output can be replaced later. */
  displayId?: string;
  /** Replace the output of that name instead of adding one. */
  update?: boolean;
}

/** Which form goes out where only one can: the most useful first, so a chart stays alive. */
const singleForms = [
  "application/vnd.vegalite.v5+json",
  "application/vnd.plotly.v1+json",
  "text/html",
  "text/markdown",
  "image/png",
  "text/plain",
];

/** Where whole bundles can't be sent: the kernel's own updatable displays, by our name for them. */
const publicDisplays = new Map<string, PublicDisplay>();

/**
 * Puts one output, in all its forms, under the cell that runs: the only place that sends anything to a kernel.
 *
 * Sends the whole bundle through tslab's inner writer where there is one, else its best single form through tslab's public
 * `display.raw`, else (no kernel at all) prints its text. Never throws: an output that can't be sent breaks no cell.
 *
 * @example displayBundle({ "text/html": "<b>0.9993</b>", "text/plain": "0.9993" }) // prints: 0.9993
 */
export function displayBundle(bundle: MimeBundle, options: DisplayOptions = {}): void {
  cellDisplay()(bundle, options);
}

/**
 * The display of the cell that runs now, to be used later: what is sent after an `await` still lands under that cell, even
 * when the next one has started.
 */
export function cellDisplay(): (bundle: MimeBundle, options?: DisplayOptions) => void {
  const write = bundleWriter();
  const tslab = write ? undefined : publicTslab();
  return (given, { metadata: facts = {}, displayId, update = false } = {}) => {
    try {
      const [bundle, metadata] = [wellFormed(given), wellFormed(facts)];
      if (write) {
        const transient = displayId === undefined ? {} : { display_id: displayId };
        write({ data: bundle, metadata, transient }, update);
      } else if (tslab) {
        sendSingle(displayOf(tslab, displayId), bundle);
      } else {
        printText(bundle);
      }
    } catch {
      printText(given);
    }
  };
}

function displayOf(
  tslab: { display: PublicDisplay; newDisplay(): PublicDisplay },
  displayId: string | undefined,
): PublicDisplay {
  if (displayId === undefined) return tslab.display;
  const known = publicDisplays.get(displayId) ?? tslab.newDisplay();
  publicDisplays.set(displayId, known);
  return known;
}

function sendSingle(display: PublicDisplay, bundle: MimeBundle): void {
  const type = singleForms.find((form) => form in bundle) ?? Object.keys(bundle)[0];
  // The public types promise text only; a chart's object passes through as it is.
  if (type !== undefined) display.raw(type, bundle[type] as string);
}

function printText(bundle: MimeBundle): void {
  const text = bundle["text/plain"];
  if (typeof text === "string") console.log(text);
}

/**
 * The same JSON value with "\uFFFD" for each half of a surrogate pair that stands alone, as cutting a text within an emoji
 * leaves it: Jupyter's server can neither save nor open a notebook with one in it.
 *
 * @example wellFormed({ label: "cut \uD83D" }) // { label: "cut \uFFFD" }
 */
export function wellFormed<T extends JsonValue>(value: T): T {
  return mend(value) as T;
}

function mend(value: JsonValue): JsonValue {
  if (typeof value === "string") return value.replace(/\p{Cs}/gu, "\uFFFD");
  if (Array.isArray(value)) return value.map(mend);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [mend(key), mend(inner)]));
}
