import { register } from "../register.js";
import type { Completions, FromWorker, Help, ToWorker } from "./messages.js";
import { type Contents, type SharedFiles, sharedFiles } from "./sharedFiles.js";

/** JupyterLite's extension that registers the kernel; it runs in the page, and the cells in a worker of their own. */

/** The parts of JupyterLite that are used here. */
interface Header {
  msg_id: string;
}
interface KernelOptions {
  id: string;
  name: string;
  /** The notebook's folder. */
  location: string;
}
interface BaseKernel {
  readonly id: string;
  readonly location: string;
  readonly executionCount: number;
  readonly parentHeader: Header | undefined;
  readonly isDisposed: boolean;
  dispose(): void;
  stream(content: object, parent?: Header): void;
  displayData(content: object, parent?: Header): void;
  updateDisplayData(content: object, parent?: Header): void;
  publishExecuteError(content: object, parent?: Header): void;
}
interface Services {
  BaseKernel: new (options: KernelOptions) => BaseKernel;
  IKernelSpecs: unknown;
  IKernelClient: unknown;
}
interface KernelSpecs {
  register(kernel: { spec: object; create(options: KernelOptions): Promise<BaseKernel> }): void;
}
interface KernelClient {
  interrupt(id: string): Promise<void>;
}
interface App {
  serviceManager?: { contents: Contents };
}
type Shared = Record<string, Record<string, { get(): Promise<() => unknown> }>>;

const extensionName = "@reading-logits/kernel";

/** The folder of JupyterLite, in which this script is `extensions/@reading-logits/kernel/static/remoteEntry….js`. */
const live = new URL("../../../../", (document.currentScript as HTMLScriptElement).src);

/** What ends the program of a cell and begins anew, so that a person sees in words what they have lost. */
const stopped = {
  ename: "Interrupted",
  evalue:
    "the cell was stopped and the kernel started anew, so the variables of the cells before it are gone; run them again",
};

function kernelClass(Base: Services["BaseKernel"], app: App) {
  return class BrowserKernel extends Base {
    private worker!: Worker;
    private waiting = new Map<
      number,
      { parent: Header | undefined; answer(value: unknown): void }
    >();
    private asked = 0;
    private files: SharedFiles;
    private isReady!: Promise<void>;

    constructor(options: KernelOptions) {
      super(options);
      this.files = sharedFiles(app.serviceManager?.contents, this.location, live);
      kernels.set(this.id, this);
      this.begin();
    }

    get ready(): Promise<void> {
      return this.isReady;
    }

    private begin(): void {
      this.worker = spare ?? newWorker();
      spare = undefined;
      this.files.forget();
      this.isReady = new Promise((resolve, reject) => {
        this.worker.onerror = (event) => {
          console.error(`The kernel can't be started: ${event.message}`);
          reject(new Error(event.message));
        };
        this.worker.onmessage = ({ data }: MessageEvent<FromWorker>) =>
          data.type === "ready" ? resolve() : this.hear(data);
      });
      this.isReady.catch(() => {});
      const folder = this.location.replace(/^[^/]*:/, "").replace(/^\/|\/$/g, "");
      const files = new URL("files/", live).href;
      this.tell({ type: "start", start: { files, kit: kit.href, folder } });
    }

    private tell(message: ToWorker): void {
      this.worker.postMessage(message);
    }

    private hear(message: Exclude<FromWorker, { type: "ready" }>): void {
      if (message.type === "loading") {
        showLoading(message);
        return;
      }
      if (message.type === "written") {
        void this.files.show(message.file, message.bytes);
        return;
      }
      const asked = this.waiting.get(message.id);
      const parent = asked?.parent ?? this.parentHeader;
      switch (message.type) {
        case "stream":
          this.stream({ name: message.name, text: message.text }, parent);
          break;
        case "display":
          if (message.update) this.updateDisplayData(message.content, parent);
          else this.displayData(message.content, parent);
          break;
        case "done":
          if (message.failure) this.publishExecuteError(message.failure, parent);
          asked?.answer(message.failure);
          // Not before: a first visit loads enough as it is.
          keepForLater(message.loaded).catch(console.info);
          break;
        case "help":
          asked?.answer(message.help);
          break;
        case "completions":
          asked?.answer(message.completions);
      }
    }

    private ask<T>(make: (id: number) => ToWorker): Promise<T> {
      const id = ++this.asked;
      return new Promise((resolve) => {
        this.waiting.set(id, {
          parent: this.parentHeader,
          answer: (value) => {
            this.waiting.delete(id);
            resolve(value as T);
          },
        });
        this.tell(make(id));
      });
    }

    async executeRequest({ code }: { code: string }): Promise<object> {
      await this.files.handOver((file) => this.tell(file));
      const failure = await this.ask<object | undefined>((id) => ({ type: "run", id, code }));
      const execution_count = this.executionCount;
      return failure
        ? { status: "error", execution_count, ...failure }
        : { status: "ok", execution_count, user_expressions: {} };
    }

    /** Ends the cell that is running, with all that the cells have declared: nothing else stops a loop without an end. */
    interrupt(): void {
      this.worker.terminate();
      const failure = { ...stopped, traceback: [`${stopped.ename}: ${stopped.evalue}`] };
      const running = [...this.waiting.values()];
      this.begin();
      for (const { parent, answer } of running) {
        this.publishExecuteError(failure, parent);
        answer(failure);
      }
    }

    async kernelInfoRequest(): Promise<object> {
      return {
        status: "ok",
        protocol_version: "5.3",
        implementation: "reading-logits",
        implementation_version: "0.1.0",
        banner: "TypeScript in this page",
        help_links: [],
        language_info: {
          name: "typescript",
          version: "5",
          mimetype: "text/typescript",
          file_extension: ".ts",
          codemirror_mode: { mode: "typescript", name: "javascript", typescript: true },
        },
      };
    }

    async completeRequest({ code, cursor_pos }: { code: string; cursor_pos: number }) {
      const { matches, start, end } = await this.ask<Completions>((id) => ({
        type: "complete",
        id,
        code,
        cursor: cursor_pos,
      }));
      return { status: "ok", matches, cursor_start: start, cursor_end: end, metadata: {} };
    }

    async inspectRequest({ code, cursor_pos }: { code: string; cursor_pos: number }) {
      const help = await this.ask<Help | undefined>((id) => ({
        type: "inspect",
        id,
        code,
        cursor: cursor_pos,
      }));
      const data = help ? { "text/markdown": help.markdown, "text/plain": help.text } : {};
      return { status: "ok", found: help !== undefined, data, metadata: {} };
    }

    async isCompleteRequest() {
      return { status: "unknown" };
    }

    async commInfoRequest() {
      return { status: "ok", comms: {} };
    }

    inputReply(): void {}
    async commOpen(): Promise<void> {}
    async commMsg(): Promise<void> {}
    async commClose(): Promise<void> {}

    override dispose(): void {
      if (this.isDisposed) return;
      kernels.delete(this.id);
      this.worker.terminate();
      super.dispose();
    }
  };
}

