import { describe, expect, it } from "vitest";
import {
  temperatureSlider,
  temperatureText,
} from "../../../src/charts/controls/temperatureSlider.js";
import { inPage } from "../inPage.js";

describe("temperatureSlider", () => {
  it("runs from one over the base to the base, and stands at 1", async () => {
    const [power, temperature] = temperatureSlider(20) as [
      { name: string; value: number; bind: { min: number; max: number; name: string } },
      { expr: string },
    ];
    const at = (value: number) =>
      inPage([{ power: value }], temperature.expr.replace("power", "datum.power"));
    expect(await at(power.bind.min)).toEqual([1 / 20]);
    expect(await at(power.value)).toEqual([1]);
    expect(await at(power.bind.max)).toEqual([20]);
    expect(power.bind.name).toBe("temperature = 20 to the power of ");
  });

  it("goes back to 1 only where that is asked for", () => {
    expect(temperatureSlider(10)[0]).not.toHaveProperty("on");
    expect(temperatureSlider(10, { reset: true })[0].on).toMatchObject([
      { update: "reset ? 0 : power" },
    ]);
  });

  it("is written with three significant digits and no needless zero", async () => {
    const temperatures = [0.05, 0.22360679, 1, 1.5, 10, 19.953].map((t) => ({ t }));
    const text = temperatureText.replace("temperature", "datum.t");
    expect(await inPage(temperatures, text)).toEqual(["0.05", "0.224", "1", "1.5", "10", "20"]);
  });
});
