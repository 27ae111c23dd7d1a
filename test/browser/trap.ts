import type { BrowserContext, Locator } from "playwright-core";

/** What got out of a page that should only show text. */
export interface Trap {
  /** Code that ran: calls of `boom`, dialogs, windows that opened. */
  ran: string[];
  /** Addresses that were requested, besides the page's own. */
  asked: string[];
}

/** Watches a browser's pages from before they load: whatever runs or requests something is recorded, and nothing gets out. */
export async function setTrap(context: BrowserContext, own: (url: URL) => boolean): Promise<Trap> {
  const trap: Trap = { ran: [], asked: [] };
  await context.exposeBinding("boom", (_, what = "boom") => void trap.ran.push(String(what)));
  await context.addInitScript(() => {
    const boom = (window as unknown as { boom(what: string): void }).boom;
    for (const name of ["alert", "confirm", "prompt", "print", "open"] as const) {
      Object.defineProperty(window, name, { value: () => boom(name) });
    }
  });
  await context.route("**/*", (route) => {
    const address = new URL(route.request().url());
    if (own(address)) return route.fallback();
    trap.asked.push(address.href.slice(0, 200));
    return route.abort();
  });
  context.on("page", (page) => {
    page.on("dialog", (dialog) => {
      trap.ran.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on("popup", (popup) => trap.ran.push(`popup: ${popup.url()}`));
    page.on("websocket", (socket) => {
      const address = new URL(socket.url().replace(/^ws/, "http"));
      if (!own(address)) trap.asked.push(address.href);
    });
  });
  return trap;
}

/** Elements that only a text turned into markup can have made: those made by the charts' own libraries are in `.vega-actions` and `.modebar`. */
export function foreignElements(root: Locator): Promise<string[]> {
  return root.evaluateAll((roots) => {
    const kinds =
      "script, img, image, a, iframe, frame, object, embed, video, audio, foreignObject, use, feImage, link, meta, base, form:not(.vega-bindings), style, set, animate, dialog, template, marquee, portal, plaintext, xmp, math, b, i, u";
    const own =
      ".vega-actions *, .modebar *, summary *, .vega-embed > style, img.plot-img, .mathjax_ignore > div:first-child > b, .mathjax_ignore > div > b:first-child";
    return roots.flatMap((element) =>
      [...element.querySelectorAll("*")]
        .filter((inner) => {
          const handlers = inner.getAttributeNames().some((name) => /^on/i.test(name));
          return handlers || (inner.matches(kinds) && !inner.matches(own));
        })
        .map((inner) => inner.outerHTML.slice(0, 200)),
    );
  });
}
