import { expect, it } from "vitest";
import { latest } from "../../../src/site/playground/latest.js";

const soon = () => new Promise((resolve) => setTimeout(resolve, 5));

it("of what is asked for during the work, only the last is done", async () => {
  const done: number[] = [];
  const ask = latest(
    async (each: number) => {
      await soon();
      done.push(each);
    },
    () => {},
  );
  for (const each of [1, 2, 3, 4]) ask(each);
  await soon().then(soon).then(soon).then(soon);
  expect(done).toEqual([1, 4]);
});

it("work that fails is told, and stops nothing", async () => {
  const failed: unknown[] = [];
  const done: string[] = [];
  const ask = latest(
    async (each: string) => {
      if (each === "bad") throw each;
      done.push(each);
    },
    (error) => failed.push(error),
  );
  ask("bad");
  await soon();
  ask("good");
  await soon();
  expect([failed, done]).toEqual([["bad"], ["good"]]);
});

it("each who asks can wait until nothing is left to do", async () => {
  const done: number[] = [];
  const ask = latest(
    async (each: number) => {
      await soon();
      if (each === 2) throw each;
      done.push(each);
    },
    () => {},
  );
  const first = ask(1);
  await Promise.all([ask(2), ask(3), first]);
  expect(done).toEqual([1, 3]);
  const failing = ask(2);
  await failing;
  await ask(4);
  expect(done).toEqual([1, 3, 4]);
});
