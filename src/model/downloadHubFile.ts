import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, open, readFile } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { note } from "../logits/note.js";
import { askHub, type Hub, type HubFacts } from "./hub.js";
import { ModelError } from "./ModelError.js";

/** What a download reports to, and what stops it. */
export interface DownloadOptions {
  onProgress?: ((progress: DownloadProgress) => void) | undefined;
  signal?: AbortSignal | undefined;
  /** Asks the server itself, past a proxy's copy. */
  isFresh?: boolean;
}

/** How far the download of one file has come, in bytes; `total` is missing when the server doesn't say. */
export interface DownloadProgress {
  file: string;
  loaded: number;
  total?: number;
}

/** A file of a model on the hub. */
interface HubFile {
  hub: Hub;
  model: string;
  file: string;
}

/** Before the second, third and fourth try, in milliseconds, unless the server says how long. */
const waits = [500, 2000, 5000];

/** A longer wait than this, in milliseconds, is left to the person. */
const longestWait = 120_000;

/**
 * Downloads one file of a hub model into `folder`; an incomplete or changed file is an error, never just another file.
 *
 * What may pass is tried again, with a note: a broken connection, a busy server (after the delay that it asks for), a stall,
 * a file that isn't what its name, its size and its checksum say.
 *
 * @throws {ModelError} when that doesn't help
 */
export async function downloadHubFile(
  hub: Hub,
  model: string,
  file: string,
  folder: string,
  options: DownloadOptions,
): Promise<string> {
  const target = path.join(folder, ...file.split("/"));
  await mkdir(path.dirname(target), { recursive: true });
  for (let tried = 1; ; tried++) {
    try {
      const isFresh = options.isFresh || tried > 1;
      await downloadOnce({ hub, model, file }, target, { ...options, isFresh });
      return target;
    } catch (error) {
      options.signal?.throwIfAborted();
      if (!(error instanceof PassingError) || tried >= error.tries) throw error;
      const wait = error.wait ?? waits[tried - 1] * (1 + Math.random() / 4);
      if (wait > longestWait) throw error;
      note(`prepareModel: ${error.problem}; trying again in ${secondsText(wait)}`);
      // A stopped wait ends with the reason that stopped it.
      await sleep(wait, undefined, { signal: options.signal }).catch(() => {});
      options.signal?.throwIfAborted();
    }
  }
}

/** A problem that may be gone the next time. */
class PassingError extends ModelError {
  constructor(
    readonly problem: string,
    advice: string,
    readonly tries: number,
    /** How long the server asks to wait, in milliseconds. */
    readonly wait?: number,
    cause?: unknown,
  ) {
    super(`prepareModel: ${problem}; ${advice}`, { cause });
  }
}

async function downloadOnce(of: HubFile, target: string, options: DownloadOptions): Promise<void> {
  const watch = stallWatch(of.hub.patience, options.signal);
  const progress = { loaded: 0, total: undefined as number | undefined };
  try {
    const { response, facts } = await ask(of, watch.signal, options.isFresh);
    progress.total = Number(response.headers.get("content-length")) || facts.size;
    const hashes = hashesFor(facts, progress.total);
    const counted = async function* (pieces: AsyncIterable<Uint8Array>) {
      for await (const piece of pieces) {
        watch.hasMoved();
        progress.loaded += piece.length;
        for (const { hash } of hashes) hash.update(piece);
        options.onProgress?.({ file: of.file, ...progress });
        yield piece;
      }
    };
    const body = Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]);
    await pipeline(body, counted, createWriteStream(target), { signal: watch.signal }).catch(
      (cause) => {
        throw watch.hasStalled() || isFromDisk(cause) ? cause : cut(of, progress, cause);
      },
    );
    checkSize(of, progress, facts);
    const wrong = hashes.find(({ hash, expected }) => hash.digest("hex") !== expected);
    if (wrong) throw changed(of, `its checksum isn't the one that the server gives for it`);
  } catch (error) {
    throw watch.hasStalled() ? stalled(of, progress) : error;
  } finally {
    watch.stop();
  }
  await checkKind(of, target);
}

/** Ends a download in which nothing has arrived for so long. */
function stallWatch(patience: number, stop: AbortSignal | undefined) {
  const stalled = new AbortController();
  const timer = setTimeout(() => stalled.abort(), patience);
  return {
    signal: AbortSignal.any(stop ? [stop, stalled.signal] : [stalled.signal]),
    hasMoved: () => void timer.refresh(),
    hasStalled: () => stalled.signal.aborted && !stop?.aborted,
    stop: () => clearTimeout(timer),
  };
}

async function ask(of: HubFile, signal: AbortSignal, isFresh = false) {
  const { hub, model, file } = of;
  const address = hub.address(model, file);
  const headers: Record<string, string> = isFresh ? { "Cache-Control": "no-cache" } : {};
  const answer = await askHub(hub, address, { headers, signal }).catch((cause) => {
    if (cause instanceof ModelError || signal.aborted) throw cause;
    throw unreachable(of, new URL(address).host, cause);
  });
  if (answer.response.ok && answer.response.body) return answer;
  await answer.response.body?.cancel();
  throw refusal(of, answer.response);
}

/** The codes of connections that were there and broke. */
const broken = /^(ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|UND_ERR_SOCKET|UND_ERR_\w+_TIMEOUT)$/;

