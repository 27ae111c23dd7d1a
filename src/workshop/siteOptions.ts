import { WorkshopError } from "./setup.mjs";

/** What `npm run site` does beside making the site. */
export interface SiteOptions {
  /** Packs it into an archive, too. */
  zip: boolean;
  /** Serves it to the local network, until somebody ends it. */
  serve: boolean;
  /** The port of the server, where one was asked for. */
  port: number | undefined;
}

/**
 * Reads what follows `npm run site --`.
 *
 * @throws {WorkshopError} when it has something else
 *
 * @example siteOptions(["--serve", "--port", "8080"]) // { zip: false, serve: true, port: 8080 }
 */
export function siteOptions(args: readonly string[]): SiteOptions {
  const options: SiteOptions = { zip: false, serve: false, port: undefined };
  for (let i = 0; i < args.length; i++) {
    const [name, value] = args[i].split(/=(.*)/s);
    if (args[i] === "--zip") options.zip = true;
    else if (args[i] === "--serve") options.serve = true;
    else if (name === "--port") options.port = portOf(value ?? args[++i] ?? "");
    else {
      throw new WorkshopError(
        `npm run site has no option ${args[i]}: it takes --zip, which packs the site into an archive, and --serve, which serves it to the local network, with --port and a number.`,
      );
    }
  }
  if (options.port !== undefined && !options.serve) {
    throw new WorkshopError("--port is the port of the server: add --serve, or leave --port out.");
  }
  return options;
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65535) return port;
  throw new WorkshopError(`--port needs a number from 0 to 65535, not "${text}".`);
}
