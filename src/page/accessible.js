// Runs in exported pages and in JupyterLab: names that vega-embed leaves out, and boxes that the keyboard can scroll.

/** Gives a live Vega chart's menu a name, and keeps the frame of a selection, which has none, from screen readers. */
// biome-ignore lint/correctness/noUnusedVariables: the scripts that follow it call it
function nameVegaParts(embed) {
  for (const summary of embed.querySelectorAll("details > summary:not([aria-label])")) {
    summary.setAttribute("aria-label", "save this chart as a picture");
  }
  for (const frame of embed.querySelectorAll('g[class*="role-mark brush_"]')) {
    frame.setAttribute("aria-hidden", "true");
    frame.removeAttribute("role");
    frame.removeAttribute("aria-roledescription");
  }
}

/** A box whose content is wider or higher than itself becomes a tab stop, so that the arrow keys can scroll it; others don't. */
function letKeyboardScroll(box) {
  const scrolls = box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1;
  if (scrolls) box.tabIndex = 0;
  else box.removeAttribute("tabindex");
}

/** Does so now and whenever one of the boxes changes its size. */
// biome-ignore lint/correctness/noUnusedVariables: the scripts that follow it call it
function watchBoxes(boxes) {
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) letKeyboardScroll(target);
  });
  for (const box of boxes) {
    letKeyboardScroll(box);
    sizes.observe(box);
  }
}
