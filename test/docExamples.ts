import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
// The kernel's TypeScript: version 7 has no API for programs, and this is the one that a notebook's cells go through.
import ts from "@tslab/typescript-for-tslab";
import { expect } from "vitest";

/*
 * How an example says what its result is: in a comment after a statement or on the lines below it.
 *
 *     softmax([1, 2, 0.5]) // [0.2312, 0.6285, 0.1402]
 *     margin([1, 2, 0.5]) // 1: anything else that there is to say follows a colon
 *     expectError(() => softmax([1, NaN])) // prints: LogitsError: softmax needs finite logits: column 1 is NaN
 *
 * A number with four or more decimals is rounded; any other is exact. Typed arrays are written like arrays. What is printed is
 * the text that a notebook would show; for a chart, its table. `…` stands for what is left out: further properties of an
 * object, or any part of what is printed. Every public name is in scope, as is whatever the example's own file exports.
 */

/** One `@example` of a doc comment. */
export interface DocExample {
  /** Its source file, relative to the project's folder. */
  file: string;
  /** What it documents: `softmax`, `Classifier.logits`; for the comment on a whole module, its file. */
  name: string;
  /** The top-level value that it documents, so that the example can use it even if the module doesn't export it. */
  declares: string | undefined;
  statements: ExampleStatement[];
}

/** A statement and what its comment says about it. */
export interface ExampleStatement {
  code: string;
  /** Where to find its value: the expression that it is, or the variable that it declares. */
  value: string | undefined;
  isExpression: boolean;
  /** The module that it imports. */
  imports: string | undefined;
  says: Expectation | undefined;
}

/** A value to compare with, or a printed text. */
type Expectation = { value: unknown } | { prints: string };

/** The project's folder. */
export const project = fileURLToPath(new URL("..", import.meta.url));

/** Every source file of the kit, relative to the project's folder. */
export const sourceFiles = readdirSync(join(project, "src"), { recursive: true, encoding: "utf8" })
  .filter((file) => /\.m?[jt]s$/.test(file))
  .map((file) => join("src", file))
  .sort();

export function readSource(file: string): string {
  return readFileSync(join(project, file), "utf8");
}

/** The examples in a source file, in order. */
export function examplesOf(file: string, code = readSource(file)): DocExample[] {
  return parse(file, code).statements.flatMap((declaration) => {
    const owner = nameOf(declaration);
    const isInterface = ts.isInterfaceDeclaration(declaration);
    const isType = isInterface || ts.isTypeAliasDeclaration(declaration);
    const members: readonly ts.Node[] =
      isInterface || ts.isClassDeclaration(declaration) ? declaration.members : [];
    return [declaration, ...members].flatMap((node) =>
      examplesAbove(node).map((example): DocExample => {
        const name = node === declaration ? (owner ?? file) : `${owner}.${nameOf(node)}`;
        const statements = readStatements(example, `${file}, example of ${name}`);
        return { file, name, declares: isType ? undefined : owner, statements };
      }),
    );
  });
}

function parse(file: string, code: string): ts.SourceFile {
  return ts.createSourceFile(file, code, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TS);
}

function examplesAbove(node: ts.Node): string[] {
  const tags = ts.getJSDocTags(node).filter((tag) => tag.tagName.text === "example");
  return tags.map((tag) => ts.getTextOfJSDocComment(tag.comment) ?? "");
}

function nameOf(node: ts.Node): string | undefined {
  if (ts.isVariableStatement(node)) return node.declarationList.declarations[0].name.getText();
  return (node as ts.NamedDeclaration).name?.getText();
}

function readStatements(code: string, place: string): ExampleStatement[] {
  return parse("example.ts", code).statements.map((statement) => {
    const comments = [
      ...(ts.getTrailingCommentRanges(code, statement.end) ?? []),
      ...(ts.getLeadingCommentRanges(code, statement.end) ?? []),
    ].map(({ pos, end }) => code.slice(pos, end).replace(/^\/\/ ?/, ""));
    const isExpression = ts.isExpressionStatement(statement);
    return {
      code: statement.getText(),
      value: isExpression ? statement.expression.getText() : declaredIn(statement),
      isExpression,
      imports: ts.isImportDeclaration(statement)
        ? (statement.moduleSpecifier as ts.StringLiteral).text
        : undefined,
      says: comments.length > 0 ? readComment(comments.join("\n"), place) : undefined,
    };
  });
}

function declaredIn(statement: ts.Statement): string | undefined {
  if (!ts.isVariableStatement(statement)) return undefined;
  const [{ name }, ...others] = statement.declarationList.declarations;
  return ts.isIdentifier(name) && others.length === 0 ? name.text : undefined;
}

function readComment(comment: string, place: string): Expectation {
  const [, text] = /^prints:\s?(.*)$/s.exec(comment) ?? [];
  if (text !== undefined) return { prints: text };
  const value = readValue(comment);
  if (value) return value;
  throw new Error(
    `${place}: a comment reads \`value\`, \`value: why\` or \`prints: text\`, not ${JSON.stringify(comment)}`,
  );
}

function readValue(comment: string): { value: unknown } | undefined {
  // On the right-hand side of an assignment, an object isn't a block; outside strings, `…` becomes something that parses.
  const assignment = `it = ${comment.replace(/"(?:\\.|[^"\\])*"|…/g, (part) => (part === "…" ? "...rest" : part))}`;
  const [statement] = parse("comment.ts", assignment).statements;
  if (!ts.isExpressionStatement(statement)) return undefined;
  if (!ts.isBinaryExpression(statement.expression)) return undefined;
  const { right } = statement.expression;
  if (!/^(: |$)/.test(assignment.slice(right.end))) return undefined;
  try {
    return { value: expected(right) };
  } catch {
    return undefined;
  }
}

const constants = new Map<string, unknown>([
  ["true", true],
  ["false", false],
  ["null", null],
  ["undefined", undefined],
  ["NaN", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
  ["-Infinity", Number.NEGATIVE_INFINITY],
]);

/** The value that vitest compares the result with. */
function expected(node: ts.Expression): unknown {
  const written = node.getText();
  if (constants.has(written)) return constants.get(written);
  const number = /^-?\d+(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(written);
  if (number) return expectedNumber(number);
  if (ts.isStringLiteral(node)) return node.text;
  if (ts.isArrayLiteralExpression(node)) return node.elements.map(expected);
  if (ts.isObjectLiteralExpression(node)) return expectedObject(node);
  throw new Error(`${written} is no value`);
}

function expectedObject({ properties }: ts.ObjectLiteralExpression): unknown {
  const named = properties.filter(ts.isPropertyAssignment);
  const entries = named.map(({ name, initializer }) => {
    const key = ts.isStringLiteral(name) ? name.text : name.getText();
    return [key, expected(initializer)];
  });
  const values = Object.fromEntries(entries);
  return named.length === properties.length ? values : expect.objectContaining(values);
}

function expectedNumber([written, decimals = "", exponent = "0"]: RegExpExecArray): unknown {
  // Half of the last digit and a little more: the last bits of a model's logits differ from machine to machine.
  const precision = decimals.length >= 4 ? decimals.length - 0.05 : 12;
  return expect.closeTo(Number(written), precision - Number(exponent));
}
