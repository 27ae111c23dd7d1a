import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { type Notebook, writeNotebook } from "../../src/workshop/notebooks.js";
import { copyLessons } from "../notebooks/judgedNotebook.js";
import { openBrowser } from "./openBrowser.js";

export { chromiumPath, noChromium } from "./openBrowser.js";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Sets up a page before it loads: listeners, routes. */
type Prepare = (page: Page) => unknown;

/** How often the tests' JupyterLab saves what has changed. */
export const autosaveSeconds = 2;

/** Settings of the test's own, so that nothing in the person's JupyterLab is read or changed. */
async function ownSettings(folder: string, theme: string): Promise<NodeJS.ProcessEnv> {
  const settings = join(folder, "jupyter");
  const themes = join(settings, "@jupyterlab", "apputils-extension");
  await mkdir(themes, { recursive: true });
  await writeFile(join(themes, "themes.jupyterlab-settings"), JSON.stringify({ theme }));
  const documents = join(settings, "@jupyterlab", "docmanager-extension");
  await mkdir(documents, { recursive: true });
  // Two minutes in a person's JupyterLab.
  const autosaveInterval = JSON.stringify({ autosaveInterval: autosaveSeconds });
  await writeFile(join(documents, "plugin.jupyterlab-settings"), autosaveInterval);
  return {
    ...process.env,
    JUPYTER_CONFIG_DIR: settings,
    JUPYTERLAB_SETTINGS_DIR: settings,
    JUPYTERLAB_WORKSPACES_DIR: join(settings, "workspaces"),
  };
}

/** A JupyterLab that `npm start` serves, on copies of the lessons, and a browser to look at it. */
export class JupyterLab {
  private constructor(
    private readonly start: ChildProcess,
    private readonly browser: Browser,
    private readonly folder: string,
    private readonly url: URL,
  ) {}

  static async open(theme = "JupyterLab Light"): Promise<JupyterLab> {
    await mkdir(join(root, ".cache"), { recursive: true });
    const folder = await mkdtemp(join(root, ".cache", "browser-test-"));
    await copyLessons(root, folder);
    // Tests ask the page for the notebook that it holds.
    const exposed = "--LabApp.expose_app_in_browser=True";
    const args = ["--no-browser", "--ContentsManager.allow_hidden=True", exposed];
    const start = spawn(
      process.execPath,
      [join(root, "src", "workshop", "bootstrap.mjs"), "start", ...args],
      { env: await ownSettings(folder, theme), stdio: ["ignore", "pipe", "inherit"] },
    );
    const url = await addressIn(start);
    const browser = await openBrowser();
    return new JupyterLab(start, browser, folder, url);
  }

  /** Puts a notebook of the test's own beside the copies of the lessons. */
  async add(name: string, notebook: Notebook): Promise<void> {
    await writeNotebook(join(this.folder, `${name}.ipynb`), notebook);
  }

  /** Opens one of the lessons, for example `01-direct-model`, in a page of its own; `prepare` sees the page before it loads. */
  async lesson(name: string, prepare: Prepare = () => {}): Promise<Page> {
    return this.visit(`/lab/workspaces/${name}/tree/${this.pathOf(name)}`, prepare);
  }

  /** Opens one of the lessons in Notebook 7, which the same server serves. */
  async inNotebook7(name: string, prepare: Prepare = () => {}): Promise<Page> {
    return this.visit(`/notebooks/${this.pathOf(name)}`, prepare);
  }

  private pathOf(name: string): string {
    return relative(root, join(this.folder, `${name}.ipynb`))
      .split("\\")
      .join("/");
  }

  /** A lesson's file on the disk, as it is now. */
  async fileOf(name: string): Promise<string> {
    return readFile(join(this.folder, `${name}.ipynb`), "utf8");
  }

  private async visit(path: string, prepare: Prepare): Promise<Page> {
    const page = await this.browser.newPage({ viewport: { width: 1280, height: 1000 } });
    await prepare(page);
    await page.goto(new URL(`${path}${this.url.search}`, this.url).href);
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
