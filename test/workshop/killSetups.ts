import type { ChildProcess } from "node:child_process";
import { SmallProject } from "./smallProject.js";

const ways = ["Ctrl-C", "KILL of all", "KILL of the command alone"] as const;

/**
 * Kills set-ups of a small project at random moments, five in a row, and lets the next start mend what is left.
 *
 * @returns how many were killed before they ended, and everything that was wrong afterwards
 */
export async function killSetups(
  kills: number,
  tell: (killed: number, wrong: number) => void = () => {},
): Promise<{ killed: number; wrong: string[] }> {
  const project = await SmallProject.make();
  const wrong: string[] = [];
  let killed = 0;
  try {
    const began = performance.now();
    const first = await project.setUp();
    if (first.code !== 0) throw new Error(first.printed);
    const whole = performance.now() - began;
    while (killed < kills) {
      await project.empty();
      const story: string[] = [];
      for (let inRow = 0; inRow < 5 && killed < kills; inRow++) {
        const [moment, way] = [
          Math.random() * whole,
          ways[Math.floor(Math.random() * ways.length)],
        ];
        const { child, ended } = project.start();
        await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, moment))]);
        if (child.exitCode === null) killed++;
        story.push(`${way} after ${moment.toFixed(0)} ms`);
        end(child, way);
        const { printed } = await settled(child, ended);
        if (isStack(printed)) wrong.push(`${story.join(", ")}: ${printed}`);
      }
      const { code, printed } = await project.setUp();
      const faults = code === 0 ? await project.faults() : [printed];
      if (faults.length > 0 || isStack(printed))
        wrong.push(`${story.join(", ")}: ${faults.join("; ")}`);
      tell(killed, wrong.length);
    }
    return { killed, wrong };
  } finally {
    await project.remove();
  }
}

export const isStack = (text: string) => /^\s+at .*:\d+:\d+\)?$|Traceback/m.test(text);

/** When the command alone is killed, the program that it ran keeps the pipe open, as it keeps the terminal. */
function settled(child: ChildProcess, ended: Promise<{ printed: string }>) {
  const gone = new Promise<{ printed: string }>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve({ printed: "" });
    else child.once("exit", () => resolve({ printed: "" }));
  });
  return Promise.race([ended, gone.then(() => Promise.race([ended, pause(50)]))]);
}

const pause = (ms: number) =>
  new Promise<{ printed: string }>((resolve) => setTimeout(resolve, ms, { printed: "" }));

function end(child: ChildProcess, way: (typeof ways)[number]): void {
  const pid = child.pid as number;
  try {
    if (way === "KILL of the command alone") process.kill(pid, "SIGKILL");
    else process.kill(-pid, way === "Ctrl-C" ? "SIGINT" : "SIGKILL");
  } catch {
    // It has ended in the meantime.
  }
}
