import { type Browser, chromium } from "playwright-core";
import { findChromium } from "../../src/workshop/test.js";

export const chromiumPath = findChromium();
export const noChromium =
  "no Chromium found (set CHROMIUM_PATH, or install chromium or google-chrome)";

/** A browser without a window that still draws in three dimensions, in software if there is no graphics card. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      "--no-sandbox",
      "--use-angle=swiftshader",
      "--disable-gpu-compositing",
      "--enable-unsafe-swiftshader",
      "--disable-quic",
      "--disable-background-networking",
    ],
  });
}
