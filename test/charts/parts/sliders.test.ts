import { parse, type Spec, View } from "vega";
import { describe, expect, it } from "vitest";
import {
  backTo,
  classSliders,
  resetSwitch,
  temperatureSlider,
  temperatureText,
} from "../../../src/charts/parts/sliders.js";
import { inPage } from "../inPage.js";

describe("classSliders", () => {
  const bindOf = (logits: number[], options = {}) =>
    classSliders(
      logits,
      logits.map((_, i) => `class ${i}`),
      options,
    ).params.map(({ bind }) => bind as { min: number; max: number; step: number; name: string });

  it("rounds to the steps at which a slider can stand", () => {
    const start = (logits: number[]) => classSliders(logits, logits.map(String)).logits;
    expect(start([-3.4812345, 3.8549, -0.001])).toEqual([-3.48, 3.85, 0]);
    expect(start([120.04, 0.07])).toEqual([120, 0.1]);
    expect(start([1000.4, 0.3, 5e9])).toEqual([0, 0, 5e9]);
  });

  it("reaches at least as far as asked, and further where a logit needs it", () => {
    expect(bindOf([1, 2])[0]).toMatchObject({ min: -8, max: 8, step: 0.01 });
    expect(bindOf([1, 2], { least: 5 })[0]).toMatchObject({ min: -5, max: 5, step: 0.01 });
    expect(bindOf([1, -20], { least: 5 })[0]).toMatchObject({ min: -25, max: 25 });
    expect(bindOf([1000, 0])[0]).toMatchObject({ min: -1250, max: 1250, step: 1 });
  });

  it("is named by its class, a long label shortened", () => {
    expect(bindOf([1, 2])[1].name).toBe("logit of class 1 ");
    const [{ bind }] = classSliders([1, 2], ["x".repeat(200), "B"]).params;
    expect((bind as { name: string }).name).toBe(`logit of ${"x".repeat(59)}… `);
  });

  it("goes back to its start only where that is asked for", () => {
    expect(classSliders([1, 2], ["A", "B"]).params[0]).not.toHaveProperty("on");
    const [slider] = classSliders([1.234, 2], ["A", "B"], { reset: true }).params;
    expect(slider.on).toMatchObject([{ update: "reset ? 1.23 : logit_0" }]);
  });
});

describe("resetSwitch", () => {
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

describe("temperatureSlider", () => {
  it.each([10, 20])(
    "shows the temperature itself: from 1 / %d to %d, and it stands at 1",
    (base) => {
      const { name, value, bind } = temperatureSlider(base) as {
        name: string;
        value: number;
        bind: { min: number; max: number; step: number; name: string };
      };
      expect({ name, value }).toEqual({ name: "temperature", value: 1 });
      expect(bind).toMatchObject({ min: 1 / base, max: base, name: "temperature " });
      // A native slider can stand only at whole steps from its lowest value.
      for (const stop of [1, 2.5, base]) {
        expect(Number(((stop - bind.min) / bind.step).toFixed(6)) % 1).toBe(0);
      }
    },
  );

  it("goes back to 1 only where that is asked for", () => {
    expect(temperatureSlider(10)).not.toHaveProperty("on");
    expect(temperatureSlider(10, { reset: true }).on).toMatchObject([
      { update: "reset ? 1 : temperature" },
    ]);
  });

  it("is written with three significant digits and no needless zero", async () => {
    const temperatures = [0.05, 0.22360679, 1, 1.5, 10, 19.953].map((t) => ({ t }));
    const text = temperatureText.replace("temperature", "datum.t");
    expect(await inPage(temperatures, text)).toEqual(["0.05", "0.224", "1", "1.5", "10", "20"]);
  });
});

it("reaches a whole number of steps, so that 0 and the start are among the slider's values", () => {
  const { reach, step, logits } = classSliders([9876, 3], ["A", "B"]);
  expect([reach, step]).toEqual([12350, 10]);
  expect(logits.map((logit) => (logit + reach) % step)).toEqual([0, 0]);
});

it("follows what is dragged where that is asked for, beside the way back", () => {
  const [{ on }] = classSliders([1, 2], ["A", "B"], { reset: true, drag: true }).params;
  expect(on).toHaveLength(2);
  expect(classSliders([1, 2], ["A", "B"]).params[0].on).toBeUndefined();
});
