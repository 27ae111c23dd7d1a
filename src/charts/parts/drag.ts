import type { JsonObject } from "../Chart.js";
import { palette } from "./theme.js";

/** What can be dragged, and which way. */
interface Dragged {
  /** The parameters that are moved, each with a slider. A grip has its place among them as `grip`, or else as `index`. */
  moves: readonly string[];
  /** The names of the layers whose marks are taken hold of, see {@link gripRule}. */
  grips: readonly string[];
  /** Across, along a scale, as Vega-Lite names it after its panel: `logits_x`; or down, by rows of so many pixels. */
  along: { scale: string } | { rowHeight: number };
  /** The slider's own limits and step: a drag gives only values that the slider can take. */
  range: { min: number; max: number; step: number };
}

/**
 * The parameters that make marks draggable with mouse, pen or finger: `isHeld` and `hold` say whether something is held and
 * what, and `pulled` which of `moves` is moved to which value. What is moved carries `on: [pulledTo(name, place)]`.
 *
 * A drag is the way from where it began, so that taking hold moves nothing. A page may show the picture smaller than it was
 * drawn; a pixel of the pointer's is then worth more than one of the picture's.
 */
export function dragParameters({ moves, grips, along, range }: Dragged): JsonObject[] {
  const taken = grips.map((grip) => ({
    source: "view",
    type: "pointerdown",
    markname: `${grip}_marks`,
    filter: "event.button === 0",
  }));
  const cancelled = { source: "window", type: "pointercancel" };
  const released = [{ source: "window", type: "pointerup" }, cancelled];
  const place = "(isNumber(datum.grip) ? datum.grip : datum.index)";
  const picture = "event.target.ownerSVGElement";
  const held = [
    `place: ${place}`,
    `from: +[${moves.join(", ")}][${place}]`,
    "x: event.clientX",
    "y: event.clientY",
    `shown: ${picture}.clientWidth / ${picture}.viewBox.baseVal.width`,
  ];
  const value = onSlider(
    "scale" in along
      ? `invert('${along.scale}', scale('${along.scale}', hold.from) + (event.clientX - hold.x) / hold.shown)`
      : `hold.from + (event.clientY - hold.y) / hold.shown / ${along.rowHeight}`,
    range,
  );
  const dragging = {
    source: "window",
    type: "pointermove",
    between: [{ merge: taken }, { merge: released }],
  };
  return [
    {
      name: "hold",
      value: null,
      // It stays after the release: the last move may be worked out only then.
      on: [{ events: taken, update: `{${held.join(", ")}}` }],
    },
    {
      name: "isHeld",
      value: false,
      on: [
        { events: taken, update: "true" },
        // Once the cancelled drag has gone back to where it began.
        { events: [released[0], { ...cancelled, debounce: 50 }], update: "false" },
        ...("scale" in along ? [] : [withoutScrolling(grips)]),
      ],
    },
    {
      name: "pulled",
      value: null,
      on: [
        { events: dragging, update: `hold ? [hold.place, ${value}] : pulled` },
        // A finger that turns out to scroll the page has moved nothing.
        { events: cancelled, update: "isHeld ? [hold.place, hold.from] : pulled" },
      ],
    },
  ];
}

/** A finger on a grip that goes up and down doesn't scroll the page; across, the page's style sheet sees to it. */
function withoutScrolling(grips: readonly string[]): JsonObject {
  const events = grips.map((grip) => ({
    source: "view",
    type: "touchstart",
    markname: `${grip}_marks`,
    consume: true,
  }));
  return { events, update: "isHeld" };
}

/** {@link dragParameters} for a line that stands in one panel or in several, with a {@link lineGrip} in each. */
export function lineDrag(
  parameter: string,
  panels: readonly string[],
  range: Dragged["range"],
): JsonObject[] {
  const grips = panels.map((panel) => `${panel}_grip`);
  return dragParameters({ moves: [parameter], grips, along: { scale: `${panels[0]}_x` }, range });
}

/** The nearest value that a slider can take, without the trailing digits that a product with 0.01 would have. */
function onSlider(value: string, { min, max, step }: Dragged["range"]): string {
  const steps = Math.round(1 / step);
  const nearest =
    step < 1 ? `round((${value}) * ${steps}) / ${steps}` : `round((${value}) / ${step}) * ${step}`;
  return `clamp(${nearest}, ${min}, ${max})`;
}

/** How a parameter that {@link dragParameters} moves follows the drag: Vega-Lite hands `on` to Vega as it is. */
export function pulledTo(name: string, place: number): JsonObject {
  // Without `force` Vega drops an update to the value that this handler gave last, though a slider has moved on since.
  return {
    events: { signal: "pulled" },
    update: `pulled && pulled[0] === ${place} ? pulled[1] : ${name}`,
    force: true,
  };
}

/** An unseen line, thick enough for a finger, that is taken hold of in place of what lies under it. */
export function gripRule(strokeWidth: number, cursor = "ew-resize"): JsonObject {
  return { type: "rule", strokeWidth, opacity: 0, cursor, aria: false };
}

/**
 * What makes the upright line at `parameter` draggable, over all else in its panel: a knob at its foot and, all along the line, a grip.
 *
 * @param panel the name of the panel; the grip's is `…_grip`
 */
export function lineGrip(
  panel: string,
  parameter: string,
  { min, max }: Dragged["range"],
  x: JsonObject = {},
): JsonObject {
  const knob = { type: "point", filled: true, size: 110, color: palette.ink, aria: false };
  const y = { value: "height" };
  return {
    data: { values: [{ grip: 0 }] },
    transform: [{ calculate: parameter, as: "place" }],
    // Without what the panel around it may give its marks.
    encoding: { x: { ...x, field: "place", type: "quantitative" }, y: null, color: null },
    layer: [
      {
        // Unseen, at both ends: otherwise the picture would grow when the knob gets there.
        data: { values: [{ place: min }, { place: max }] },
        mark: { ...knob, opacity: 0 },
        encoding: { y },
      },
      { mark: { ...knob, opacity: 1 }, encoding: { y } },
      { name: `${panel}_grip`, mark: gripRule(24) },
    ],
  };
}