const kit = new URL("kit/", live);

/** From a blob, a worker keeps this page's policy: a cell can ask no other host for anything. */
function newWorker(): Worker {
  const program = `import ${JSON.stringify(new URL("worker.js", kit).href)};`;
  const address = URL.createObjectURL(new Blob([program], { type: "text/javascript" }));
  return new Worker(address, { type: "module" });
}

/** A page that will open a notebook has the kernel's worker load what it needs while JupyterLite starts. */
let spare = new URLSearchParams(location.search).has("path") ? newWorker() : undefined;
// The kernel's own worker will say what is wrong.
spare?.addEventListener("error", () => {
  spare = undefined;
});

const kernels = new Map<string, { interrupt(): void }>();

let isKept = false;

/** The next visit needs no network: the worker's own modules are kept with what this page and the cells have loaded. */
async function keepForLater(loaded: readonly string[]): Promise<void> {
  if (isKept && loaded.length === 0) return;
  const isFirst = !isKept;
  isKept = true;
  const answer = isFirst ? await fetch(new URL("listing.json", kit)) : undefined;
  const { offline } = ((await answer?.json()) ?? { offline: [] }) as { offline: string[] };
  const own = isFirst ? ["listing.json", ...offline] : [];
  await register(new URL("../", live), [...own.map((file) => new URL(file, kit).href), ...loaded]);
}

/** Says how much of a large file has come, in a line at the foot of the page. */
function showLoading({ file, loaded, total }: { file: string; loaded: number; total: number }) {
  const id = "reading-logits-loading";
  const line = document.getElementById(id) ?? document.createElement("div");
  const [done, all] = [loaded, total].map((bytes) => (bytes / 1e6).toFixed(0));
  const model = file.replace(/^.*\/models\//, "").split("/")[0];
  line.textContent = `Loading the model ${model}: ${done} of ${all} MB`;
  if (loaded >= total) {
    line.remove();
  } else if (!line.isConnected) {
    line.id = id;
    line.setAttribute("role", "status");
    line.style.cssText =
      "position:fixed;bottom:0;left:0;z-index:100;padding:4px 12px;background:#ffffff;color:#1f1f1f;border:1px solid #767676";
    document.body.append(line);
  }
}

const container = {
  shared: {} as Shared,
  init(shared: Shared) {
    container.shared = shared;
  },
  async get() {
    const [version] = Object.values(container.shared["@jupyterlite/services"]);
    const services = (await version.get())() as Services;
    const plugin = {
      id: `${extensionName}:plugin`,
      autoStart: true,
      requires: [services.IKernelSpecs, services.IKernelClient],
      activate(app: App, specs: KernelSpecs, client: KernelClient) {
        const Kernel = kernelClass(services.BaseKernel, app);
        specs.register({
          spec: {
            name: "tslab",
            display_name: "TypeScript",
            language: "typescript",
            argv: [],
            resources: {},
          },
          create: async (options) => new Kernel(options),
        });
        // JupyterLite drops the cells that wait, but has no word for the one that runs.
        const { interrupt } = client;
        client.interrupt = async (id) => {
          kernels.get(id)?.interrupt();
          await interrupt.call(client, id);
        };
      },
    };
    return () => ({ __esModule: true, default: plugin });
  },
};

const global = globalThis as { _JUPYTERLAB?: Record<string, unknown> };
global._JUPYTERLAB ??= {};
global._JUPYTERLAB[extensionName] = container;
