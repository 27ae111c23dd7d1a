import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

/** The names that an index file re-exports, each with the room that it comes from. */
async function exportsOf(file: string): Promise<{ name: string; room: string }[]> {
  const text = await readFile(fileURLToPath(new URL(`../src/${file}`, import.meta.url)), "utf8");
  const statement = /^export (?:type )?\{([^}]*)\} from "\.\/([\w-]+)[^"]*";$/gm;
  return Array.from(text.matchAll(statement)).flatMap(([, names, room]) =>
    names
      .split(",")
      .map((name) => name.trim().replace(/^type /, ""))
      .filter((name) => name !== "")
      .map((name) => ({ name, room })),
  );
}

const all = await exportsOf("index.ts");

describe.each(["charts", "data", "evaluate", "logits"])("the door to %s", (room) => {
  it("has everything of the room that the package's main door has", async () => {
    const wanted = all.filter((each) => each.room === room).map(({ name }) => name);
    expect(wanted.length).toBeGreaterThan(5);
    const given = (await exportsOf(`${room}/index.ts`)).map(({ name }) => name);
    expect(wanted.filter((name) => !given.includes(name))).toEqual([]);
  });
});
