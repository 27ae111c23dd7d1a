import { palette } from "../frame/theme.js";
import type { JsonObject } from "../MimeBundle.js";

/** The box leaves room around the surface, since Plotly shows no words outside of it. */
const room = 1.3;

/**
 * The room for a surface over two logits, from `-reach` to `reach`, with a height from 0 to 1.
 *
 * The names and numbers of the axes are annotations: Plotly paints the axes' own words from tags and without entities, so
 * that no label would be safe there.
 *
 * @param names of the three axes, as `plainText` made them
 */
export function sceneFrame(names: readonly [string, string, string], reach: number): JsonObject {
  const bare = { visible: false, showspikes: false, tickvals: [] };
  const flat = { ...bare, range: [-room * reach, room * reach] };
  return {
    xaxis: flat,
    yaxis: flat,
    zaxis: { ...bare, range: [-0.15, 1.15] },
    aspectmode: "manual",
    aspectratio: { x: 1.5, y: 1.5, z: 0.85 },
    camera: { eye: { x: -0.68, y: -1.6, z: 0.86 }, center: { x: 0.02, y: 0, z: -0.15 } },
    annotations: annotations(names, reach),
  };
}

/** The floor's edges, a line up, and the edges at 1, as one broken line. */
export function sceneEdges(reach: number): JsonObject {
  const [low, high] = [-reach, reach];
  const corners = [
    [low, high],
    [low, low],
    [high, low],
    [high, high],
    [low, high],
  ];
  const column = (axis: 0 | 1) => corners.map((corner) => corner[axis]);
  return {
    type: "scatter3d",
    mode: "lines",
    x: [...column(0), null, low, low],
    y: [...column(1), null, high, high],
    z: [...corners.map(() => 0), null, 0, 1],
    line: { color: palette.other, width: 2 },
    hoverinfo: "skip",
    showlegend: false,
  };
}

function annotations([zero, one, height]: readonly string[], reach: number): JsonObject[] {
  const ticks = [-1, -0.5, 0, 0.5, 1].map((share) => share * reach);
  const beside = -1.12 * reach;
  const number = (x: number, y: number, z: number, value: number) =>
    words(x, y, z, String(value), palette.softInk);
  return [
    ...ticks.map((tick) => number(tick, beside, 0, tick)),
    ...ticks.map((tick) => number(beside, tick, 0, tick)),
    // No 0: it would lie on the last number of the second axis.
    ...[0.5, 1].map((tick) => number(beside, reach, tick, tick)),
    { ...words(0, beside, 0, zero, palette.ink), yshift: -26 },
    // It ends at its axis, so that a long label reaches over no part of the surface.
    { ...words(beside, 0, 0, one, palette.ink), yshift: -26, xshift: 24, xanchor: "right" },
    { ...words(beside, reach, 1, height, palette.ink), yshift: 22 },
  ];
}

function words(x: number, y: number, z: number, text: string, color: string): JsonObject {
  return { x, y, z, text, showarrow: false, font: { size: 12, color } };
}
