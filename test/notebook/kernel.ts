import { type ChildProcess, spawn } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Dealer, Subscriber } from "zeromq";

/** The project's folder: cells that run in it, or below it, can import `reading-logits`. */
export const project = fileURLToPath(new URL("../..", import.meta.url));

/** A message from the kernel about a cell, named as in Jupyter's protocol. */
export interface Output {
  type: "stream" | "display_data" | "update_display_data" | "execute_result" | "error";
  content: {
    name?: string;
    text?: string;
    data?: Record<string, unknown>;
    metadata?: Record<string, unknown>;
    transient?: { display_id?: string };
    ename?: string;
    evalue?: string;
    traceback?: string[];
  };
}

/** The result of running one cell. */
export interface CellResult {
  status: string;
  execution_count: number | undefined;
  outputs: Output[];
  stdout: string;
  stderr: string;
  /** What a failing cell shows in place of a result, without its colours. */
  error: string;
  /** The cell's displays, including updates, in order. */
  displays: Output["content"][];
}

interface Message {
  header: { msg_type: string; msg_id: string };
  parent_header: { msg_id?: string };
  content: Record<string, unknown>;
}

const delimiter = "<IDS|MSG>";
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape sequences of a terminal's colours
const escapes = /\u001b\[[\d;]*m/g;

/** What Jupyter starts for a notebook's kernel, before the connection file's path. */
const tslab = [process.execPath, join(project, "dist", "notebook", "startKernel.js")];

/** A real kernel, started as Jupyter starts it, addressed over ZeroMQ and ended by its process id. */
export class Kernel {
  private readonly key = randomUUID();
  private readonly shell = new Dealer();
  private readonly iopub = new Subscriber();
  private readonly folder = mkdtempSync(join(tmpdir(), "reading-logits-kernel-"));
  private readonly cells = new Map<string, (message: Message) => void>();
  private child: ChildProcess | undefined;
  private ended = false;
  private sent: Promise<void> = Promise.resolve();

  /** Starts a kernel, tslab's unless the command is another's, and waits until it answers. */
  static async start(cwd = join(project, "notebooks"), command = tslab): Promise<Kernel> {
    const kernel = new Kernel();
    await kernel.launch(cwd, command);
    return kernel;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Runs a cell and collects everything it says until the kernel is idle again. */
  async run(code: string, stop_on_error = true): Promise<CellResult> {
    const outputs: Output[] = [];
    const reply = await this.request(
      "execute_request",
      { code, silent: false, store_history: true, user_expressions: {}, stop_on_error },
      (type, content) => {
        if (["stream", "error", "execute_result"].includes(type) || type.endsWith("display_data")) {
          outputs.push({ type, content } as Output);
        }
      },
    );
    const contents = (...types: Output["type"][]) =>
      outputs.filter(({ type }) => types.includes(type)).map(({ content }) => content);
    const text = (name: string) =>
      outputs.map(({ content }) => (content.name === name ? content.text : "")).join("");
    return {
      status: String(reply.status),
      execution_count: reply.execution_count as number | undefined,
      outputs,
      stdout: text("stdout"),
      stderr: text("stderr"),
      error: contents("error")
        .flatMap(({ traceback = [] }) => traceback)
        .join("\n")
        .replace(escapes, ""),
      displays: contents("display_data", "update_display_data"),
    };
  }

  /** The help for the place of the cursor, which Shift+Tab asks for. */
  inspect(code: string, cursor_pos: number): Promise<Record<string, unknown>> {
    return this.request("inspect_request", { code, cursor_pos, detail_level: 0 });
  }

  /** Ends the kernel and frees its sockets. */
  async stop(): Promise<void> {
    this.ended = true;
    this.shell.close();
    this.iopub.close();
    if (this.child?.pid !== undefined && this.child.exitCode === null) {
      const exit = once(this.child, "exit");
      process.kill(this.child.pid, "SIGKILL");
      await exit;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async launch(cwd: string, [program, ...args]: string[]): Promise<void> {
    if (!existsSync(join(project, "dist", "index.js"))) {
      throw new Error("cells import the built package: run `npm run build` first");
    }
    const [shell, iopub, control, stdin, hb] = await freePorts(5);
    const file = join(this.folder, "connection.json");
    const connection = {
      transport: "tcp",
      ip: "127.0.0.1",
      key: this.key,
      signature_scheme: "hmac-sha256",
      shell_port: shell,
      iopub_port: iopub,
      control_port: control,
      stdin_port: stdin,
      hb_port: hb,
    };
    writeFileSync(file, JSON.stringify(connection));
    this.child = spawn(program, [...args, file], {
      cwd,
      stdio: ["ignore", "ignore", "inherit"],
    });
    this.shell.connect(`tcp://127.0.0.1:${shell}`);
    this.iopub.connect(`tcp://127.0.0.1:${iopub}`);
    this.iopub.subscribe();
    this.listen(this.shell);
    this.listen(this.iopub);
    // The first answers may be lost before the subscription takes effect: ask until an idle message comes through.
    for (let tries = 0; tries < 100; tries++) {
      const heard = this.request("kernel_info_request", {});
      if (await Promise.race([heard, pause(tries === 0 ? 3000 : 500)])) return;
    }
    throw new Error("the kernel did not answer");
  }

  private async listen(socket: Dealer | Subscriber): Promise<void> {
    try {
      for await (const frames of socket) {
        const parts = frames.map(String);
        const start = parts.indexOf(delimiter) + 2;
        const [header, parent_header, , content] = parts
          .slice(start, start + 4)
          .map((part) => JSON.parse(part));
        this.cells.get(parent_header.msg_id)?.({ header, parent_header, content });
      }
    } catch (error) {
      if (!this.ended) throw error;
    }
  }

  /** Resolves with the reply's content once both the reply and the idle message have arrived. */
  private request(
    type: string,
    content: Record<string, unknown>,
    onMessage: (type: string, content: Message["content"]) => void = () => {},
  ): Promise<Record<string, unknown>> {
    const id = randomUUID();
    return new Promise((resolve) => {
      let reply: Record<string, unknown> | undefined;
      let idle = false;
      this.cells.set(id, ({ header, content: said }) => {
        if (header.msg_type.endsWith("_reply")) reply = said;
        else if (header.msg_type === "status") idle ||= said.execution_state === "idle";
        else onMessage(header.msg_type, said);
        if (reply && idle) resolve(reply);
      });
      // A ZeroMQ socket takes one message at a time.
      this.sent = this.sent.then(() => this.send({ msg_type: type, msg_id: id }, content));
    });
  }

  private async send(
    kind: { msg_type: string; msg_id: string },
    content: Record<string, unknown>,
  ): Promise<void> {
    const header = { ...kind, username: "test", session: this.key, version: "5.3" };
    const parts = [header, {}, {}, content].map((part) => JSON.stringify(part));
    const hmac = createHmac("sha256", this.key);
    for (const part of parts) hmac.update(part);
    await this.shell.send([delimiter, hmac.digest("hex"), ...parts]);
  }
}

function pause(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, undefined));
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, "127.0.0.1");
      await once(server, "listening");
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}
