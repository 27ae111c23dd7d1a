import { expect, it } from "vitest";
import { parsePredictions } from "../../src/data/parsePredictions.js";
import { report } from "../../src/report/report.js";

const page = async (csv: string, options = {}, name = "a.csv") => {
  const bytes = new TextEncoder().encode(csv);
  return (await report(await parsePredictions(bytes, name), options)).html;
};

it("its policy allows its own scripts by their hashes, and nothing else", async () => {
  const html = await page("a,b\n2,0\n0,3\n");
  const [, policy = ""] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html) ?? [];
  expect(policy).toContain("default-src &#39;none&#39;");
  expect(policy).not.toMatch(/unsafe-eval|https?:/);
  const scripts = html.match(/<script>/g) ?? [];
  expect(policy.match(/sha256-/g)).toHaveLength(scripts.length);
});

it("labels, texts and names are text wherever they are shown", async () => {
  const evil = "<script>boom()</script>";
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const html = await page(
    `text,${quoted(evil)},b\n${quoted(evil)},2,0\nx,0,3\n`,
    { title: evil },
    `${evil}.csv`,
  );
  const withoutScripts = html.replace(/<script[^>]*>[\s\S]*?<\/script>/g, "");
  expect(withoutScripts).not.toContain(evil);
  expect(withoutScripts).toContain("&lt;script&gt;boom()&lt;/script&gt;");
  const lines = await page('text,a,b\n"One\r\ntwo\u202e",2,0\nx,0,3\n');
  expect(lines).toContain('<td class="text">One two\uFFFD</td>');
});

it("marks wrong rows in words, not by colour alone, and says how many rows there are", async () => {
  const html = await page("label,a,b\na,2,0\na,0,3\nb,-1,1\n");
  expect(html).toContain(
    '<tr class="wrong"><td class="number">1</td><td data-value="a">a\u00A0≠</td><td>b</td>',
  );
  expect(html).toContain("All 3 rows. A row that is wrong is marked ≠.");
  const rows = Array.from({ length: 700 }, (_, i) => `${(i % 9) - 4},${i % 5}`).join("\n");
  const long = await page(`a,b\n${rows}\n`);
  expect(long).toContain("The first 500 of 700 rows; reading-logits read --csv has all.");
  expect(long).toContain("On paper the first 25, as the table was sorted.");
  expect(html).not.toContain("On paper the first");
});
