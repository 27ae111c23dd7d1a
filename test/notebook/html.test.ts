import { beforeEach, describe, expect, it, vi } from "vitest";
import { displayBundle } from "../../src/notebook/display.js";
import { box, compare, noFormulas } from "../../src/notebook/html.js";

vi.mock("../../src/notebook/display.js");

beforeEach(() => vi.mocked(displayBundle).mockReset());

const hostile = '</div><script>alert(1)</script><img src="x">';

describe("box", () => {
  it("has the same lines as text, and the first of them in bold", () => {
    const bundle = box("good", ["✓ 01.1 correct", "more"]);
    expect(bundle["text/plain"]).toBe("✓ 01.1 correct\nmore");
    expect(bundle["text/html"]).toContain("<b>✓ 01.1 correct</b>");
    expect(bundle["text/html"]).not.toContain("<b>more</b>");
  });

  it("escapes every line", () => {
    const html = box("error", [hostile, hostile])["text/html"];
    expect(html).not.toMatch(/<(script|img)/);
    expect(String(html).split("&lt;script&gt;")).toHaveLength(3);
  });

  it("is announced by screen readers, and keeps dollars from being read as formulas", () => {
    expect(box("note", ["$5 or $6"])["text/html"]).toContain(`<div ${noFormulas} role="status"`);
  });
});

describe("compare", () => {
  function shown(texts: Record<string, string>) {
    compare(texts);
    return vi.mocked(displayBundle).mock.calls[0][0];
  }

  it("has the texts under their titles, in order, without space around them", () => {
    const { "text/plain": text, "text/html": html } = shown({ Python: "\na = 1\n", R: "a <- 1" });
    expect(text).toBe("Python:\na = 1\n\nR:\na <- 1");
    expect(html).toMatch(/<b>Python<\/b><pre[^>]*>a = 1<\/pre>.*<b>R<\/b><pre[^>]*>a &lt;- 1</);
  });

  it("escapes titles and texts", () => {
    expect(shown({ [hostile]: hostile })["text/html"]).not.toMatch(/<(script|img)/);
  });
});
