import { cp, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { htmlJobs } from "../../src/workshop/html.js";
import { lessonNames } from "../../src/workshop/notebooks.js";
import { code, exportPage, markdown, output } from "./exportPage.js";
import { writeFiles } from "./gitFolder.js";
import { scratchFolder } from "./scratch.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const vega = "application/vnd.vegalite.v5+json";
const plotly = "application/vnd.plotly.v1+json";
const bar = { $schema: "https://vega.github.io/schema/vega-lite/v5.json", mark: "bar" };
const pixel =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==";

/** A kit with the same lessons, all of them run whatever a person has done to those of this one, and a notebook of their own beside them. */
async function lessonsThatRan(): Promise<string> {
  const folder = await scratchFolder();
  await cp(join(root, "notebooks", "source"), join(folder, "notebooks", "source"), {
    recursive: true,
  });
  const cells = [code("1", { output_type: "stream", name: "stdout", text: "1" })];
  const names = [...(await lessonNames(folder)), "my-own", "solutions/01-direct-model"];
  const notebook = JSON.stringify({ cells, nbformat: 4 });
  const files = names.map((name) => [`notebooks/${name}.ipynb`, notebook]);
  await writeFiles(folder, Object.fromEntries(files));
  return folder;
}

describe("which notebooks become which pages", () => {
  it("part of a lesson's name means that lesson, whose page stands in notebooks/html", async () => {
    const kit = await lessonsThatRan();
    expect(await htmlJobs(kit, ["01-"], "/elsewhere")).toEqual([
      {
        notebook: join(kit, "notebooks", "01-direct-model.ipynb"),
        page: join(kit, "notebooks", "html", "01-direct-model.html"),
      },
    ]);
  });

  it("without names all lessons, each once, and no notebook of one's own", async () => {
    const kit = await lessonsThatRan();
    const all = await htmlJobs(kit, [], kit);
    expect(all.length).toBeGreaterThan(2);
    expect(all.map(({ notebook }) => basename(notebook))).not.toContain("my-own.ipynb");
    expect(await htmlJobs(kit, ["01-", "notebooks/01-direct-model.ipynb"], kit)).toHaveLength(1);
  });

  it("a page of the solutions doesn't take the place of the lesson's", async () => {
    const kit = await lessonsThatRan();
    const [job] = await htmlJobs(kit, ["solutions/01-direct-model.ipynb"], join(kit, "notebooks"));
    expect(job.page).toBe(join(kit, "notebooks", "html", "solutions", "01-direct-model.html"));
  });

  it("a notebook of one's own becomes a page beside it", async () => {
    const folder = await scratchFolder();
    const cells = [code("1", { output_type: "stream", name: "stdout", text: "1" })];
    await writeFile(join(folder, "my.ipynb"), JSON.stringify({ cells, nbformat: 4 }));
    const [{ page }] = await htmlJobs(root, ["my.ipynb"], folder);
    expect(page).toBe(join(folder, "my.html"));
  });

  it.each([
    { what: "that isn't there", text: undefined, says: "There is no notebook" },
    { what: "that is no JSON", text: "{", says: "can't be read as a notebook" },
    { what: "of an old format", text: '{"nbformat":3}', says: "is not a notebook of format 4" },
    {
      what: "that never ran",
      text: JSON.stringify({ nbformat: 4, cells: [code("1")] }),
      says: "has no outputs",
    },
  ])("a notebook $what is one sentence", async ({ text, says }) => {
    const folder = await scratchFolder();
    if (text !== undefined) await writeFile(join(folder, "my.ipynb"), text);
    const error = await htmlJobs(root, ["my.ipynb"], folder).catch((thrown) => thrown);
    expect(error).toMatchObject({ name: "WorkshopError", message: expect.stringContaining(says) });
    expect(error.message).toContain(join(folder, "my.ipynb"));
    expect(error.message).not.toContain("\n");
  });

  it("an unknown lesson is answered with those that there are", async () => {
    await expect(htmlJobs(root, ["nope"], root)).rejects.toThrow(
      /^No lesson is called nope: choose from 00-start-here, 01-direct-model,/,
    );
  });
});

describe.concurrent("the page of a notebook", () => {
  it("is English, has the notebook's first heading as its title, and says how wide a phone is", async () => {
    const { text } = await exportPage([markdown("# 3 · *Three* `classes` & <b>more</b>")]);
    expect(text).toContain('<html lang="en">');
    expect(text).toContain("<title>3 · Three classes &amp; more</title>");
    expect(text).toContain('name="viewport"');
  });

  it("has formulas as MathML, in headings too, and leaves dollars in code alone", async () => {
    const tex = "# The $z_1$\n\n$$p = \\frac{a}{b}$$\n\n`$x$`\n\n```bash\necho $HOME $PATH\n```";
    const { text } = await exportPage([markdown(tex)]);
    expect(text).toMatch(/<h1[^>]*>The <math.*<msub><mi>z<\/mi><mn>1<\/mn><\/msub>/);
    expect(text).toMatch(/<math display="block">.*<mfrac>/);
    expect(text).toContain("<code>$x$</code>");
    expect(text).toContain("$HOME");
    expect(text.match(/<math/g)).toHaveLength(2);
  });

  it("leaves a thin space around the name of a function, and none before its bracket", async () => {
    const { text } = await exportPage([markdown("$p \\ln p$ and $\\ln(p)$")]);
    const space = '<mspace width="0.167em"></mspace>';
    expect(text).toContain(`<mi>p</mi>${space}<mi>ln</mi>${space}<mi>p</mi>`);
    expect(text).toContain("<mrow><mi>ln</mi><mo");
  });

  it("shows a formula that can't be read as it was written", async () => {
    const { text } = await exportPage([markdown("$\\left( <$")]);
    expect(text).toContain("<code>\\left( &lt;</code>");
  });

  it("links to the pages of other notebooks, and back to files that stayed where they were", async () => {
    const source = "[a](02-x.ipynb#part) [b](data/x.csv) [c](https://example.org) [d](#here)";
    const { text } = await exportPage([markdown(source)]);
    const links = Array.from(text.matchAll(/href="([^"]*)"/g), ([, link]) => link);
    expect(links).toEqual([
      "#lesson",
      "02-x.html#part",
      "../data/x.csv",
      "https://example.org",
      "#here",
    ]);
  });

  it("holds the pictures of its Markdown, and tables of code blocks as they are", async () => {
    const table =
      '<table><tr>\n<td>\n\n```python\nx = 1\n```\n\n</td>\n<td>\n\n<img src="a.png" alt="dot">\n\n</td>\n</tr></table>';
    const cells = [markdown(`![dot](a.png)\n\n${table}`)];
    const { text } = await exportPage(cells, (folder) =>
      writeFile(join(folder, "a.png"), Buffer.from(pixel, "base64")),
    );
    expect(text.split(`src="data:image/png;base64,${pixel}"`)).toHaveLength(3);
    expect(text).toMatch(
      /<td>\s*<div class="highlight">[\s\S]*<\/td>\s*<td>[\s\S]*<\/td>\s*<\/tr><\/tbody><\/table>/,
    );
  });

  it("has for each chart its picture with words, its numbers, and the one library it needs", async () => {
    const forms = {
      "image/png": pixel,
      "text/html": "<b>beside</b>",
      "text/plain": "A title\na  1 < 2",
    };
    const metadata = { "image/png": { alt: 'Bars of "A"', width: 10, height: 5 } };
    const { text, whole } = await exportPage([output({ [vega]: bar, ...forms }, metadata)]);
    expect(text).toMatch(
      /<img alt='Bars of "A"' class="still" height="5" src="data:[^"]*" width="10"/,
    );
    expect(text).toContain("<summary>Numbers as a table</summary><pre>A title\na  1 &lt; 2</pre>");
    expect(text).not.toContain("beside");
    expect(whole.includes("vegaEmbed(place")).toBe(true);
    expect(whole.includes("plotly.js v")).toBe(false);
  });

  it("says in words what a picture shows, and keeps its words inside the quotes", async () => {
    const [hostile, tall] = ['"><img src=x onerror=boom()>', "1 onerror=boom()"];
    const metadata = { "image/png": { alt: `a ${hostile}`, width: tall, height: tall } };
    const { text } = await exportPage([
      output({ "image/png": pixel }, metadata),
      output({ "image/jpeg": `${pixel}\n`, "text/plain": `b ${hostile}\nmore` }),
    ]);
    const pictures = text.match(/<img [^>]*?(?=src)/g) ?? [];
    expect(pictures.map((tag) => tag.trim())).toEqual([
      `<img alt='a "&gt;&lt;img`,
      `<img alt='b "&gt;&lt;img`,
    ]);
    expect(text).toContain('height="0"');
  });

  it("brings plotly.js where there is a Plotly figure, and no library where there is no chart", async () => {
    const figure = await exportPage([output({ [plotly]: { data: [], layout: {} } })]);
    expect(figure.whole.includes("plotly.js v4.1.1")).toBe(true);
    expect(figure.whole.includes("vegaEmbed(place")).toBe(false);
    const none = await exportPage([markdown("no chart")]);
    expect(none.whole.length).toBeLessThan(30_000);
    // The two scripts of every page: names and tab stops, and copy buttons.
    expect(none.text).toMatch(/script-src ('sha256-[\w+/=]{44}' ?){2};/);
  });

  it("keeps a chart's JSON inside its script element, whatever its labels hold", async () => {
    const label = "</script><script>boom()</script><!--\u2028\u2029<img onerror=boom()> \ud800 😀";
    const { text } = await exportPage([
      output({ [vega]: { ...bar, data: { values: [{ label }] } } }),
    ]);
    const [, json] = /<script type="application\/json">([^<]*)<\/script>/.exec(text) ?? [];
    expect(JSON.parse(json).data.values[0].label).toBe(label);
  });

  it("takes from a notebook's HTML and Markdown what is to be read, nothing that runs or loads", async () => {
    const hostile =
      '<b style="color: red; background: url(https://evil.test/a)" onclick="boom()">kept</b><script>boom()</script>' +
      '<img src="https://evil.test/b" alt="gone"><iframe src="https://evil.test/c"></iframe>' +
      '<a href="javascript:boom()">one</a><a href=" JaVaScRiPt:boom()">two</a><form action="https://evil.test/d"></form>' +
      '<meta http-equiv="refresh" content="0;url=https://evil.test/e"><svg onload="boom()"></svg>' +
      '<link rel="stylesheet" href="https://evil.test/f"><base href="https://evil.test/g"><math><mi href="javascript:boom()">';
    const { text } = await exportPage([
      output({ "text/html": hostile }),
      markdown(`${hostile}\n\n$\\text{<img src=x onerror=boom()>}$ [l](javascript:boom())`),
      output({ "text/latex": "$\\text{<img src=x onerror=boom()>}$" }),
      output({ "application/javascript": "boom()", "text/plain": hostile }),
      code(hostile, { output_type: "stream", name: "stdout", text: hostile }),
    ]);
    const body = text.slice(text.indexOf("<body"));
    // The page's own scripts are at its end.
    const markup = body.slice(0, body.indexOf("</footer>")).match(/<[a-z][^>]*>/gi) ?? [];
    expect(
      markup.filter((tag) =>
        /evil|boom|javascript|<(script|form|meta|svg|link|base|iframe)/i.test(tag),
      ),
    ).toEqual([]);
    expect(body).toContain('<b style="color: red;">kept</b>');
    expect(body).toContain("&lt;script&gt;boom()&lt;/script&gt;");
  });

  it("finds an address that hides, and leaves of a form's fields no more than checkboxes", async () => {
    const hidden = [
      '<a href="&#1;javascript:boom()">kept</a>',
      '<a href="da&#10;ta:text/html,boom()">kept</a>',
      '<a style="cursor: url(https://evil.test/a), auto">kept</a>',
      '<a style="background: u\\72l(https://evil.test/a)">kept</a>',
    ];
    const fields = '<input value="a"><input type="password"><input checked type="checkbox">';
    const { text } = await exportPage([output({ "text/html": `${hidden.join("")}${fields}` })]);
    expect(text).toContain("<a>kept</a>".repeat(hidden.length));
    const types = Array.from(text.matchAll(/<input[^>]* type="(\w+)"/g), ([, type]) => type);
    expect(types).toEqual(["checkbox", "checkbox", "checkbox"]);
  });

  it("has a question mark for half a character, which no page can hold", async () => {
    const half = "<b>\ud800 😀</b>";
    const { text } = await exportPage([output({ "text/html": half }), markdown(half)]);
    expect(text.split("<b>? 😀</b>")).toHaveLength(3);
  });

  it("lets Vega compile its expressions only where a canvas of many marks needs the speed", async () => {
    const usermeta = { embedOptions: { renderer: "canvas" } };
    const few = await exportPage([output({ [vega]: bar }), output({ [vega]: "not a chart" })]);
    const many = await exportPage([output({ [vega]: { ...bar, usermeta } })]);
    expect(few.text.includes("'unsafe-eval'")).toBe(false);
    expect(many.text.includes("'unsafe-eval'")).toBe(true);
  });

  it("lets run only its own scripts, and load nothing", async () => {
    const { text } = await exportPage([output({ [vega]: bar })]);
    const [, policy] =
      /Content-Security-Policy"[^>]*|content="([^"]*)" http-equiv="Content/.exec(text) ?? [];
    expect(policy).toMatch(
      /^default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src ('sha256-[\w+/=]{44}' ?){8};/,
    );
    expect(policy).not.toContain("unsafe-eval");
    expect(text.match(/<script(?! type="application\/json")/g)).toHaveLength(8);
    expect(text).not.toMatch(/<(script|link|img)[^>]*(src|href)="(?!data:)/);
  });
});
