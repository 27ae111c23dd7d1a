import { parse, type Spec, View } from "vega";
import { describe, expect, it } from "vitest";
import { backTo, resetSwitch } from "../../../src/charts/controls/resetSwitch.js";

/** Two signals that follow the switch, as Vega-Lite hands them over. */
async function twoSliders(): Promise<View> {
  const { on: _, ...reset } = resetSwitch();
  const signals = [
    { name: "a", value: 0.5, on: backTo("a", 0.5) },
    { name: "b", value: -2, on: backTo("b", -2) },
    reset,
  ];
  return new View(parse({ signals } as unknown as Spec), { renderer: "none" }).runAsync();
}

describe("resetSwitch", () => {
  it("sends every slider back, the second time as well as the first", async () => {
    const view = await twoSliders();
    const told: number[] = [];
    view.addSignalListener("a", (_, value) => told.push(value));
    for (const moved of [0.9, 0.1]) {
      await view.signal("a", moved).signal("b", 3).runAsync();
      await view.signal("reset", true).runAsync();
      expect([view.signal("a"), view.signal("b")]).toEqual([0.5, -2]);
      await view.signal("reset", false).runAsync();
    }
    // Without this the native slider would not hear that it has to jump.
    expect(told.filter((value) => value === 0.5).length).toBeGreaterThanOrEqual(2);
    expect(told.at(-1)).toBe(0.5);
  });

  it("moves nothing when its tick clears", async () => {
    const view = await twoSliders();
    await view.signal("reset", true).runAsync();
    await view.signal("a", 0.7).runAsync();
    await view.signal("reset", false).runAsync();
    expect(view.signal("a")).toBe(0.7);
  });
});
