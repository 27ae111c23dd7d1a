import { expect, it } from "vitest";
import { createWatcher } from "../../src/model/createWatcher.js";

it("has no listener until somebody watches", () => {
  expect(createWatcher<number>().listener()).toBeUndefined();
});

it("makes a listener for every run, and none once nobody watches any more", () => {
  const { watch, listener } = createWatcher<number>();
  const runs: number[][] = [];
  watch(() => {
    const seen: number[] = [];
    runs.push(seen);
    return (progress) => seen.push(progress);
  });
  const [first, second] = [listener(), listener()];
  first?.(1);
  second?.(2);
  first?.(3);
  expect(runs).toEqual([[1, 3], [2]]);
  watch(() => undefined);
  expect(listener()).toBeUndefined();
});

it("keeps one kind of work apart from another", () => {
  const [downloads, runs] = [createWatcher<number>(), createWatcher<number>()];
  downloads.watch(() => () => {});
  expect(runs.listener()).toBeUndefined();
});
