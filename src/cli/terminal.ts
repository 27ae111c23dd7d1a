import { styleText } from "node:util";

/** Where the program writes: standard output or standard error. */
export interface Stream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** The colours and weights that the program uses. */
type Style = "bold" | "dim" | "red" | "yellow" | "green" | "cyan";

/**
 * Says whether a stream gets colours: a terminal does, unless `NO_COLOR` is set or it can't show any; `FORCE_COLOR` gives them to
 * a file or a pipe as well, but never against `NO_COLOR`.
 *
 * @example hasColours({ isTTY: true, write() {} }, { NO_COLOR: "1" }) // false
 *
 * @see https://no-color.org
 */
export function hasColours(
  { isTTY = false }: Stream,
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return !["0", "false"].includes(env.FORCE_COLOR);
  return isTTY && env.TERM !== "dumb";
}

/**
 * How many characters a line has, of a terminal that is narrower than lines usually are here; below 40 no text fits.
 *
 * @example narrowTerminal({ isTTY: true, columns: 80, write() {} }) // 80
 */
export function narrowTerminal({ isTTY = false, columns = 0 }: Stream): number | undefined {
  return isTTY && columns > 0 && columns < 100 ? Math.max(columns, 40) : undefined;
}

/** Gives text a colour, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

/** The paint for a stream. */
export function paintFor(stream: Stream, env: Readonly<Record<string, string | undefined>>): Paint {
  const isOn = hasColours(stream, env);
  return (style, text) => (isOn ? styleText(style, text, { validateStream: false }) : text);
}

/** A line on a terminal that says how far something is, and goes away when it is done. */
export interface Progress {
  at(done: number, total: number): void;
  end(): void;
}

/** Milliseconds before the line is shown at all, and between two states of it. */
const patience = 250;

/**
 * Shows progress on a terminal, and nowhere else: a log has no use for it.
 *
 * @param words what is being done, such as `reading predictions.npy`
 *
 * @example
 * const lines: string[] = [];
 * const bar = progressOn({ isTTY: true, write: (text) => lines.push(text) }, "reading", 0);
 * bar.at(1, 2);
 * lines // ["\r\u001b[Kreading: 50%"]
 */
export function progressOn(stream: Stream, words: string, wait = patience): Progress {
  let last = performance.now();
  let isShown = false;
  return {
    at(done, total) {
      const now = performance.now();
      if (!stream.isTTY || now - last < wait) return;
      last = now;
      isShown = true;
      stream.write(`\r\u001b[K${words}: ${Math.floor((100 * done) / total)}%`);
    },
    end() {
      if (isShown) stream.write("\r\u001b[K");
    },
  };
}
