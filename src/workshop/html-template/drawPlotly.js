// Runs in the page, where `Plotly` is the library in the script above.

/** Draws one figure in place of its still picture, which stays when that fails. */
async function drawPlotly(figure) {
  const { data, layout, frames, config } = JSON.parse(figure.querySelector("script").textContent);
  const { sliders, updatemenus, ...picture } = layout ?? {};
  const plot = document.createElement("div");
  figure.querySelector(".live").append(plot);
  const own = { displaylogo: false, responsive: true };
  const fitting = withBrokenTitle(picture, plot.clientWidth);
  await Plotly.newPlot(plot, { data, layout: fitting, frames, config: { ...config, ...own } });
  // No "img", which may not hold the buttons that Plotly puts into it.
  plot.setAttribute("role", "figure");
  plot.setAttribute("aria-label", figure.querySelector(".still")?.alt || "Chart");
  plot.after(plotlyControls(plot, { sliders, updatemenus }));
  improveControls(plot.parentElement);
  figure.classList.add("is-live");
}

/** A layout whose title and subtitle are broken into lines that fit; the picture begins lower by as much. */
function withBrokenTitle(layout, width) {
  const { title, margin } = layout;
  if (!title?.text) return layout;
  const { text, extra } = brokenLine(title.text, Math.floor(width / 8.2));
  const below = brokenLine(title.subtitle?.text ?? "", Math.floor(width / 6.2));
  const broken = { ...title, text, subtitle: { ...title.subtitle, text: below.text } };
  const room = 20 * extra + 16 * below.extra;
  if (room === 0) return layout;
  const top = { ...margin, t: (margin?.t ?? 100) + room };
  return { ...layout, title: broken, margin: top, height: (layout.height ?? 450) + room };
}

/** Broken only at spaces: a tag or an escaped letter stays whole. */
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
