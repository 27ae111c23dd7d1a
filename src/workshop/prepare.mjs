/**
 * npm runs this after it has installed the packages of a fetched commit, `npm install git+https://…`, and before it packs that:
 * git has no `dist/`. In a copy of the kit it never runs, because `.npmrc` ignores scripts; `npm start` builds there.
 */
import { fileURLToPath } from "node:url";
import { build } from "./build.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
await build(root);
const built = new URL("../../dist/workshop/removeUnusedTypes.js", import.meta.url);
const { removeUnusedTypes } = await import(built.href);
await removeUnusedTypes(root);
