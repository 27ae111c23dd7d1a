import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { npm } from "./nodePackages.mjs";
import { findPython } from "./python.js";
import { run, step, WorkshopError } from "./setup.mjs";

/** A published weakness of a package that the kit installs. */
export interface Advisory {
  /** `GHSA-…`, `PYSEC-…` or `CVE-…`. */
  id: string;
  package: string;
  title: string;
}

/** An advisory that the kit accepts for a while, in `.github/advisories.json`. */
export interface Accepted {
  id: string;
  package: string;
  /** Why it doesn't harm a person who uses the kit. */
  reason: string;
  /** The last day on which it is accepted, `2027-03-31`. */
  until: string;
}

/** Where advisories come from: the packages that are asked about, and how. */
type Sources = Record<string, (root: string) => Promise<Advisory[]>>;

/**
 * Looks for advisories on every package of the lock files, Node's and Python's, and prints those that aren't accepted.
 *
 * @throws {WorkshopError} when a registry can't be asked, since no answer is not a good answer
 */
export async function audit(
  root: string,
  _args: string[] = [],
  sources: Sources = { "Node packages": nodeAdvisories, "Python packages": pythonAdvisories },
  today: string = new Date().toISOString().slice(0, 10),
): Promise<number> {
  const accepted = await readAccepted(root);
  const found: Advisory[] = [];
  for (const [what, ask] of Object.entries(sources)) {
    const advisories = await step(what, async () => {
      const value = await ask(root);
      return { outcome: value.length === 1 ? "1 advisory" : `${value.length} advisories`, value };
    });
    found.push(...advisories);
  }
  const isAbout = (one: Accepted, advisory: Advisory) =>
    one.id === advisory.id && one.package === advisory.package;
  const open = found.filter(
    (each) => !accepted.some((one) => isAbout(one, each) && one.until >= today),
  );
  for (const each of open) {
    const old = accepted.find((one) => isAbout(one, each));
    const since = old ? ` (accepted until ${old.until})` : "";
    console.log(`  ${each.id}  ${each.package}: ${each.title}${since}`);
  }
  for (const one of accepted.filter((one) => !found.some((each) => isAbout(one, each)))) {
    console.log(`  ${one.id} is no longer found: remove it from ${acceptedFile}`);
  }
  return open.length === 0 ? 0 : 1;
}

const acceptedFile = ".github/advisories.json";

/** @throws {WorkshopError} for an entry without a reason or a last day */
async function readAccepted(root: string): Promise<Accepted[]> {
  const list: unknown = JSON.parse(await readFile(join(root, acceptedFile), "utf8"));
  const fits =
    Array.isArray(list) &&
    list.every(
      (each) =>
        [each?.id, each?.package, each?.reason].every((text) => typeof text === "string" && text) &&
        /^\d{4}-\d{2}-\d{2}$/.test(each.until),
    );
  if (fits) return list as Accepted[];
  throw new WorkshopError(
    `${acceptedFile} must be a list of { "id", "package", "reason", "until": "2027-03-31" }: give each entry all four.`,
  );
}

/** The advisories in what `npm audit --json` prints; `undefined` if it is no report. */
export function parseNpmAudit(text: string): Advisory[] | undefined {
  const vulnerabilities = parseJson(text)?.vulnerabilities as
    | Record<string, { via: (string | { url: string; name: string; title: string })[] }>
    | undefined;
  if (!vulnerabilities) return undefined;
  const causes = Object.values(vulnerabilities).flatMap(({ via }) => via);
  // A text names another package of the report, which has the advisory itself.
  const advisories = causes.flatMap((via) =>
    typeof via === "string"
      ? []
      : [{ id: via.url.split("/").pop() ?? via.url, package: via.name, title: via.title }],
  );
  return unique(advisories);
}

/**
 * The advisories in what `pip-audit --format json` prints; `undefined` if it is no report, or leaves out a package: where there
 * is no database, pip-audit skips them all and says that nothing was found.
 */
export function parsePipAudit(text: string): Advisory[] | undefined {
  const dependencies = parseJson(text)?.dependencies as
    | { name: string; skip_reason?: string; vulns?: { id: string; description?: string }[] }[]
    | undefined;
  if (!dependencies || dependencies.some(({ vulns }) => !vulns)) return undefined;
  const advisories = dependencies.flatMap(({ name, vulns = [] }) =>
    vulns.map(({ id, description = "" }) => ({
      id,
      package: name,
      title: description.split("\n")[0],
    })),
  );
  return unique(advisories);
}

function parseJson(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}

function unique(advisories: Advisory[]): Advisory[] {
  const byId = new Map(advisories.map((each) => [`${each.id} ${each.package}`, each]));
  return [...byId.values()];
}

async function nodeAdvisories(root: string): Promise<Advisory[]> {
  const folders = [
    root,
    join(root, "test", "node-versions"),
    join(root, "src", "workshop", "docs"),
  ];
  const found: Advisory[] = [];
  for (const folder of folders) {
    const args = ["audit", "--json", "--package-lock-only", "--fetch-retries=0"];
    const { output, errors } = await npm(folder, args);
    const advisories = parseNpmAudit(output);
    if (!advisories) throw await unreachable(root, "Node", output + errors);
    found.push(...advisories);
  }
  return unique(found);
}

async function pythonAdvisories(root: string): Promise<Advisory[]> {
  const workshop = join(root, "src", "workshop");
  const python = await pipAudit(root, join(workshop, "audit.txt"));
  const options = ["--require-hashes", "--disable-pip", "--progress-spinner", "off"];
  const found: Advisory[] = [];
  for (const lock of ["requirements.txt", "audit.txt"]) {
    const args = ["-m", "pip_audit", ...options, "--format", "json", "-r", join(workshop, lock)];
    const { output, errors } = await run(python, args);
    const advisories = parsePipAudit(output);
    if (!advisories) throw await unreachable(root, "Python", output + errors);
    found.push(...advisories);
  }
  return unique(found);
}

/** The Python of a `.venv` with pip-audit alone, so that it can't change what it judges. */
async function pipAudit(root: string, lock: string): Promise<string> {
  const folder = join(root, ".cache", "audit");
  const windows = process.platform === "win32";
  const python = windows ? join(folder, "Scripts", "python.exe") : join(folder, "bin", "python");
  const installed = join(folder, "installed.txt");
  const wanted = await readFile(lock, "utf8");
  const isThere = existsSync(installed) && (await readFile(installed, "utf8")) === wanted;
  if (isThere) return python;
  await rm(folder, { recursive: true, force: true });
  const { command, args } = await findPython();
  const venv = await run(command, [...args, "-m", "venv", folder]);
  const install = ["-m", "pip", "install", "--require-hashes", "--no-input", "-r", lock];
  const pip = await run(python, install);
  if (pip.code !== 0) {
    await rm(folder, { recursive: true, force: true });
    throw await unreachable(root, "Python", venv.errors + pip.output + pip.errors);
  }
  await writeFile(installed, wanted);
  return python;
}

async function unreachable(root: string, language: string, output: string): Promise<WorkshopError> {
  const log = join(root, ".cache", "audit.log");
  await mkdir(join(root, ".cache"), { recursive: true });
  await writeFile(log, output);
  return new WorkshopError(
    `The advisories on the ${language} packages can't be reached from here, so nothing is known about them: run the command again where the public registries answer (the output is in ${log}).`,
  );
}
