import { createHash } from "node:crypto";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { installLabextension } from "./labextension.js";
import { venvPython } from "./python.js";
import { installError, run, WorkshopError } from "./setup.mjs";
import { scriptOf } from "./siteBundles.js";

/** JupyterLite's applications: a notebook alone, JupyterLab, and the list of files. */
export const applications = ["notebooks", "lab", "tree"];

/**
 * Installs JupyterLite in a folder of its own, unless it is there: only the site needs it, and what it shares with JupyterLab comes
 * from `.venv`.
 */
export async function installJupyterLite(
  root: string,
): Promise<{ outcome: string; value: string }> {
  const packages = join(root, ".cache", "site", "python");
  const requirements = join(root, "src", "workshop", "site.txt");
  const wanted = await readFile(requirements, "utf8");
  const stamp = join(packages, "installed.txt");
  if ((await readFile(stamp, "utf8").catch(() => "")) === wanted) {
    return { outcome: "already there", value: packages };
  }
  await rm(packages, { recursive: true, force: true });
  const options = ["--no-deps", "--only-binary", ":all:", "--require-hashes", "--no-input"];
  const where = ["--disable-pip-version-check", "--target", packages, "-r", requirements];
  const args = ["-m", "pip", "install", ...options, ...where];
  const { code, output, errors } = await run(venvPython(root), args);
  if (code !== 0) {
    const names = { packages: "JupyterLite", program: "pip", index: "package index" };
    throw await installError(root, names, { output, errors });
  }
  await writeFile(stamp, wanted);
  return { outcome: "installed", value: packages };
}

/**
 * Builds JupyterLite with the kit's two extensions (the kernel; the one that draws the charts) and the files that a learner sees.
 *
 * @param packages where {@link installJupyterLite} has put it
 * @param contents the folder of the files
 * @param target the folder that it becomes
 */
export async function buildJupyterLite(
  root: string,
  packages: string,
  contents: string,
  target: string,
): Promise<void> {
  const work = join(root, ".cache", "site", "lite");
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true });
  await installLabextension(root);
  const charts = join(root, ".venv", "share", "jupyter", "labextensions", "reading-logits");
  const kernel = await writeKernelExtension(root, join(work, "kernel"));
  await writeJson(join(work, "jupyter_lite_config.json"), {
    LiteBuildConfig: {
      apps: applications,
      contents: [contents],
      federated_extensions: [charts, kernel],
      // Only what is named here: a person's own extensions stay on their machine.
      ignore_sys_prefix: true,
      no_sourcemaps: true,
      no_unused_shared_packages: true,
      output_dir: target,
    },
  });
  await writeJson(join(work, "jupyter-lite.json"), {
    "jupyter-lite-schema-version": 0,
    "jupyter-config-data": configuration,
  });
  const settings = join(root, ".venv", "share", "jupyter", "lab", "settings", "overrides.json");
  await cp(settings, join(work, "overrides.json")).catch(() => {});
  const args = ["-m", "jupyterlite_core", "build"];
  const env = { ...process.env, PYTHONPATH: packages, PYTHONDONTWRITEBYTECODE: "1" };
  const { code, output, errors } = await run(venvPython(root), args, { cwd: work, env });
  if (code !== 0) {
    throw new WorkshopError(`JupyterLite could not be built:\n${output}${errors}`);
  }
  await copyIcons(root, join(target, "static", "favicons"));
  for (const page of await pagesBelow(target)) await limit(join(target, page));
}

const configuration = {
  appName: "Reading Logits",
  // What a page's own tests and a person's console look at.
  exposeAppInBrowser: true,
  disabledExtensions: [
    // The site has a service worker of its own, and the kernel needs none.
    "@jupyterlite/application-extension:service-worker-manager",
  ],
};

const kernelName = "@reading-logits/kernel";

async function writeKernelExtension(root: string, folder: string): Promise<string> {
  const script = await scriptOf(root, "kernel/extension.ts");
  const hash = createHash("sha256").update(script).digest("hex").slice(0, 16);
  const entry = `static/remoteEntry.${hash}.js`;
  await mkdir(join(folder, "static"), { recursive: true });
  await writeFile(join(folder, entry), script);
  await writeJson(join(folder, "package.json"), {
    name: kernelName,
    version: "0.1.0",
    description: "The TypeScript kernel of Reading Logits",
    license: "Apache-2.0",
    jupyterlab: { extension: true, _build: { load: entry, extension: "./extension" } },
  });
  return folder;
}

const writeJson = (path: string, value: unknown) =>
  writeFile(path, `${JSON.stringify(value, null, 1)}\n`);

/** The icons of a page whose kernel is busy or idle, which JupyterLab asks its server for. */
async function copyIcons(root: string, folder: string): Promise<void> {
  const ask = "import jupyter_server, os; print(os.path.dirname(jupyter_server.__file__))";
  const { output } = await run(venvPython(root), ["-c", ask]);
  await cp(join(output.trim(), "static", "favicons"), folder, { recursive: true });
}

async function pagesBelow(folder: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true });
  return files.filter((file) => file.endsWith("index.html"));
}

/** Gives one of JupyterLite's pages a Content-Security-Policy. */
async function limit(page: string): Promise<void> {
  const html = await readFile(page, "utf8");
  const scripts = html.matchAll(
    /<script(?![^>]*(?:\bsrc=|application\/json))[^>]*>([\s\S]*?)<\/script>/g,
  );
  const policy = policyFor(Array.from(scripts, ([, code]) => code));
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
  await writeFile(
    page,
    html.replace("<head>", () => `<head>\n    ${meta}`),
  );
}

/**
 * The narrowest policy under which JupyterLite starts: nothing may be asked of another host, by the page or by a cell, whose worker has
 * the page's policy.
 *
 * It checks settings with programs that it makes as it goes (ajv), and so does Vega; cells are programs, too: all three are `eval`.
 */
function policyFor(inline: readonly string[]): string {
  const hashes = inline.map((code) => createHash("sha256").update(code).digest("base64"));
  const rules = {
    "default-src": "'none'",
    "script-src": ["'self'", "'unsafe-eval'", ...hashes.map((hash) => `'sha256-${hash}'`)].join(
      " ",
    ),
    "worker-src": "'self' blob:",
    "connect-src": "'self' data: blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "manifest-src": "'self'",
    "base-uri": "'self'",
    "form-action": "'none'",
  };
  return Object.entries(rules)
    .map(([name, value]) => `${name} ${value}`)
    .join("; ");
}
