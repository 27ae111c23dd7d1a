import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import {
  escapeHtml,
  pagePolicy,
  pageStyles,
  scriptJson,
  scriptText,
  vegaLiteScripts,
} from "../../src/page/pageFiles.js";
import { pageFile } from "../../src/page/readPageFile.js";

it("every style sheet is there, and the scripts that draw charts: the libraries, then the kit's own", async () => {
  for (const name of pageStyles) expect(await pageFile(name)).toMatch(/\{/);
  const scripts = await vegaLiteScripts();
  expect(scripts).toHaveLength(7);
  expect(scripts[6]).toContain("drawVegaLiteCharts()");
  for (const script of scripts) expect(script).not.toMatch(/<\/script|sourceMappingURL/);
});

it("the policy names each script by its hash, and allows no code from text and no request", () => {
  const script = "alert(1)";
  const policy = pagePolicy([script]);
  const hash = createHash("sha256").update(script).digest("base64");
  expect(policy).toContain(`script-src 'sha256-${hash}'`);
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe-eval|https?:|\*/);
  expect(pagePolicy([])).toContain("script-src 'none'");
});

it("nothing ends a script early, and no text is markup", () => {
  expect(scriptText("a</script>b\n//# sourceMappingURL=a.map")).toBe("a<\\/script>b");
  expect(scriptJson({ a: "</script><!--" })).toBe('{"a":"\\u003c/script>\\u003c!--"}');
  expect(JSON.parse(scriptJson({ a: "</script>" }))).toEqual({ a: "</script>" });
  expect(escapeHtml(`<a href="x" title='y'>&`)).toBe(
    "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;",
  );
});
