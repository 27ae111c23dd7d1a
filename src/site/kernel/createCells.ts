import { compileCell } from "./compileCell.js";

/** Loads a module by the name that a cell imports it by. */
export type LoadModule = (name: string) => Promise<Record<string, unknown>>;

/** A cell's source and the JavaScript that ran, by the name under which it appears in the trace of an error. */
type RunCells = Map<string, { source: string; code: string }>;

/** The cells of one kernel. */
export interface Cells {
  /** Runs a cell to its end and gives the value of its last expression. */
  run(source: string): Promise<unknown>;
  /** What the cells have declared, by name. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly ran: RunCells;
}

/**
 * The cells of one kernel, which share what they declare: a name may be declared again, and a cell that fails leaves behind only what
 * it had come to.
 *
 * Cells run in strict mode, one after the other.
 *
 * @param load how a module is found
 * @param isType whether a module exports a name as a type alone, which is no value to import
 */
export function createCells(
  load: LoadModule,
  isType: (module: string, name: string) => boolean = () => false,
): Cells {
  const declared = new Set<string>();
  const values: Record<string, unknown> = Object.create(null);
  const ran: RunCells = new Map();
  const scope = new Proxy(values, {
    has: (_, name) => typeof name === "string" && declared.has(name),
    get(_, name) {
      if (typeof name === "symbol") return undefined;
      if (name in values) return values[name];
      throw new ReferenceError(`Cannot access '${name}' before initialization`);
    },
  });

  /** Binds what a module exports to the names that the cell gives it. */
  async function bind(from: string, bindings: [local: string, exported: string][]): Promise<void> {
    const module = await load(from);
    for (const [local, exported] of bindings) {
      if (exported === "*") values[local] = module;
      else if (exported in module) values[local] = module[exported];
      else if (isType(from, exported)) declared.delete(local);
      else throw new ImportError(from, exported, Object.keys(module));
    }
  }

  return {
    values,
    ran,
    async run(source) {
      const { code, names } = compileCell(source);
      for (const name of names) declared.add(name);
      const cell = `cell-${ran.size + 1}`;
      const body = `with (__scope) { return (async function () { "use strict";\n${code}\n})(); }\n//# sourceURL=${cell}`;
      const run = new Function("__scope", "__import", body);
      ran.set(cell, { source, code: String(run) });
      try {
        return await run(scope, bind);
      } finally {
        for (const name of names) if (!(name in values)) declared.delete(name);
      }
    },
  };
}

/** A module doesn't export what a cell imports from it; worded as TypeScript does, whose checker finds it in tslab. */
export class ImportError extends SyntaxError {
  override name = "TypeScript";

  constructor(module: string, name: string, exported: readonly string[]) {
    const close = exported.find((each) => each.toLowerCase() === name.toLowerCase());
    super(
      close === undefined
        ? `Module '"${module}"' has no exported member '${name}'.`
        : `'"${module}"' has no exported member named '${name}'. Did you mean '${close}'?`,
    );
  }
}
