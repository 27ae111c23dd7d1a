import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** Python's pipeline in a process that keeps running, so that it can take turns with the others. */
export interface PythonPipeline {
  versions: string;
  run(texts: string[], batch_size: number): Promise<string>;
  end(): void;
}

/** Starts Python's pipeline, if the variable `READING_LOGITS_BENCH_PYTHON` names a Python that has PyTorch and Transformers. */
export async function startPythonPipeline(
  modelFolder: string,
): Promise<PythonPipeline | undefined> {
  const python = process.env.READING_LOGITS_BENCH_PYTHON;
  if (!python) return undefined;
  const script = fileURLToPath(new URL("python_pipeline.py", import.meta.url));
  const child = spawn(python, [script, modelFolder], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error("Python's pipeline ended before its time");
    return value;
  };
  return {
    versions: await answer(),
    run(texts, batch_size) {
      child.stdin.write(`${JSON.stringify({ texts, batch_size })}\n`);
      return answer();
    },
    end: () => child.stdin.end(),
  };
}
