import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import vm from "node:vm";
import type { Chart } from "../charts/Chart.js";
import { calleeBefore } from "./calleeBefore.js";
import { cellError, type Failure } from "./cellError.js";
import { type PrintingCell, printResult } from "./printResult.js";

/**
 * Starts tslab as Jupyter's kernel, with what tslab 1.0 lacks: a failing cell sends a real error output; the cells that waited
 * behind it say that they weren't run, and none that comes later is dropped; a chart as a cell's last expression is drawn; a
 * promise says that `await` is missing; help is found inside the brackets of a call, too.
 *
 * Everything else is tslab's own. The program is `node startKernel.js <connection file>`, which the kernel's specification names.
 *
 * @param connectionFile where Jupyter wrote the ports and the key
 */
export function startKernel(connectionFile: string): void {
  const tslab = {
    executor: load<ExecutorModule>("tslab/dist/executor.js"),
    jupyter: load<JupyterModule>("tslab/dist/jupyter.js"),
    main: load<MainModule>("tslab/dist/main.js"),
  };
  withTypesOfNodeAlone();
  const { createExecutor } = tslab.executor;
  tslab.executor.createExecutor = (folder, converters) =>
    withOwnPrinting(
      createExecutor(folder, converters, {
        log: (value) => printResult(value, cell, show),
        error: noteFailure,
      }),
    );
  nameCells();
  const { JupyterHandlerImpl, ZmqServer } = tslab.jupyter;
  JupyterHandlerImpl.prototype.handleExecute = executeInTurn;
  const { handleInspect } = JupyterHandlerImpl.prototype;
  JupyterHandlerImpl.prototype.handleInspect = function (request) {
    const found = handleInspect.call(this, request);
    const callee = found.found ? undefined : calleeBefore(request.code, request.cursor_pos);
    return callee === undefined
      ? found
      : handleInspect.call(this, { ...request, cursor_pos: callee });
  };
  ZmqServer.prototype.handleExecute = answerExecute;
  tslab.main.startKernel({ configPath: connectionFile, enableFindLocal: false });
}

const require = createRequire(import.meta.url);
const load = <T>(module: string) => require(module) as T;

/**
 * Cells know the types of Node without importing them, and of no other package: TypeScript would otherwise read every folder of
 * `node_modules/@types` anew with each cell, those that only the kit's own tests need among them.
 */
function withTypesOfNodeAlone(): void {
  const { sys } = createRequire(require.resolve("tslab/dist/converter.js"))(
    "@tslab/typescript-for-tslab",
  ) as TypeScriptModule;
  const { getDirectories } = sys;
  sys.getDirectories = (folder) =>
    /[\\/]@types$/.test(folder) ? ["node"] : getDirectories.call(sys, folder);
}

/** The parts of tslab that are used here, as version 1.0.22 has them. */
interface TypeScriptModule {
  sys: { getDirectories(folder: string): string[] };
}
interface Executor {
  execute(source: string): Promise<boolean>;
}
interface ExecutorModule {
  createExecutor(
    folder: string,
    converters: unknown,
    console: Record<"log" | "error", (...values: unknown[]) => void>,
  ): Executor;
}
interface MainModule {
  startKernel(options: { configPath: string; enableFindLocal: boolean }): void;
}
interface JupyterModule {
  JupyterHandlerImpl: { prototype: Handler };
  ZmqServer: { prototype: Server };
}

interface ExecuteRequest {
  code: string;
  stop_on_error?: boolean;
}
interface ExecuteReply {
  status: "ok" | "error" | "aborted";
  execution_count?: number;
  ename?: string;
  evalue?: string;
  traceback?: string[];
}
type WriteStream = (name: "stdout" | "stderr", text: string) => void;
type WriteDisplay = (content: object, update: boolean) => void;

interface Handler {
  execCount: number;
  handleExecute(
    request: ExecuteRequest,
    writeStream: WriteStream,
    writeDisplay: WriteDisplay,
  ): Promise<ExecuteReply>;
  handleExecuteImpl(
    request: ExecuteRequest,
    writeStream: WriteStream,
    writeDisplay: WriteDisplay,
  ): Promise<unknown>;
  handleInspect(request: { code: string; cursor_pos: number }): { found: boolean };
}

