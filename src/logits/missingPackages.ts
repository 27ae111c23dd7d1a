import type { ReadingLogitsError } from "./errors.js";

/**
 * What to throw when a package couldn't be loaded: one sentence with the command that installs it, if it isn't installed;
 * otherwise the cause as it is.
 *
 * Installing reading-logits brings no package along. What a few of its functions need is asked for by them, when they are
 * called.
 *
 * @param caller the function that needs the packages
 * @param packages as npm installs them, with the newest major version that the kit is tested with: `"vega@6"`
 *
 * @example
 * const cause = Object.assign(new Error("Cannot find module 'vega'"), { code: "MODULE_NOT_FOUND" });
 * expectError(() => { throw loadingError(cause, "show", ["vega@6", "sharp@0.35"], LogitsError); })
 * // prints: LogitsError: show needs packages that don't come with reading-logits; run npm install vega@6 sharp@0.35
 */
export function loadingError(
  cause: unknown,
  caller: string,
  packages: readonly string[],
  ErrorType: new (message: string, options?: ErrorOptions) => ReadingLogitsError,
): unknown {
  if (!isMissing(cause, packages)) return cause;
  const what = packages.length === 1 ? "a package that doesn't come" : "packages that don't come";
  return new ErrorType(
    `${caller} needs ${what} with reading-logits; run npm install ${packages.join(" ")}`,
    { cause },
  );
}

/** Whether it is one of these packages itself that Node didn't find, rather than something that it needs in turn. */
export function isMissing(cause: unknown, packages: readonly string[]): boolean {
  const { code, message } = cause as { code?: unknown; message?: unknown };
  if (code !== "MODULE_NOT_FOUND" && code !== "ERR_MODULE_NOT_FOUND") return false;
  const [, name] = /^Cannot find (?:module|package) '([^']+)'/.exec(String(message)) ?? [];
  return packages.some((each) => each.replace(/(?<=.)@.*$/, "") === name);
}

/** Handles the failure of an `import()` by throwing it: bundlers leave out a missing package only if its failure is handled there. */
export function rethrow(cause: unknown): never {
  throw cause;
}
