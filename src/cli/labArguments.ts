import { createServer } from "node:net";
import { CliError } from "./CliError.mjs";

/** No news pop-up, no look for updates, no package index: the kit asks nothing of the network. */
const quiet = [
  "--LabApp.news_url=None",
  "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
  "--LabApp.extension_manager=readonly",
];

/** The number given as `--port=N`, `--port N` or `--ServerApp.port=N`. */
export function askedPort(args: string[]): number | undefined {
  const found = /--(?:ServerApp\.)?port[= ](\d+)/.exec(args.join(" "));
  return found ? Number(found[1]) : undefined;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "localhost", () => probe.close(() => resolve(true)));
  });
}

/** Jupyter takes the next free port by itself; but a person who asked for one should hear that it is taken. */
async function portArguments(args: string[]): Promise<string[]> {
  const port = askedPort(args);
  if (port === undefined) return [];
  if (port !== 0 && !(await isFree(port))) {
    throw new CliError(
      `Port ${port} is taken by another program: give another one with --port, or leave --port away to get the next free one.`,
    );
  }
  return ["--ServerApp.port_retries=0"];
}

/** What Python is called with to serve JupyterLab on the project folder; the person's own `args` come last, so they win. */
export async function labArguments(
  root: string,
  notebook: string,
  args: string[],
): Promise<string[]> {
  return [
    "-m",
    "jupyterlab",
    `--ServerApp.root_dir=${root}`,
    `--LabApp.default_url=/lab/tree/${notebook}`,
    ...quiet,
    ...(process.getuid?.() === 0 ? ["--allow-root"] : []),
    ...(await portArguments(args)),
    ...args,
  ];
}
