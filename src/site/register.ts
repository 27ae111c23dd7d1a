import type { KeepMessage } from "./serviceWorker.js";

/**
 * Registers the site's service worker, where a browser has them (over HTTPS and on the own machine), and lets it keep what this page has
 * loaded before it was there.
 *
 * @param site the address of the site's folder
 * @param more what else the page needs when it is opened without a network
 */
export async function register(site: URL, more: readonly string[] = []): Promise<void> {
  const { serviceWorker } = navigator as { serviceWorker?: ServiceWorkerContainer };
  if (!serviceWorker) return;
  try {
    await serviceWorker.register(new URL("sw.js", site), { scope: site.pathname });
    const { active } = await serviceWorker.ready;
    const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
    const addresses = [location.href, ...loaded, ...more];
    active?.postMessage({ type: "keep", addresses } satisfies KeepMessage);
  } catch (error) {
    console.info(`This page can't be kept for use without a network: ${error}`);
  }
}
