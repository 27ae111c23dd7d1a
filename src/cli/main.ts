#!/usr/bin/env node
// Nothing is imported before this is known, as an older Node couldn't even load it.
const oldest = [20, 19];
const [major, minor] = process.versions.node.split(".").map(Number);

if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) {
  const { runProgram } = await import("./runProgram.js");
  await runProgram();
} else {
  process.stderr.write(
    `error: reading-logits needs Node ${oldest.join(".")} or newer, and this is ${process.versions.node}: install a newer Node\n`,
  );
  process.exitCode = 3;
}
