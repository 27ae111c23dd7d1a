// Runs in the page.

// To draw the lettering of three-dimensional axes, Plotly reads a hidden canvas back again and again; browsers warn about that
// unless they are told beforehand.
const { getContext } = HTMLCanvasElement.prototype;
HTMLCanvasElement.prototype.getContext = function (kind, options) {
  const isHidden = kind === "2d" && !this.isConnected;
  return getContext.call(this, kind, isHidden ? { ...options, willReadFrequently: true } : options);
};
