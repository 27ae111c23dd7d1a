// Runs in JupyterLab's page, after plotlyControls.js: a prebuilt extension, as JupyterLab's module federation expects it.

const extensionName = "reading-logits";
const plotlyType = "application/vnd.plotly.v1+json";
/** The folder that this script was loaded from; the library lies beside it. */
const ownFolder = new URL(".", document.currentScript.src);
/** Plotly's own default, for a figure that names no height. */
const defaultHeight = 360;

let library;

/** Loads Plotly once, when the first figure needs it. */
function loadPlotly() {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL("plotly.min.js", ownFolder).href;
    script.onload = () => resolve(globalThis.Plotly);
    script.onerror = () => reject(new Error("Plotly could not be loaded"));
    document.head.append(script);
  });
  return library;
}

/**
 * The class of JupyterLab's outputs that draws figures. It changes nothing in the output: the renderer that comes with Python's
 * plotly adds a picture to it as soon as it has drawn, which JupyterLab then saves, so that looking at a lesson would change it.
 */
function figureClass(Widget) {
  return class RenderedFigure extends Widget {
    constructor() {
      super();
      this.addClass("jp-RenderedPlotly");
      // A cell may be drawn before its place in the page has a width, and a sidebar may change it later.
      this.sizes = new ResizeObserver(() => this.fit());
    }

    async renderModel({ data, metadata }) {
      const Plotly = await loadPlotly();
      if (this.isDisposed) return;
      const { data: traces, layout, frames, config } = structuredClone(data[plotlyType]);
      const { sliders, updatemenus, ...picture } = layout ?? {};
      picture.height ??= defaultHeight;
      this.clear();
      const plot = document.createElement("div");
      this.node.replaceChildren(plot);
      this.plot = plot;
      this.drawn = { data, metadata };
      this.width = this.node.clientWidth || Infinity;
      const fitting = fittingFigure({ data: traces, layout: picture }, this.width);
      await Plotly.newPlot(plot, { ...fitting, frames, config: { ...config, displaylogo: false } });
      // It may be drawn anew, or gone, by now.
      if (this.plot !== plot) return;
      // No "img", which may not hold the buttons that Plotly puts into it.
      plot.setAttribute("role", "figure");
      plot.setAttribute("aria-label", descriptionIn(metadata) ?? "Chart");
      plot.after(plotlyControls(plot, { sliders, updatemenus }));
      improveControls(this.node);
      this.sizes.observe(this.node);
    }

    fit() {
      const width = this.node.clientWidth;
      if (!this.plot?.isConnected || width === 0) return;
      if (isNarrowFigure(width) === isNarrowFigure(this.width)) {
        globalThis.Plotly.Plots.resize(this.plot);
      } else {
        // Drawn anew: in three dimensions, Plotly leaves parts of the other layout behind.
        this.width = width;
        this.renderModel(this.drawn);
      }
    }

    clear() {
      this.sizes.disconnect();
      if (this.plot) globalThis.Plotly.purge(this.plot);
      this.plot = undefined;
    }

    dispose() {
      if (!this.isDisposed) this.clear();
      super.dispose();
    }
  };
}

/** JupyterLab's own renderer draws these charts, too, but always as wide as they are. */
const vegaType = "application/vnd.vegalite.v5+json";
/** Its place among the forms of an output: the same as that renderer's. */
const vegaRank = 57;

/**
 * What is brushed or dragged asks where the pointer is, and JupyterLab's version of Vega doesn't know that a chart was made
 * smaller: such a chart keeps its size.
 */
