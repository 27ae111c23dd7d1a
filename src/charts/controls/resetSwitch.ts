import type { JsonObject } from "../MimeBundle.js";

/**
 * A native tick box that sends sliders back to where they started: tick it by mouse or with the space bar, and it clears itself.
 *
 * Each slider that follows it carries `on: backTo(name, start)`.
 */
export function resetSwitch(): JsonObject {
  return {
    name: "reset",
    value: false,
    bind: { input: "checkbox", name: "back to the start " },
    // Its own tick is the event; waiting a moment lets the sliders see it before it is gone.
    on: [{ events: { source: "window", type: "change", debounce: 400 }, update: "false" }],
  };
}

/**
 * What a parameter does when {@link resetSwitch} is ticked: Vega-Lite hands `on` to Vega as it is.
 *
 * @example backTo("logit_0", 3.85)[0].update // "reset ? 3.85 : logit_0"
 */
export function backTo(name: string, start: number): JsonObject[] {
  // Without `force` Vega drops an update to the value that this handler gave last, and the slider would stay where it is.
  return [{ events: { signal: "reset" }, update: `reset ? ${start} : ${name}`, force: true }];
}
