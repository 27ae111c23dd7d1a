import type { Page } from "playwright-core";

/** What is said whatever the charts do. */
const chatter = [
  // Chromium's advice on how Plotly measures letters of its 3-D axes.
  /Canvas2D: Multiple readback operations using getImageData/,
  // The graphics driver in software, of the time that reading a surface's pixels takes it.
  /GL Driver Message \(OpenGL, Performance/,
];

/** Collects what a page complains of from now on: errors and warnings of its console, and uncaught exceptions. */
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
