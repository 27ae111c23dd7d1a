// Runs in the page, where `Plotly` is the library in the script above.

/** What a slider step or a button of a figure may call. */
const plotlyMethods = ["animate", "relayout", "restyle", "update"];

/** Plotly interprets tags in its texts; here the same text is shown without them. */
function withoutTags(text) {
  return new DOMParser().parseFromString(String(text ?? ""), "text/html").body.textContent.trim();
}

function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/**
 * The figure's sliders and buttons as native controls below it, one row each: Plotly draws its own into the picture, where
 * neither the keyboard nor a screen reader can reach them.
 */
// biome-ignore lint/correctness/noUnusedVariables: drawPlotly.js, which follows it in the page, calls it
function plotlyControls(plot, { sliders = [], updatemenus = [] }) {
  const run = ({ method, args, execute }) => {
    if (execute === false || !plotlyMethods.includes(method)) return;
    // A step that comes before the previous one is drawn interrupts it, which Plotly reports as a rejection.
    Promise.resolve(Plotly[method](plot, ...(args ?? []))).catch(() => {});
  };
  const rows = [
    ...sliders.map((slider) => sliderRow(plot, slider, run)),
    ...updatemenus.map((menu) => buttonRow(menu, run)),
  ];
  return make("form", { className: "vega-bindings" }, ...rows);
}

function sliderRow(plot, { steps = [], active = 0, currentvalue = {}, name }, run) {
  const title = withoutTags(currentvalue.prefix).replace(/\s*[:=]$/, "") || withoutTags(name);
  const labels = steps.map(({ label }) => withoutTags(`${label}${currentvalue.suffix ?? ""}`));
  const max = steps.length - 1;
  const input = make("input", { type: "range", min: 0, max, step: 1, value: active });
  const value = make("span", { className: "value" });
  const show = (index) => {
    input.value = index;
    input.setAttribute("aria-valuetext", labels[index]);
    value.textContent = labels[index];
  };
  input.addEventListener("input", () => {
    show(input.valueAsNumber);
    run(steps[input.valueAsNumber]);
  });
  // The slider follows while the frames play on their own.
  plot.on("plotly_animatingframe", (frame) => {
    const index = steps.findIndex(({ args }) => [args?.[0]].flat().includes(frame.name));
    if (index !== -1) show(index);
  });
  show(active);
  const caption = make("span", { className: "vega-bind-name" }, title || "step");
  return make("div", { className: "vega-bind" }, make("label", {}, caption, input, value));
}

function buttonRow({ buttons = [], name }, run) {
  const made = buttons.map((button) => {
    const element = make("button", { type: "button" }, withoutTags(button.label));
    // A symbol such as ▶ is not a word: a figure may name its buttons.
    if (button.name) element.ariaLabel = withoutTags(button.name);
    element.addEventListener("click", () => run(button));
    return element;
  });
  const caption = make("span", { className: "vega-bind-name" }, withoutTags(name));
  const group = make("span", { className: "vega-bind-radio" }, ...made);
  return make("div", { className: "vega-bind" }, caption, group);
}
