// Runs in the page, where vegaEmbed stands for the library above it.

/** Draws one chart in place of its still picture, which stays when that fails. */
async function drawVegaLite(figure) {
  const spec = JSON.parse(figure.querySelector("script").textContent);
  // The kit's charts keep to what Vega-Lite 5 and 6 have in common; the page brings 6.
  delete spec.$schema;
  // Expressions are interpreted: a page that compiles text has to allow running any text. Only for the many marks that are
  // drawn on a canvas that is too slow (with 10,000 points 400 ms a step against 90); the page's policy then allows it.
  const ast = spec.usermeta?.embedOptions?.renderer !== "canvas";
  const embedOptions = { ...spec.usermeta?.embedOptions, ast };
  spec.usermeta = { ...spec.usermeta, embedOptions };
  const actions = { export: true, source: false, compiled: false, editor: false };
  const place = document.createElement("div");
  figure.querySelector(".live").append(place);
  await vegaEmbed(place, spec, { mode: "vega-lite", actions });
  figure.classList.add("is-live");
}

/** One after the other, so that the first ones can be used while the last ones are being drawn. */
async function drawVegaLiteCharts() {
  for (const figure of document.querySelectorAll('figure.chart[data-kind="vega-lite"]')) {
    await drawVegaLite(figure).catch((error) => console.error(error));
  }
}

drawVegaLiteCharts();
