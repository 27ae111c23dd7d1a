// Runs in the page, where `vegaEmbed` is the library in the script above.

/** Draws one chart in place of its still picture, which stays when that fails. */
async function drawVegaLite(figure) {
  const spec = JSON.parse(figure.querySelector("script").textContent);
  // The kit's charts use only what Vega-Lite 5 and 6 have in common; the page brings 6.
  delete spec.$schema;
  // Expressions are interpreted, because a page that compiles text would have to allow any text to run. That is too slow only for
  // the many marks drawn on a canvas (400 ms per step with 10,000 points, against 90); then the page's policy allows compiling.
  const ast = spec.usermeta?.embedOptions?.renderer !== "canvas";
  const embedOptions = { ...spec.usermeta?.embedOptions, ast };
  spec.usermeta = { ...spec.usermeta, embedOptions };
  const actions = { export: true, source: false, compiled: false, editor: false };
  const place = document.createElement("div");
  figure.querySelector(".live").append(place);
  await drawFitting(place, spec, async (form) => {
    const drawn = await vegaEmbed(place, form, { mode: "vega-lite", actions });
    nameVegaParts(place);
    improveControls(place);
    return drawn;
  });
  figure.classList.add("is-live");
}

/** One after the other, so that the first ones can be used while the last ones are being drawn. */
async function drawVegaLiteCharts() {
  for (const figure of document.querySelectorAll('figure.chart[data-kind="vega-lite"]')) {
    await drawVegaLite(figure).catch((error) => console.error(error));
  }
}

drawVegaLiteCharts();