const readsPointer = /\b(?:x|y|xy)\(|"interval"/;

/** The class of JupyterLab's outputs that draws Vega-Lite charts, with JupyterLab's own vega-embed, so that they fit their cell. */
function chartClass(Widget, loadEmbed) {
  return class RenderedChart extends Widget {
    constructor() {
      super();
      this.addClass("jp-RenderedVegaCommon5");
      this.addClass("jp-RenderedVegaLite");
    }

    async renderModel({ data, metadata }) {
      const { default: embed } = await loadEmbed();
      this.clear();
      const place = document.createElement("div");
      this.node.replaceChildren(place);
      const options = { actions: true, defaultStyle: true, ...metadata[vegaType]?.embed_options };
      const spec = structuredClone(data[vegaType]);
      const draw = async (form) => {
        const drawn = await embed(place, form, { ...options, mode: "vega-lite" });
        nameVegaParts(place);
        improveControls(place);
        return drawn;
      };
      const isPointed = readsPointer.test(JSON.stringify(spec));
      place.classList.toggle("is-pointed", isPointed);
      this.clear = await drawFitting(place, spec, draw, isPointed ? 1 : undefined);
    }

    clear() {}

    dispose() {
      if (!this.isDisposed) this.clear();
      super.dispose();
    }
  };
}

/** What the chart's picture says to a screen reader. */
function descriptionIn(metadata) {
  const pictures = ["image/jpeg", "image/png"].map((type) => metadata?.[type]?.alt);
  return pictures.find((alt) => typeof alt === "string" && alt !== "");
}

/** Keys that JupyterLab keeps wherever the focus is: leaving the control, running the cell. */
const keysOfTheNotebook = ["Escape", "Enter"];

/**
 * With a chart's control focused, letters and arrows belong to that control: in command mode, JupyterLab would otherwise cut the
 * cell at `x`, turn it into text at `m` and delete it at `d d`.
 */
function keepKeysInControls(event) {
  const control = event.target.closest?.("input, select, button, summary, .vega-bindings *");
  if (!control?.closest(".jp-OutputArea-output")) return;
  const isCommand = event.ctrlKey || event.metaKey || event.altKey;
  const leaves = keysOfTheNotebook.includes(event.key) && control.tagName === "INPUT";
  if (isCommand || leaves || (event.key === "Enter" && event.shiftKey)) return;
  event.stopPropagation();
}

// Only what stands in outputs: controls have its whole width, and lines of text and code break between words.
const style = document.createElement("style");
style.textContent = `.jp-OutputArea-output {
  ${controlsStyle}
  .vega-bindings { max-width: min(46rem, 100%); }
}
.jp-OutputArea .jp-OutputArea-output pre { word-break: normal; overflow-wrap: anywhere; }
/* A chart has the whole width of its cell, and one that is a little too wide shrinks. */
.jp-OutputArea-output .vega-embed.has-actions {
  display: block;
  padding-right: 0;
}
.jp-OutputArea-output .vega-embed:not(.is-pointed) .marks {
  max-width: 100%;
  height: auto;
  object-fit: contain;
  object-position: top left;
}
/* In a dark theme, as controls.css has it for the pages. */
[data-jp-theme-light="false"] .jp-OutputArea-output :is(.marks, .js-plotly-plot) {
  filter: invert(1) hue-rotate(180deg);
}`;
document.head.append(style);

/** Charts that are whole, menu and all, and have been seen to. */
const finished = new WeakSet();
let isDue = false;

function finishCharts() {
  isDue = false;
  for (const embed of document.querySelectorAll(".vega-embed")) {
    if (finished.has(embed)) continue;
    nameVegaParts(embed);
    improveControls(embed);
    if (embed.querySelector("details > summary")) finished.add(embed);
  }
}

// For the charts that aren't drawn above: all of Vega's in Notebook 7, and those of other versions of Vega in JupyterLab, which draws
// them whenever a cell comes into view or is run. One look for many changes, since a page in which hundreds of charts are being
// drawn changes all the time.
const drawn = new MutationObserver(() => {
  if (isDue) return;
  isDue = true;
  setTimeout(finishCharts, 100);
});
drawn.observe(document.documentElement, { childList: true, subtree: true });

// JupyterLab listens on the document; the window comes first.
window.addEventListener("keydown", keepKeysInControls, { capture: true });

function pluginOf(name, mimeType, rank, createRenderer) {
  const rendererFactory = { safe: true, mimeTypes: [mimeType], createRenderer };
  return { id: `${extensionName}:${name}`, rendererFactory, rank, dataType: "json" };
}

globalThis._JUPYTERLAB ??= {};
globalThis._JUPYTERLAB[extensionName] = (() => {
  let shared;
  return {
    init(scope) {
      shared = scope;
    },
    async get() {
      const load = async (name) => (await Object.values(shared[name])[0].get())();
      const { Widget } = await load("@lumino/widgets");
      // Only when there is a chart to draw.
      const loadEmbed = () => load("vega-embed");
      const RenderedFigure = figureClass(Widget);
      const RenderedChart = chartClass(Widget, loadEmbed);
      const plugins = [pluginOf("figures", plotlyType, 0, () => new RenderedFigure())];
      // Notebook 7 doesn't share it, and draws charts itself.
      if (shared["vega-embed"]) {
        plugins.push(pluginOf("charts", vegaType, vegaRank, () => new RenderedChart()));
      }
      return () => ({ __esModule: true, default: plugins });
    },
  };
})();
