// Runs in exported pages and in JupyterLab: makes a Plotly figure fit a narrow place.

/** Up to this many pixels, a figure is narrow: a tablet upright, a phone. */
const narrowFigure = 700;
/** A place may be a few pixels wide while a page is being laid out: the figure is then drawn for this many. */
const leastWidth = 200;
/** Letters in a line of a corner's name, which is centred on the corner of a triangle that fills the width. */
const cornerLetters = 11;
/** Letters in a line of a note at an axis. */
const noteLetters = 14;

/** Pixels beside the triangle of a narrow figure, for half of a corner's name. */
const besideTriangle = 58;

/**
 * A figure whose lettering fits: its titles are broken into lines. In a narrow one, so are names inside the picture, a scale of
 * colours lies below, and what has three dimensions is seen from further away.
 */
// biome-ignore lint/correctness/noUnusedVariables: the scripts that follow it call it
function fittingFigure({ data, layout }, placeWidth) {
  const width = Math.max(leastWidth, placeWidth);
  const fitting = withBrokenTitle(layout, width);
  if (!isNarrowFigure(width)) return { data, layout: fitting };
  const { scene, ternary } = layout;
  if (scene?.camera?.eye) Object.assign(fitting, narrowScene(layout, width));
  if (ternary) Object.assign(fitting, narrowTernary(fitting, width));
  return { data: data.map(narrowTrace), layout: fitting };
}

function isNarrowFigure(width) {
  return width <= narrowFigure;
}

function narrowScene({ scene, height }, width) {
  const further = Math.max(1, (620 / width) ** 0.8);
  const [x, y, z] = ["x", "y", "z"].map((axis) => scene.camera.eye[axis] * further);
  const annotations = (scene.annotations ?? []).map((note) => ({
    ...note,
    text: brokenLine(String(note.text ?? ""), noteLetters).text,
  }));
  const camera = { ...scene.camera, eye: { x, y, z } };
  return { scene: { ...scene, camera, annotations }, height };
}

/** As high as the triangle that fills the width, with room for the names of its corners. */
function narrowTernary({ ternary, margin }, width) {
  const side = Math.min(520, width - 2 * besideTriangle);
  const narrow = { ...margin, l: besideTriangle, r: besideTriangle, b: 100 };
  const height = Math.round(narrow.t + 0.87 * side + narrow.b);
  return { ternary: { ...ternary, ...withBrokenCorners(ternary) }, margin: narrow, height };
}

const scaleBelow = {
  orientation: "h",
  x: 0.5,
  xanchor: "center",
  y: 0,
  yanchor: "top",
  len: 0.9,
};

function narrowTrace(trace) {
  if (trace.colorbar) {
    const title = { ...trace.colorbar.title, side: "top" };
    return { ...trace, colorbar: { ...trace.colorbar, ...scaleBelow, title } };
  }
  if (trace.mode !== "text" || !Array.isArray(trace.text)) return trace;
  return { ...trace, text: trace.text.map((text) => brokenLine(text, cornerLetters).text) };
}

function withBrokenCorners(ternary) {
  const axes = ["aaxis", "baxis", "caxis"].filter((name) => ternary[name]?.title?.text);
  const broken = axes.map((name) => {
    const { title } = ternary[name];
    const { text } = brokenLine(title.text, cornerLetters);
    return [name, { ...ternary[name], title: { ...title, text } }];
  });
  return Object.fromEntries(broken);
}

/** The picture begins lower by as much as the title needs. */
function withBrokenTitle(layout, width) {
  const { title, margin } = layout;
  const { text, extra } = brokenLine(title?.text ?? "", Math.floor((width - 24) / 8.6));
  const below = brokenLine(title?.subtitle?.text ?? "", Math.floor((width - 24) / 6.4));
  const room = 20 * extra + 24 * below.extra;
  if (room === 0) return { ...layout };
  const broken = { ...title, text, subtitle: { ...title.subtitle, text: below.text } };
  const top = { ...margin, t: (margin?.t ?? 100) + room };
  return { ...layout, title: broken, margin: top, height: (layout.height ?? 450) + room };
}

/** Broken only at spaces: an escaped letter stays whole. A place whose width isn't known, Infinity, has room for all letters. */
function brokenLine(text, room) {
  const letters = Math.min(room, text.length || 1);
  const lines = text.match(new RegExp(`.{1,${letters}}(?=\\s|$)|\\S+`, "gu")) ?? [];
  return {
    text: lines.map((line) => line.trim()).join("<br>"),
    extra: Math.max(0, lines.length - 1),
  };
}
