import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createShares, type Share } from "../../src/model/createShares.js";

/** A value that knows whether it is open. */
interface Thing {
  key: string;
  isOpen: boolean;
}

/** Shares of things, and all the things that were ever opened. */
function sharedThings() {
  const opened: Thing[] = [];
  const hold = createShares<Thing>(async (thing) => {
    expect(thing.isOpen).toBe(true);
    thing.isOpen = false;
  });
  const open = (key: string) => async () => {
    const thing = { key, isOpen: true };
    opened.push(thing);
    return thing;
  };
  return { opened, hold: (key: string) => hold(key, open(key)), fail: hold };
}

/** What a program may do: hold a key, try one that fails, or let go of the share with this number, held or let go already. */
const action = fc.oneof(
  fc.record({ hold: fc.constantFrom("a", "b", "c") }),
  fc.record({ fail: fc.constantFrom("d", "e") }),
  fc.record({ release: fc.nat(20) }),
);

describe("shares", () => {
  it("count: a value is open exactly as long as someone holds it, and once for each key", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 40 }), async (actions) => {
        const { opened, hold, fail } = sharedThings();
        const taken: { share: Share<Thing>; isHeld: boolean }[] = [];
        for (const each of actions) {
          if ("hold" in each) taken.push({ share: await hold(each.hold), isHeld: true });
          if ("fail" in each) {
            const failure = fail(each.fail, () => Promise.reject(new Error("no")));
            await expect(failure).rejects.toThrow("no");
          }
          if ("release" in each && taken.length > 0) {
            const one = taken[each.release % taken.length];
            await one.share.release();
            one.isHeld = false;
          }
          const held = taken.filter(({ isHeld }) => isHeld).map(({ share }) => share.value);
          expect(new Set(opened.filter(({ isOpen }) => isOpen))).toEqual(new Set(held));
          expect(new Set(held).size).toBe(new Set(held.map(({ key }) => key)).size);
        }
      }),
    );
  });

  it("count when everything happens at once", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 8 }), fc.nat(8), async (holders, kept) => {
        const { opened, hold } = sharedThings();
        const shares = await Promise.all(Array.from({ length: holders }, () => hold("a")));
        expect(opened).toHaveLength(1);
        const released = shares.slice(Math.min(kept, holders));
        await Promise.all(released.flatMap((share) => [share.release(), share.release()]));
        expect(opened[0].isOpen).toBe(kept > 0);
      }),
    );
  });

  it("give everyone who waited the error of a value that can't be opened, and then try again", async () => {
    const { hold, fail, opened } = sharedThings();
    const broken = () => Promise.reject(new Error("half a file"));
    const tries = await Promise.allSettled([fail("a", broken), hold("a"), hold("a")]);
    expect(tries.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    expect(opened).toEqual([]);
    const { release } = await hold("a");
    await release();
    expect(opened).toEqual([{ key: "a", isOpen: false }]);
  });

  it("open a value afresh while its predecessor is being closed", async () => {
    const closing: (() => void)[] = [];
    const hold = createShares<number>(() => new Promise<void>((done) => closing.push(done)));
    const first = await hold("a", async () => 1);
    const released = first.release();
    const second = await hold("a", async () => 2);
    expect(second.value).toBe(2);
    closing[0]();
    await released;
    expect((await hold("a", async () => 3)).value).toBe(2);
  });
});
