/** What the type checker found, with lines and columns counted from 1 as in an editor; or a value that the cell threw. */
export type Failure =
  | { file: string; line: number; column: number; message: string }
  | { thrown: unknown };

/** A cell as it was written, and what went wrong in it. */
interface FailedCell {
  source: string;
  failures: readonly Failure[];
}

/** An error as Jupyter's protocol has it. */
interface CellError {
  ename: string;
  evalue: string;
  traceback: string[];
}

/**
 * An error output for a failing cell: first what is wrong, then the line of the cell where it happened, then, in one line, the
 * functions of the kit that it came through.
 *
 * @param cells every cell that has run, by the name under which its code appears in a trace
 *
 * @example cellError({ source: "null.x", failures: [{ thrown: new TypeError("no x") }] }).traceback // ["\u001b[1;31mTypeError\u001b[0m: no x"]
 */
export function cellError(
  { source, failures }: FailedCell,
  cells: ReadonlyMap<string, { source: string; code: string }> = new Map(),
): CellError {
  const [first] = failures;
  if (first === undefined) return errorOutput("Error", "the cell failed without saying why", []);
  if ("thrown" in first) return thrownError(first.thrown, cells);
  const found = failures.flatMap((failure) => ("thrown" in failure ? [] : [failure]));
  const places = found.map(({ line, message }, i) => {
    const text = i === 0 ? [] : [message];
    const hint = awaitHint(message, source);
    return [...text, ...atLine(line, source), ...(hint ? [hint] : [])].join("\n");
  });
  return errorOutput("TypeScript", found[0].message, places);
}

function errorOutput(ename: string, evalue: string, rest: string[]): CellError {
  return { ename, evalue, traceback: [`${red}${ename}${plain}: ${evalue}`, ...rest] };
}

const red = "\u001b[1;31m";
const faint = "\u001b[2m";
const plain = "\u001b[0m";

function atLine(line: number, source: string): string[] {
  const text = source.split("\n")[line - 1]?.trim();
  return text === undefined || text === "" ? [] : [`  line ${line}:  ${text}`];
}

/** The most frequent slip of beginners has its own sentence: the checker only says that a promise lacks the property. */
function awaitHint(message: string, source: string): string | undefined {
  if (!/\bPromise</.test(message) || /'await'/.test(message)) return undefined;
  const calls = [...source.matchAll(/=\s*((?:\w+\.)*\w+)\(/g)].map(([, name]) => name);
  const what = calls.length === 1 ? `${calls[0]}(…)` : "the call that makes this value";
  return `  This is a promise, not its value: put \`await\` before ${what}.`;
}

function thrownError(
  thrown: unknown,
  cells: ReadonlyMap<string, { source: string; code: string }>,
): CellError {
  if (!isError(thrown)) return errorOutput("Thrown", describe(thrown), []);
  const frames = framesOf(thrown);
  const place = placeIn(frames, cells);
  const causes = causesOf(thrown).map(({ name, message }) => `  because of ${name}: ${message}`);
  const called = kitFunctions(frames, cells);
  const via =
    called.length > 0 ? [`${faint}  in ${called.join(" → ")} (reading-logits)${plain}`] : [];
  return errorOutput(String(thrown.name), String(thrown.message), [...place, ...causes, ...via]);
}

/** An error of another realm, such as one that tslab's `vm` made, is one, too. */
function isError(value: unknown): value is Error {
  return Object.prototype.toString.call(value) === "[object Error]" || value instanceof Error;
}

function describe(value: unknown): string {
  try {
    return typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
  } catch {
    return Object.prototype.toString.call(value);
  }
}

function causesOf({ cause }: Error): Error[] {
  const causes: Error[] = [];
  for (let at = cause; isError(at) && causes.length < mostCauses; at = at.cause) causes.push(at);
  return causes;
}

const mostCauses = 3;
const mostFunctions = 5;

/** The functions of the kit between the cell and the error, the one that the cell called first. */
function kitFunctions(
  frames: readonly Frame[],
  cells: ReadonlyMap<string, { source: string; code: string }>,
): string[] {
  const below = frames.findIndex(({ file }) => cells.has(file));
  // An error after an `await` may have lost the cell; the kernel's own functions are at the end then.
  const inner =
    below === -1 ? frames.filter(({ file }) => !isOfTheKernel(file)) : frames.slice(0, below);
  const names = inner.flatMap(({ name, file }) =>
    name !== undefined && isOfTheKit(file) ? [name.replace(/^(Proxy|Object|Module)\./, "")] : [],
  );
  return [...new Set(names)].slice(-mostFunctions).reverse();
}

interface Frame {
  name: string | undefined;
  file: string;
  line: number;
}

function framesOf({ stack = "" }: Error): Frame[] {
  return String(stack)
    .split("\n")
    .flatMap((text) => {
      const [, name, file, line] =
        /^\s*at (?:async )?(?:(?:new )?(\S+)(?: \[as \S+\])? )?\(?(.+?):(\d+):\d+\)?$/.exec(text) ??
        [];
      return file === undefined ? [] : [{ name, file, line: Number(line) }];
    });
}

const isOfTheKernel = (file: string) => /[\\/]startKernel\.[jt]s$/.test(file);
const isOfTheKit = (file: string) => /[\\/]dist[\\/]/.test(file) && !/node_modules/.test(file);

/** The line of the cell from which the error came, found by its words: tslab keeps no map from its JavaScript to the cell. */
function placeIn(
  frames: readonly Frame[],
  cells: ReadonlyMap<string, { source: string; code: string }>,
): string[] {
  const frame = frames.find(({ file }) => cells.has(file));
  const cell = frame && cells.get(frame.file);
  if (!frame || !cell) return [];
  const line = sameLine(cell.code.split("\n"), frame.line - 1, cell.source.split("\n"));
  return line === undefined ? [] : atLine(line + 1, cell.source);
}

/**
 * The line of the source with the same words as a line of its JavaScript; of several equal lines, the one in the same order.
 *
 * @example sameLine(["const a = (0, x_1.softmax)(z);"], 0, ["// first", "const a = softmax(z)"]) // 1
 */
export function sameLine(
  code: readonly string[],
  at: number,
  source: readonly string[],
): number | undefined {
  const wanted = wordsOf(code[at] ?? "");
  const scores = source.map((line) => likeness(wordsOf(line), wanted));
  const best = Math.max(0, ...scores);
  if (best < enough) return undefined;
  const candidates = scores.flatMap((score, i) => (score === best ? [i] : []));
  const equals = code.slice(0, at).filter((line) => line.trim() === code[at].trim()).length;
  return candidates[Math.min(equals, candidates.length - 1)];
}

/** At least this share of the words must be the same. */
const enough = 0.5;

/** The words of a line, without what the conversion to JavaScript adds. */
function wordsOf(line: string): string[] {
  const own = line.replace(/\b\w+_\d+\.|\bexports\.|\b(?:const|let|var|await|async)\b/g, "");
  return own.match(/[\p{L}\p{N}_$]+/gu)?.filter((word) => word !== "0") ?? [];
}

/** Dice's coefficient of two lists of words. */
function likeness(a: readonly string[], b: readonly string[]): number {
  if (a.length + b.length === 0) return 0;
  const rest = [...b];
  const shared = a.filter((word) => {
    const i = rest.indexOf(word);
    if (i !== -1) rest.splice(i, 1);
    return i !== -1;
  }).length;
  return (2 * shared) / (a.length + b.length);
}
