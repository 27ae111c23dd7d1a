import path from "node:path";
import { projectRoot } from "./projectRoot.js";

/** The only two folders that a model is ever read from. */
export interface ModelFolders {
  /** Models that ship with the project, described by `manifest.json` beside them. */
  embedded: string;
  /** Models downloaded from the hub, one folder `owner/name` each, with its own `manifest.json`. */
  hub: string;
}

/** The project's own folders: `data/models` and the git-ignored `.cache/models`. */
export function modelFolders(): ModelFolders {
  const root = projectRoot();
  return {
    embedded: path.join(root, "data", "models"),
    hub: path.join(root, ".cache", "models"),
  };
}
