import { expect, it } from "vitest";
import type { JsonObject } from "../../../src/charts/Chart.js";
import { palette } from "../../../src/charts/parts/theme.js";
import { thermometers } from "../../../src/charts/parts/thermometers.js";

const given = { classes: 3, width: 200, room: 60, isJudged: false, isShared: false };
const layersOf = (panel: JsonObject) => panel.layer as JsonObject[];

it("knows the colour of what is wrong only where there is a truth to judge by", () => {
  expect(JSON.stringify(thermometers(given))).not.toContain(palette.wrong);
  expect(JSON.stringify(thermometers({ ...given, isJudged: true }))).toContain(palette.wrong);
});

it("lets every row be pulled; where all share one threshold, each of them pulls that one", () => {
  const grip = (isShared: boolean) => layersOf(thermometers({ ...given, isShared })).at(-1);
  expect(grip(false)).toMatchObject({ name: "tubes_grip" });
  expect(grip(false)).not.toHaveProperty("transform");
  expect(grip(true)).toMatchObject({ transform: [{ calculate: "0", as: "grip" }] });
});

it("keeps room for what comes once something is moved, so that the picture has it from the start", () => {
  const places = JSON.stringify(thermometers(given));
  expect(places).toContain('"x":{"value":260}');
});
