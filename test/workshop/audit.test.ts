import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { type Accepted, audit, parseNpmAudit, parsePipAudit } from "../../src/workshop/audit.js";
import { scratchFolder } from "./scratch.js";

const advisory = { id: "GHSA-aaaa-bbbb-cccc", package: "left", title: "Reads too much" };
const accepted = {
  id: advisory.id,
  package: "left",
  reason: "only in a test",
  until: "2027-03-31",
};

/** The outcome of an audit that finds `advisory`, with these entries accepted. */
async function outcome(list: Partial<Accepted>[], today = "2027-03-31", found = [advisory]) {
  const root = await scratchFolder();
  await mkdir(join(root, ".github"));
  await writeFile(join(root, ".github", "advisories.json"), JSON.stringify(list));
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  const written = vi.spyOn(process.stdout, "write").mockImplementation(() => true);
  try {
    const code = await audit(root, [], { "Node packages": async () => found }, today);
    return { code, said: log.mock.calls.flat().join("\n").trim() };
  } finally {
    log.mockRestore();
    written.mockRestore();
  }
}

describe("audit", () => {
  it("fails on an advisory that nobody has accepted, and names it", async () => {
    expect(await outcome([])).toEqual({
      code: 1,
      said: "GHSA-aaaa-bbbb-cccc  left: Reads too much",
    });
    const other = { ...accepted, package: "right" };
    expect((await outcome([other])).code).toBe(1);
  });

  it("accepts one until its last day, and no longer", async () => {
    expect(await outcome([accepted])).toEqual({ code: 0, said: "" });
    const later = await outcome([accepted], "2027-04-01");
    expect(later.code).toBe(1);
    expect(later.said).toContain("(accepted until 2027-03-31)");
  });

  it("says when an accepted one is gone", async () => {
    const gone = await outcome([accepted], "2027-01-01", []);
    expect(gone.code).toBe(0);
    expect(gone.said).toContain("is no longer found: remove it from .github/advisories.json");
  });

  it.each([{ reason: "" }, { until: "soon" }, { id: undefined }])(
    "refuses an entry that says too little: %j",
    async (wrong) => {
      await expect(outcome([{ ...accepted, ...wrong }])).rejects.toThrow(
        "give each entry all four",
      );
    },
  );

  it("the kit's own entries have a reason and a last day", async () => {
    const own = new URL("../../.github/advisories.json", import.meta.url);
    const list = JSON.parse(await readFile(own, "utf8")) as Accepted[];
    expect(
      (
        await outcome(
          list,
          "2000-01-01",
          list.map((one) => ({ ...one, title: "" })),
        )
      ).code,
    ).toBe(0);
  });
});

describe("what npm and pip-audit print", () => {
  it("is read: each advisory once, whichever packages need the weak one", () => {
    const url = `https://github.com/advisories/${advisory.id}`;
    const via = { url, name: "left", title: advisory.title, severity: "high" };
    const report = { vulnerabilities: { left: { via: [via] }, top: { via: ["left", via] } } };
    expect(parseNpmAudit(JSON.stringify(report))).toEqual([advisory]);
    const dependencies = [
      { name: "good", version: "1", vulns: [] },
      { name: "bad", version: "1", vulns: [{ id: "PYSEC-1", description: "Reads.\nMore." }] },
    ];
    expect(parsePipAudit(JSON.stringify({ dependencies, fixes: [] }))).toEqual([
      { id: "PYSEC-1", package: "bad", title: "Reads." },
    ]);
  });

  it("is no good news where there is no database", () => {
    expect(parseNpmAudit('{ "message": "405 Method Not Allowed", "error": {} }')).toBeUndefined();
    expect(parseNpmAudit("")).toBeUndefined();
    const skipped = [{ name: "anyio", skip_reason: "Dependency not found on PyPI" }];
    expect(parsePipAudit(JSON.stringify({ dependencies: skipped, fixes: [] }))).toBeUndefined();
    expect(parsePipAudit("null")).toBeUndefined();
  });
});
