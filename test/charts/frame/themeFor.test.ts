import { describe, expect, it } from "vitest";
import { theme } from "../../../src/charts/frame/theme.js";
import { themeFor } from "../../../src/charts/frame/themeFor.js";

describe("themeFor", () => {
  it("is the theme itself for up to 2,000 marks", () => {
    expect(themeFor(2000)).toEqual(theme());
  });

  it("draws more on a canvas, with the same menu and the same frame", () => {
    const { usermeta, ...frame } = themeFor(2001);
    const { usermeta: usual, ...usualFrame } = theme();
    expect(frame).toEqual(usualFrame);
    const { embedOptions } = usual as { embedOptions: object };
    expect(usermeta).toEqual({ embedOptions: { ...embedOptions, renderer: "canvas" } });
  });
});