function unreachable({ model }: HubFile, host: string, cause: Error): ModelError {
  const { code = "" } = (cause.cause ?? {}) as NodeJS.ErrnoException;
  const problem = `"${model}" is not in the project's cache yet and ${host} can't be reached${code && ` (${code})`}`;
  const advice = 'connect once to download it, or use an embedded model such as "sst2"';
  return new PassingError(problem, advice, broken.test(code) ? 4 : 1, undefined, cause);
}

/** For a model that doesn't exist, the hub answers 401, not 404, since it might be a private one. */
function refusal({ model, file }: HubFile, { status, headers }: Response): ModelError {
  if ([401, 403, 404].includes(status)) {
    return new ModelError(
      file === "config.json"
        ? `prepareModel: the server has no model "${model}", or it is private (${status}); check the name, or set HF_TOKEN`
        : `prepareModel: "${model}" has no ${file} (${status}); choose a model with ONNX files for transformers.js, including int8 (q8)`,
    );
  }
  const problem = `the server answered ${status} for ${file} of "${model}"`;
  const wait = retryAfter(headers.get("retry-after"), Date.now());
  const isLong = wait !== undefined && wait > longestWait;
  const advice = isLong ? `try again in ${secondsText(wait)}, as it asks` : "try again later";
  const tries = [408, 425, 429, 500, 502, 503, 504].includes(status) ? 4 : 1;
  return new PassingError(problem, advice, tries, wait);
}

/**
 * The wait that a server asks for, in milliseconds: `Retry-After` is a number of seconds or a date.
 *
 * @example retryAfter("3", Date.now()) // 3000
 */
function retryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  if (/^\s*\d+\s*$/.test(header)) return 1000 * Number(header);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function secondsText(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} minutes`;
}

type Arrived = Pick<DownloadProgress, "loaded" | "total">;

function arrivedOf({ model, file }: HubFile, { loaded, total }: Arrived): string {
  const of = total === undefined ? "" : ` of ${total.toLocaleString("en-US")}`;
  return `${loaded.toLocaleString("en-US")}${of} bytes of ${file} of "${model}"`;
}

function cut(of: HubFile, arrived: Arrived, cause?: unknown): ModelError {
  const problem = `the connection was cut after ${arrivedOf(of, arrived)}`;
  return new PassingError(problem, "nothing was kept, run it again", 4, undefined, cause);
}

function stalled(of: HubFile, arrived: Arrived): ModelError {
  const problem = `nothing came for ${of.hub.patience / 1000} s after ${arrivedOf(of, arrived)}`;
  const advice =
    "nothing was kept: check the connection and run it again, with more seconds in the environment variable HF_HUB_DOWNLOAD_TIMEOUT if it is slow";
  return new PassingError(problem, advice, 2);
}

function checkSize(of: HubFile, arrived: Arrived, facts: HubFacts): void {
  const { loaded, total } = arrived;
  if (total !== undefined && loaded !== total) throw cut(of, arrived);
  if (facts.size === undefined || facts.size === loaded) return;
  const [has, says] = [loaded, facts.size].map((bytes) => bytes.toLocaleString("en-US"));
  throw changed(of, `it has ${has} bytes where the server announces ${says}`);
}

function hashesFor({ sha256, gitSha1 }: HubFacts, size: number | undefined) {
  if (sha256 !== undefined) return [{ hash: createHash("sha256"), expected: sha256 }];
  if (gitSha1 === undefined || size === undefined) return [];
  return [{ hash: createHash("sha1").update(`blob ${size}\0`), expected: gitSha1 }];
}

const onTheWay = "nothing was kept: check that no log-in page or proxy answers in its place";

function changed({ model, file }: HubFile, how: string): ModelError {
  const problem = `${file} of "${model}" was changed on the way, since ${how}`;
  return new PassingError(problem, `${onTheWay}, and run it again`, 2);
}

/** A full disk or a read-only folder is not the connection's fault. */
function isFromDisk(error: unknown): boolean {
  const { syscall, code } = error as NodeJS.ErrnoException;
  return (syscall === "open" || syscall === "write") && code !== undefined;
}

/**
 * Checks that a downloaded file is what its name says: JSON that parses, or ONNX, which is binary.
 *
 * The log-in page of a hotel's network and a Git LFS pointer arrive complete and with status 200, and are neither.
 */
async function checkKind({ model, file }: HubFile, target: string): Promise<void> {
  const isJsonFile = file.endsWith(".json");
  if (isJsonFile ? await isJson(target) : await isBinary(target)) return;
  const kind = isJsonFile ? "JSON" : "an ONNX model";
  const problem = `what the server sent as ${file} of "${model}" is not ${kind}`;
  throw new PassingError(problem, `${onTheWay}, and run it again`, 2);
}

async function isJson(target: string): Promise<boolean> {
  try {
    const value = JSON.parse(await readFile(target, "utf8"));
    return typeof value === "object" && value !== null;
  } catch {
    return false;
  }
}

/** An ONNX file begins with the field tag of its version, a control character that no text contains. */
async function isBinary(target: string): Promise<boolean> {
  const handle = await open(target);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(64), 0, 64, 0);
    return buffer.subarray(0, bytesRead).some((byte) => byte < 9);
  } finally {
    await handle.close();
  }
}
