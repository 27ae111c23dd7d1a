import type { JsonObject, JsonValue, MimeBundle } from "../charts/Chart.js";
import { checkOptions } from "../logits/checks.js";
import { bundleWriter, type PublicDisplay, type PublicTslab, publicTslab } from "./kernel.js";
import { NotebookError } from "./NotebookError.js";

/** How to send a bundle. */
export interface DisplayOptions {
  /** Facts about single forms, by MIME type, such as the size and `alt` text of a picture. */
  metadata?: JsonObject;
  /** A name under which this output can be replaced later. */
  displayId?: string;
  /** Replace the output of that name instead of adding a new one. */
  update?: boolean;
}

/**
 * Shows one output, in all its forms, under the running cell.
 *
 * Sends the whole bundle through tslab's internal writer if there is one, otherwise its most useful form through tslab's public
 * `display.raw`; without a kernel it prints the text. An output that can't be sent stops no cell.
 *
 * @throws {NotebookError} when an option is unknown
 *
 * @example displayBundle({ "text/html": "<b>0.9993</b>", "text/plain": "0.9993" }) // prints: 0.9993
 */
export function displayBundle(bundle: MimeBundle, options: DisplayOptions = {}): void {
  checkOptions("displayBundle", options, {
    known: ["metadata", "displayId", "update"],
    ErrorType: NotebookError,
  });
  cellDisplay()(bundle, options);
}

/**
 * The display of the running cell, for later use: what is sent after an `await` still appears under that cell, even if the
 * next one has started. Nothing else in the kit sends anything to a kernel.
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

/** The kernel's own updatable displays, by the kit's names for them. */
const publicDisplays = new Map<string, PublicDisplay>();

function displayOf(tslab: PublicTslab, displayId: string | undefined): PublicDisplay {
  if (displayId === undefined) return tslab.display;
  const known = publicDisplays.get(displayId) ?? tslab.newDisplay();
  publicDisplays.set(displayId, known);
  return known;
}

/** The order of preference where only one form can be sent: the most useful first, so that a chart stays interactive. */
const singleForms = [
  "application/vnd.vegalite.v5+json",
  "application/vnd.plotly.v1+json",
  "text/html",
  "text/markdown",
  "image/png",
  "text/plain",
];

function sendSingle(display: PublicDisplay, bundle: MimeBundle): void {
  const type = singleForms.find((form) => form in bundle) ?? Object.keys(bundle)[0];
  // The public types allow only text, but a chart's object passes through unchanged.
  if (type !== undefined) display.raw(type, bundle[type] as string);
}

function printText(bundle: MimeBundle): void {
  const text = bundle["text/plain"];
  if (typeof text === "string") console.log(text);
}

/**
 * The same JSON value with "\uFFFD" in place of each lone surrogate, which cutting a text in the middle of an emoji leaves
 * behind: Jupyter's server can neither save nor open a notebook that contains one.
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
