import type { Page } from "playwright-core";

/** Messages that appear whatever the charts do. */
const chatter = [
  // Chromium's advice about how Plotly measures the letters of its 3-D axes.
  /Canvas2D: Multiple readback operations using getImageData/,
  // The software graphics driver, about the time it takes to read a surface's pixels.
  /GL Driver Message \(OpenGL, Performance/,
];

/** Collects what a page complains about from now on: errors and warnings in its console, and uncaught exceptions. */
export function watchConsole(page: Page): string[] {
  const complaints: string[] = [];
  const note = (text: string) => {
    if (!chatter.some((pattern) => pattern.test(text))) complaints.push(text);
  };
  page.on("console", (message) => {
    if (["error", "warning", "assert"].includes(message.type())) {
      note(`${message.type()}: ${message.text()} (${message.location().url})`);
    }
  });
  page.on("pageerror", (error) => note(`uncaught: ${error.message}`));
  return complaints;
}
