import { type ChildProcess, spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { findChromium } from "../../src/cli/findChromium.js";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const chromiumPath = findChromium();
export const noChromium =
  "no Chromium found (set CHROMIUM_PATH, or install chromium or google-chrome)";

/** Settings of the test's own, so that nothing of the person's JupyterLab is read or changed. */
async function ownSettings(folder: string): Promise<NodeJS.ProcessEnv> {
  const settings = join(folder, "jupyter");
  await mkdir(settings, { recursive: true });
  return { ...process.env, JUPYTER_CONFIG_DIR: settings, JUPYTERLAB_SETTINGS_DIR: settings };
}

/** A JupyterLab that `npm start` serves, on copies of the lessons, and a browser to look at it. */
export class JupyterLab {
  private constructor(
    private readonly start: ChildProcess,
    private readonly browser: Browser,
    private readonly folder: string,
    private readonly url: URL,
  ) {}

  static async open(): Promise<JupyterLab> {
    await mkdir(join(root, ".cache"), { recursive: true });
    const folder = await mkdtemp(join(root, ".cache", "browser-test-"));
    await cp(join(root, "notebooks"), folder, { recursive: true });
    const args = ["--no-browser", "--ContentsManager.allow_hidden=True"];
    const start = spawn(
      process.execPath,
      [join(root, "src", "cli", "bootstrap.mjs"), "start", ...args],
      { env: await ownSettings(folder), stdio: ["ignore", "pipe", "inherit"] },
    );
    const url = await addressIn(start);
    const browser = await chromium.launch({
      executablePath: chromiumPath,
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
    });
    return new JupyterLab(start, browser, folder, url);
  }

  /** Opens one of the lessons, for example `01-direct-model`, in a page of its own. */
  async lesson(name: string): Promise<Page> {
    const page = await this.browser.newPage({ viewport: { width: 1280, height: 1000 } });
    const path = relative(root, join(this.folder, `${name}.ipynb`))
      .split("\\")
      .join("/");
    const workspace = `lab/workspaces/${name}/tree/${path}`;
    await page.goto(new URL(`/${workspace}${this.url.search}`, this.url).href);
    await page.locator(".jp-Notebook .jp-CodeCell").first().waitFor({ timeout: 60_000 });
    return page;
  }

  async close(): Promise<void> {
    await this.browser.close();
    const ended = new Promise((resolve) => this.start.once("close", resolve));
    this.start.kill("SIGTERM");
    await ended;
    await rm(this.folder, { recursive: true, force: true });
  }
}

function addressIn(start: ChildProcess): Promise<URL> {
  return new Promise((resolve, reject) => {
    let printed = "";
    start.stdout?.on("data", (chunk: Buffer) => {
      printed += chunk.toString();
      const address = /https?:\/\/\S+token=\w+/.exec(printed)?.[0];
      if (address) resolve(new URL(address));
    });
    start.once("close", () => reject(new Error(`npm start ended early:\n${printed}`)));
  });
}
