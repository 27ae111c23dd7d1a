import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { venvPython } from "../../src/workshop/python.js";
import { run } from "../../src/workshop/setup.mjs";
import { labArguments } from "../../src/workshop/start.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Reads arguments as JupyterLab would, without serving anything, and prints the settings that follow from them. */
const settings = `
import json, sys
from jupyterlab.labapp import LabApp
app = LabApp.initialize_server(sys.argv[3:])
lab = next(app.extension_manager.extensions["jupyterlab"].extension_points.values().__iter__()).app
print(json.dumps({
    "ip": app.ip, "token": len(app.identity_provider.token), "origin": app.allow_origin,
    "news": lab.news_url, "updates": lab.check_for_updates_class.__name__, "extensions": lab.extension_manager,
}))
app.io_loop.close()
`;

describe("npm start", async () => {
  const args = await labArguments(root, "notebooks/00-start-here.ipynb", ["--no-browser"]);
  const { output, errors } = await run(venvPython(root), ["-c", settings, ...args], { cwd: root });
  const line = output.trim().split("\n").at(-1) ?? "";
  const found = line.startsWith("{") ? JSON.parse(line) : { errors };

  it("JupyterLab listens to this machine alone, and asks for a token", () => {
    expect(found.ip, errors).toMatch(/^(localhost|127\.0\.0\.1)$/);
    expect(found.token).toBeGreaterThanOrEqual(32);
    expect(found.origin).toBe("");
  });

  it("JupyterLab looks for no news, no updates and no extensions", () => {
    expect(found).toMatchObject({ updates: "NeverCheckForUpdate", extensions: "readonly" });
    expect(found.news).toBeNull();
  });
});
