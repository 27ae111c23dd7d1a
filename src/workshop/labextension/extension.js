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
      this.plot = document.createElement("div");
      this.node.replaceChildren(this.plot);
      const own = { displaylogo: false };
      await Plotly.newPlot(this.plot, {
        data: traces,
        layout: picture,
        frames,
        config: { ...config, ...own },
      });
      if (this.isDisposed) return;
      // No "img", which may not hold the buttons that Plotly puts into it.
      this.plot.setAttribute("role", "figure");
      this.plot.setAttribute("aria-label", descriptionIn(metadata) ?? "Chart");
      this.plot.after(plotlyControls(this.plot, { sliders, updatemenus }));
      improveControls(this.node);
      this.sizes.observe(this.node);
    }

    fit() {
      if (this.plot?.isConnected && this.node.offsetWidth > 0)
        globalThis.Plotly.Plots.resize(this.plot);
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

// Vega's charts are drawn by JupyterLab's own renderer, whenever a cell comes into view or is run: one look for many changes, since
// a page in which hundreds of charts are being drawn changes all the time.
const drawn = new MutationObserver(() => {
  if (isDue) return;
  isDue = true;
  setTimeout(finishCharts, 100);
});
drawn.observe(document.documentElement, { childList: true, subtree: true });

// JupyterLab listens on the document; the window comes first.
window.addEventListener("keydown", keepKeysInControls, { capture: true });

globalThis._JUPYTERLAB ??= {};
globalThis._JUPYTERLAB[extensionName] = (() => {
  let shared;
  return {
    init(scope) {
      shared = scope;
    },
    async get() {
      const [{ get }] = Object.values(shared["@lumino/widgets"]);
      const { Widget } = (await get())();
      const RenderedFigure = figureClass(Widget);
      const rendererFactory = {
        safe: true,
        mimeTypes: [plotlyType],
        createRenderer: () => new RenderedFigure(),
      };
      const plugin = {
        id: `${extensionName}:figures`,
        rendererFactory,
        rank: 0,
        dataType: "json",
      };
      return () => ({ __esModule: true, default: [plugin] });
    },
  };
})();
