import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { requireMachine, requireNode, requireWritable } from "../../src/cli/project.mjs";

test.each(["20.19.0", "20.20.2", "22.1.0", "26.0.0"])("Node %s is new enough", (version) => {
  expect(() => requireNode(version)).not.toThrow();
});

test.each(["12.22.0", "18.20.0", "20.18.3"])("Node %s is too old, in one sentence", (version) => {
  expect(() => requireNode(version)).toThrow(
    `Reading Logits needs Node 20.19 or newer and this is Node ${version}: install a newer Node, then run the command again.`,
  );
});

test("a Mac with an Intel processor is told why it can't run the models", () => {
  expect(() => requireMachine({ platform: "darwin", arch: "x64" })).toThrow(/onnxruntime/);
  expect(() => requireMachine({ platform: "darwin", arch: "arm64" })).not.toThrow();
});

test("a folder that can be written passes and keeps nothing of the probe", async () => {
  const folder = await mkdtemp(join(tmpdir(), "reading-logits-"));
  await expect(requireWritable(folder)).resolves.toBeUndefined();
  await rm(folder, { recursive: true });
});

test.skipIf(process.platform === "win32")("a read-only folder is named", async () => {
  const folder = await mkdtemp(join(tmpdir(), "reading-logits-"));
  await chmod(folder, 0o555);
  // The administrator may write everywhere, so the test becomes somebody else for a moment.
  const isRoot = process.getuid?.() === 0;
  if (isRoot) process.seteuid?.(65534);
  try {
    await expect(requireWritable(folder)).rejects.toThrow(`can't write to ${folder}: copy`);
  } finally {
    if (isRoot) process.seteuid?.(0);
    await rm(folder, { recursive: true });
  }
});

test("a folder below something that isn't a folder is named too", async () => {
  await expect(requireWritable("/dev/null/kit")).rejects.toThrow("can't write to /dev/null/kit");
});
