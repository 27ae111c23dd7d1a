import { type Node, type Pattern, parse, type Statement } from "acorn";
import { transform } from "sucrase";

/** A cell as JavaScript: the body of a function of `__scope`, `__import`, which runs inside `with (__scope)`. */
export interface CompiledCell {
  code: string;
  /** What the cell declares at its top level: later cells see it, and may declare it again. */
  names: string[];
}

/**
 * Turns a notebook cell in TypeScript into the body of an async function.
 *
 * Types are taken out, not checked. Top-level declarations become assignments, so that they outlive the cell; imports become calls
 * of `__import`; the value of a last expression is returned.
 *
 * @throws {SyntaxError} when the cell can't be read; its `loc` says where
 *
 * @example compileCell("const n: number = 2;\nn + 1").names // ["n"]
 */
export function compileCell(source: string): CompiledCell {
  const js = withoutTypes(source);
  const { body } = parse(js, {
    ecmaVersion: "latest",
    sourceType: "module",
    allowAwaitOutsideFunction: true,
  });
  const names: string[] = [];
  const [first, rest]: [string[], string[]] = [[], []];
  const cut = ({ start, end }: Node) => js.slice(start, end);
  for (const [i, given] of body.entries()) {
    const statement = withoutExport(given);
    if (!statement) continue;
    if (statement.type === "ImportDeclaration") {
      const bindings = statement.specifiers.map((each) => {
        names.push(each.local.name);
        return [each.local.name, importedName(each)];
      });
      const from = JSON.stringify(statement.source.value);
      first.push(`await __import(${from}, ${JSON.stringify(bindings)});`);
    } else if (statement.type === "VariableDeclaration") {
      for (const { id, init } of statement.declarations) {
        names.push(...boundNames(id));
        rest.push(`(${cut(id)} = ${init ? cut(init) : "undefined"});`);
      }
    } else if (statement.type === "FunctionDeclaration") {
      names.push(statement.id.name);
      first.push(`${statement.id.name} = ${cut(statement)};`);
    } else if (statement.type === "ClassDeclaration") {
      names.push(statement.id.name);
      rest.push(`${statement.id.name} = ${cut(statement)};`);
    } else if (statement.type === "ExpressionStatement" && i === body.length - 1) {
      rest.push(`return (${cut(statement.expression)}\n);`);
    } else {
      rest.push(cut(statement));
    }
  }
  return { code: [...first, ...rest].join("\n"), names };
}

/** Every import stays, because a later cell may use it. */
function withoutTypes(source: string): string {
  try {
    return transform(source, {
      transforms: ["typescript"],
      disableESTransforms: true,
      keepUnusedImports: true,
      production: true,
    }).code;
  } catch (error) {
    const { message, loc } = error as Error & { loc?: { line: number; column: number } };
    const words = message.replace(/^Error transforming[^:]*: /, "").replace(/ \(\d+:\d+\)$/, "");
    throw Object.assign(new SyntaxError(words), { loc });
  }
}

type Top = ReturnType<typeof parse>["body"][number];

/** In a notebook, `export` adds nothing to a declaration. */
function withoutExport(statement: Top): Exclude<Top, { type: `Export${string}` }> | undefined {
  switch (statement.type) {
    case "ExportNamedDeclaration":
      return statement.declaration ?? undefined;
    case "ExportDefaultDeclaration":
    case "ExportAllDeclaration":
      return undefined;
    default:
      return statement as Statement;
  }
}

type Specifier = Extract<Top, { type: "ImportDeclaration" }>["specifiers"][number];

/** The name that the module gives to what is imported; `*` is the module itself. */
function importedName(specifier: Specifier): string {
  if (specifier.type === "ImportNamespaceSpecifier") return "*";
  if (specifier.type === "ImportDefaultSpecifier") return "default";
  const { imported } = specifier;
  return imported.type === "Identifier" ? imported.name : String(imported.value);
}

function boundNames(pattern: Pattern): string[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern.name];
    case "ObjectPattern":
      return pattern.properties.flatMap((each) =>
        boundNames(each.type === "RestElement" ? each.argument : each.value),
      );
    case "ArrayPattern":
      return pattern.elements.flatMap((each) => (each ? boundNames(each) : []));
    case "AssignmentPattern":
      return boundNames(pattern.left);
    case "RestElement":
      return boundNames(pattern.argument);
    default:
      return [];
  }
}
