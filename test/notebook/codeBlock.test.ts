import { marked } from "marked";
import { expect, it } from "vitest";
import { codeBlock } from "../../src/notebook/codeBlock.js";

it.each([
  ["plain code", "argmax(logits)"],
  ["a fence of its own", "```\n# no heading\n```"],
  ["longer runs of backticks", "a `b` ````` c ```` d"],
  ["an unfinished fence at its end", "text\n```"],
])("is read as one block whose text is the very same, with %s in it", (_, text) => {
  const tokens = marked.lexer(codeBlock("text", text));
  expect(tokens).toHaveLength(1);
  expect(tokens[0]).toMatchObject({ type: "code", lang: "text", text });
});
