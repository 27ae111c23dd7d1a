// Runs in the page, where `Plotly` is the library in the script above.

/** Draws one figure in place of its still picture, which stays when that fails. */
async function drawPlotly(figure) {
  const { data, layout, frames, config } = JSON.parse(figure.querySelector("script").textContent);
  const { sliders, updatemenus, ...picture } = layout ?? {};
  const plot = document.createElement("div");
  figure.querySelector(".live").append(plot);
  const own = { displaylogo: false, responsive: true };
  const fitting = fittingFigure({ data, layout: picture }, plot.clientWidth);
  await Plotly.newPlot(plot, { ...fitting, frames, config: { ...config, ...own } });
  // No "img", which may not hold the buttons that Plotly puts into it.
  plot.setAttribute("role", "figure");
  plot.setAttribute("aria-label", figure.querySelector(".still")?.alt || "Chart");
  plot.after(plotlyControls(plot, { sliders, updatemenus }));
  improveControls(plot.parentElement);
  figure.classList.add("is-live");
}

/** One after the other, so that the first ones can be used while the last ones are being drawn. */
async function drawPlotlyCharts() {
  for (const figure of document.querySelectorAll('figure.chart[data-kind="plotly"]')) {
    await drawPlotly(figure).catch((error) => console.error(error));
  }
}

drawPlotlyCharts();
