// Runs in exported pages and in JupyterLab, on what Vega makes of a chart's controls. Without it they work, too, but less well.

/** Improves the controls of a live chart, once: those that were improved before are left as they are. */
// biome-ignore lint/correctness/noUnusedVariables: the scripts that follow it call it
function improveControls(chart) {
  for (const native of chart.querySelectorAll('.vega-bind input[name="temperature"]')) {
    if (!native.hidden) moveInRatios(native);
  }
  for (const native of chart.querySelectorAll('.vega-bind input[type="checkbox"][name="reset"]')) {
    if (!native.hidden) pressInsteadOfTick(native);
  }
  for (const controls of chart.querySelectorAll(".vega-bindings")) {
    const isWatched = controls.nextElementSibling?.matches(".chart-answer");
    if (!isWatched && controls.childElementCount > 0) sayAnswers(chart, controls);
  }
}

/**
 * A slider whose steps are equal ratios, in place of Vega's own, whose steps are equal differences: there, all temperatures below
 * 1 share a few pixels. Both show and say the temperature itself.
 */
function moveInRatios(native) {
  const stops = ratioStops(Number(native.min), Number(native.max), Number(native.step));
  const slider = document.createElement("input");
  Object.assign(slider, { type: "range", min: 0, max: stops.length - 1, step: 1 });
  const follow = () => {
    const distances = stops.map((stop) => Math.abs(Math.log(stop / Number(native.value))));
    slider.value = distances.indexOf(Math.min(...distances));
    slider.setAttribute("aria-valuetext", native.value);
  };
  slider.addEventListener("input", () => {
    native.value = stops[slider.valueAsNumber];
    native.dispatchEvent(new Event("input"));
    slider.setAttribute("aria-valuetext", native.value);
  });
  native.hidden = true;
  native.before(slider);
  // Vega writes the number beside its slider whenever the temperature changes, whatever changed it.
  new MutationObserver(follow).observe(native.nextElementSibling, { childList: true });
  follow();
}

/** From the lowest to the highest in about equal ratios, each with two significant digits and within reach of the native slider. */
function ratioStops(lowest, highest, step) {
  const ratios = Array.from({ length: 101 }, (_, i) => lowest * (highest / lowest) ** (i / 100));
  const stops = ratios.map((each) => Number((Math.round(each / step) * step).toPrecision(2)));
  return Array.from(new Set(stops));
}

/** A button in place of a box that clears itself after its tick. */
function pressInsteadOfTick(native) {
  const button = document.createElement("button");
  const label = native.closest("label");
  button.type = "button";
  button.textContent = label.textContent.trim();
  button.addEventListener("click", () => native.click());
  label.hidden = true;
  native.hidden = true;
  label.after(button);
}

/** Long enough for the picture to follow the last step, and for a drag to end. */
const untilSettled = 600;

/**
 * Says, to a screen reader, what the chart answers once a control has come to rest: those of its titles and bold lines that have
 * changed or, where there are none, its other lines.
 */
function sayAnswers(chart, controls) {
  const answer = document.createElement("p");
  answer.className = "chart-answer";
  answer.setAttribute("role", "status");
  controls.after(answer);
  let before;
  let timer;
  const say = () => {
    const now = linesOf(chart);
    const changed = now.filter(({ text }) => !before.some((line) => line.text === text));
    const bold = changed.filter(({ isBold }) => isBold);
    const lines = bold.length > 0 ? bold : changed;
    if (lines.length > 0) answer.textContent = lines.map(({ text }) => text).join("; ");
    before = undefined;
  };
  const moved = () => {
    before ??= linesOf(chart);
    clearTimeout(timer);
    timer = setTimeout(say, untilSettled);
  };
  // Before Vega hears of it, so that the lines are still the old ones.
  for (const type of ["input", "change", "click"]) controls.addEventListener(type, moved, true);
  // What is pressed in the picture itself may be dragged, and be let go of anywhere.
  chart.addEventListener(
    "pointerdown",
    ({ target }) => {
      if (target.closest(".marks") === null) return;
      moved();
      clearTimeout(timer);
      const released = () => {
        for (const type of ends) window.removeEventListener(type, released);
        moved();
      };
      for (const type of ends) window.addEventListener(type, released);
    },
    true,
  );
}

const ends = ["pointerup", "pointercancel"];

/** The lines in a chart's picture that are read on their own: titles, and what says its own text to a screen reader. */
function linesOf(chart) {
  const texts = Array.from(chart.querySelectorAll("svg text"), (element) => {
    const text = element.textContent.trim();
    const isTitle = element.closest(".role-title, .infolayer") !== null;
    const isBold = isTitle || element.getAttribute("font-weight") === "bold";
    const isLine = isBold || element.getAttribute("aria-label")?.trim() === text;
    return { text, isBold, isLine: isLine && element.closest(".role-axis, .role-legend") === null };
  });
  return texts.filter(({ text, isLine }) => isLine && text !== "");
}