interface Message {
  header: { msg_type: string };
  content: ExecuteRequest & object;
  createReply(): Message;
  signAndSend(key: string, socket: unknown): void;
}
interface Server {
  handler: Handler;
  connInfo: { key: string };
  iopub: unknown;
  handleExecute(socket: unknown, message: Message): Promise<void>;
}

/** What the running cell has come to, so far. */
interface RunningCell extends PrintingCell {
  failures: Failure[];
}

let cell: RunningCell = { source: "", failures: [], drawing: [] };

function noteFailure(...values: unknown[]): void {
  const [format, file, line, column, message] = values;
  // The one call of tslab's that has a format is for what the type checker found.
  const isDiagnostic = values.length === 5 && format === "%s%d:%d - %s";
  cell.failures.push(
    isDiagnostic
      ? { file: String(file), line: Number(line), column: Number(column), message: String(message) }
      : { thrown: values[0] },
  );
}

/** The kit's own `show`, from the package that cells import. */
async function show(chart: Chart): Promise<void> {
  await (await import("./show.js")).show(chart);
}

function withOwnPrinting(executor: Executor): Executor {
  return {
    ...executor,
    async execute(source) {
      cell = { source, failures: [], drawing: [] };
      const succeeded = await executor.execute(source);
      try {
        await Promise.all(cell.drawing);
      } catch (error) {
        noteFailure(error);
        return false;
      }
      // A module cell (`/** @module … */`) succeeds even where the checker complains.
      if (succeeded && cell.failures.length > 0) console.error(cellError(cell).evalue);
      return succeeded;
    },
  };
}

/** Gives each cell's code a name of its own, by which its lines are found in the trace of an error. */
function nameCells(): void {
  const { runInThisContext } = vm;
  let count = 0;
  const named: typeof runInThisContext = (code, options) => {
    if (typeof options !== "object" || !options.breakOnSigint)
      return runInThisContext(code, options);
    const name = `cell-${++count}`;
    cellsByName.set(name, { source: cell.source, code });
    return runInThisContext(code, { ...options, filename: name });
  };
  load<{ runInThisContext: typeof named }>("node:vm").runInThisContext = named;
}

/** The cells that have run: as they were written, and as JavaScript. */
const cellsByName = new Map<string, { source: string; code: string }>();

/** The cell that is running, or the last that was queued; each starts when the one before it has ended. */
let last: Promise<unknown> = Promise.resolve();
let arrived = 0;
/** Cells that had arrived by the time one failed are not run. */
let notRunUpTo = 0;

/** Milliseconds in which the cells that were sent together with a failing one arrive; the reply waits for them. */
const drain = 50;

async function executeInTurn(
  this: Handler,
  request: ExecuteRequest,
  writeStream: WriteStream,
  writeDisplay: WriteDisplay,
): Promise<ExecuteReply> {
  const turn = ++arrived;
  const run = async (): Promise<ExecuteReply> => {
    if (turn <= notRunUpTo) {
      writeStream("stdout", "Not run, because a cell before it failed.\n");
      return { status: "aborted" };
    }
    try {
      await this.handleExecuteImpl(request, writeStream, writeDisplay);
      return { status: "ok", execution_count: this.execCount };
    } catch {
      // tslab throws its counter here; what went wrong was noted on the way.
      if (request.stop_on_error !== false) {
        await new Promise((resolve) => setTimeout(resolve, drain));
        notRunUpTo = arrived;
      }
      return { status: "error", execution_count: this.execCount, ...cellError(cell, cellsByName) };
    }
  };
  const reply = last.then(run);
  last = reply;
  return reply;
}

async function answerExecute(this: Server, socket: unknown, message: Message): Promise<void> {
  const send = (type: string, content: object, to: unknown = this.iopub) => {
    const reply = message.createReply();
    reply.header.msg_type = type;
    reply.content = content as Message["content"];
    reply.signAndSend(this.connInfo.key, to);
  };
  const reply = await this.handler.handleExecute(
    message.content,
    (name, text) => send("stream", { name, text }),
    (content, update) => send(update ? "update_display_data" : "display_data", content),
  );
  if (reply.status === "error") {
    const { ename, evalue, traceback } = reply;
    send("error", { ename, evalue, traceback });
  }
  send("execute_reply", reply, socket);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) startKernel(process.argv[2]);
