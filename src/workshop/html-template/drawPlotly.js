// Runs in the page, where `Plotly` is the library in the script above.

/** Draws one figure in place of its still picture, which stays when that fails. */
async function drawPlotly(figure) {
  const { data, layout, frames, config } = JSON.parse(figure.querySelector("script").textContent);
  const { sliders, updatemenus, ...picture } = layout ?? {};
  const plot = document.createElement("div");
  figure.querySelector(".live").append(plot);
  const own = { displaylogo: false, responsive: true };
  const fitting = fittingLayout(picture, plot.clientWidth);
  await Plotly.newPlot(plot, { data, layout: fitting, frames, config: { ...config, ...own } });
  // No "img", which may not hold the buttons that Plotly puts into it.
  plot.setAttribute("role", "figure");
  plot.setAttribute("aria-label", figure.querySelector(".still")?.alt || "Chart");
  plot.after(plotlyControls(plot, { sliders, updatemenus }));
  improveControls(plot.parentElement);
  figure.classList.add("is-live");
}

/** Up to this many pixels, a figure is narrow: a tablet upright, a phone. */
const narrowFigure = 700;
/** Letters in a line of a corner's name, which is centred on the corner of a triangle that fills the width. */
const cornerLetters = 11;
/** Letters in a line of a note at an axis. */
const noteLetters = 14;

/** A layout whose lettering fits: its titles are broken into lines, and what has three dimensions is seen from further away. */
function fittingLayout(layout, width) {
  const fitting = withBrokenTitle(layout, width);
  if (width > narrowFigure) return fitting;
  const { scene, ternary } = layout;
  if (scene?.camera?.eye) {
    const further = Math.max(1, (800 / width) ** 1.4);
    const [x, y, z] = ["x", "y", "z"].map((axis) => scene.camera.eye[axis] * further);
    const notes = (scene.annotations ?? []).map((note) => ({
      ...note,
      text: brokenLine(String(note.text ?? ""), noteLetters).text,
    }));
    const camera = { ...scene.camera, eye: { x, y, z } };
    fitting.scene = { ...scene, camera, annotations: notes };
  }
  if (ternary) fitting.ternary = { ...ternary, ...withBrokenCorners(ternary) };
  return fitting;
}

function withBrokenCorners(ternary) {
  const axes = ["aaxis", "baxis", "caxis"].filter((name) => ternary[name]?.title?.text);
  const broken = axes.map((name) => {
    const { title } = ternary[name];
    const { text } = brokenLine(title.text, cornerLetters);
    return [name, { ...ternary[name], title: { ...title, text } }];
  });
  return Object.fromEntries(broken);
}

/** The picture begins lower by as much as the title needs. */
function withBrokenTitle(layout, width) {
  const { title, margin } = layout;
  const { text, extra } = brokenLine(title?.text ?? "", Math.floor((width - 24) / 8.6));
  const below = brokenLine(title?.subtitle?.text ?? "", Math.floor((width - 24) / 6.4));
  const room = 20 * extra + 24 * below.extra;
  if (room === 0) return { ...layout };
  const broken = { ...title, text, subtitle: { ...title.subtitle, text: below.text } };
  const top = { ...margin, t: (margin?.t ?? 100) + room };
  return { ...layout, title: broken, margin: top, height: (layout.height ?? 450) + room };
}

/** Broken only at spaces: an escaped letter stays whole. */
function brokenLine(text, letters) {
  const lines = text.match(new RegExp(`.{1,${letters}}(?=\\s|$)|\\S+`, "gu")) ?? [];
  return {
    text: lines.map((line) => line.trim()).join("<br>"),
    extra: Math.max(0, lines.length - 1),
  };
}

/** One after the other, so that the first ones can be used while the last ones are being drawn. */
async function drawPlotlyCharts() {
  for (const figure of document.querySelectorAll('figure.chart[data-kind="plotly"]')) {
    await drawPlotly(figure).catch((error) => console.error(error));
  }
}

drawPlotlyCharts();
