import { join } from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { type Diagnosis, diagnose } from "../../src/logits/index.js";
import { displayBundle } from "../../src/notebook/display.js";
import { showDiagnosis } from "../../src/notebook/showDiagnosis.js";
import { projectRoot } from "../../src/project.js";

vi.mock("../../src/notebook/display.js");

beforeEach(() => vi.mocked(displayBundle).mockReset());

/** The bundle that a cell of a notebook in that folder sends. */
function sent(diagnosis: Diagnosis, folder = "notebooks"): Record<string, unknown> {
  const cwd = vi.spyOn(process, "cwd").mockReturnValue(join(projectRoot(), folder));
  try {
    showDiagnosis(diagnosis);
  } finally {
    cwd.mockRestore();
  }
  return vi.mocked(displayBundle).mock.calls[0][0];
}

const twice = diagnose([
  [0.731, 0.269],
  [0.27, 0.73],
  [0.5, 0.5],
]);

describe("showDiagnosis", () => {
  it("shows the diagnosis as it prints, and names the lesson of each topic once", () => {
    const text = sent(twice)["text/plain"];
    expect(text).toBe(
      `${twice}\nlessons:\n  - double-softmax: notebooks/06-bug-museum.ipynb, "2 · Softmax twice"`,
    );
  });

  it.each([
    ["notebooks", "06-bug-museum.ipynb"],
    ["notebooks/solutions", "../06-bug-museum.ipynb"],
    [".", "notebooks/06-bug-museum.ipynb"],
  ])("links to the section from a notebook in %s", (folder, path) => {
    expect(sent(twice, folder)["text/markdown"]).toBe(
      `\`\`\`text\n${twice}\n\`\`\`\n\n` +
        `- double-softmax: [06-bug-museum, 2 · Softmax twice](${path}#2-%C2%B7-Softmax-twice)`,
    );
  });

  it("shows only the diagnosis where there are no findings", () => {
    const fine = diagnose([[2, -1]]);
    const { "text/plain": text, "text/markdown": markdown } = sent(fine);
    expect(text).toBe(String(fine));
    expect(markdown).toBe(`\`\`\`text\n${fine}\n\`\`\``);
  });

  it("shows what a label says as text, whatever it says", () => {
    const hostile = diagnose([["```\n<img src=x>"]]);
    expect(String(hostile)).toContain("```");
    expect(sent(hostile)["text/markdown"]).toMatch(/^````text\n.*\n````\n\n- output-object: /s);
  });

  it("says what it needs when it is given the numbers themselves", () => {
    expect(() => showDiagnosis([[1, 2]] as never)).toThrow(
      "showDiagnosis needs what diagnose returns: showDiagnosis(diagnose(logits))",
    );
  });
});
