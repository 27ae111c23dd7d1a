// Runs in the page.

// For the letters of three-dimensional axes Plotly reads a hidden canvas back, again and again; browsers warn of that unless they
// were told before.
const { getContext } = HTMLCanvasElement.prototype;
HTMLCanvasElement.prototype.getContext = function (kind, options) {
  const isHidden = kind === "2d" && !this.isConnected;
  return getContext.call(this, kind, isHidden ? { ...options, willReadFrequently: true } : options);
};
