// Runs in exported pages and in JupyterLab: makes a chart that is wider than its place fit.

/** A chart that is scaled to less than this share of its size has letters that are hard to read. */
const readable = 0.82;
/** Pixels by which a place may change before titles are broken anew. */
const tolerated = 24;

/**
 * Draws a Vega-Lite chart as it is or, where it would have to shrink too far, in its narrow form; and again when its place becomes
 * wider or narrower, with the controls where they were.
 *
 * @param draw draws a specification in the place, and promises what vega-embed does
 * @param least how far it may shrink before it takes its narrow form
 */
// biome-ignore lint/correctness/noUnusedVariables: the scripts that follow it call it
async function drawFitting(place, spec, draw, least = readable) {
  const controls = (spec.params ?? []).filter(({ bind }) => bind).map(({ name }) => name);
  let drawn = await draw(spec);
  let drawnFor;
  const full = widthOf(place);
  const adapt = async () => {
    const width = place.clientWidth;
    const wanted = width === 0 || width >= least * full ? undefined : width;
    if (wanted === drawnFor || Math.abs(wanted - drawnFor) < tolerated) return;
    drawnFor = wanted;
    const values = controls.map((name) => [name, drawn.view.signal(name)]);
    drawn.finalize();
    drawn = await draw(wanted ? narrowSpec(spec, wanted) : spec);
    for (const [name, value] of values) drawn.view.signal(name, value);
    await drawn.view.runAsync();
  };
  await adapt();
  // One after the other: a drag of the window's edge changes it many times.
  let last = Promise.resolve();
  const resizes = new ResizeObserver(() => {
    last = last.then(adapt).catch((error) => console.error(error));
  });
  resizes.observe(place);
  return () => {
    resizes.disconnect();
    last.then(() => drawn.finalize());
  };
}

/** A canvas has as many pixels as the screen; what it takes up is in its style. */
function widthOf(place) {
  const marks = place.querySelector(".marks");
  return Number.parseFloat(marks.style.width || marks.getAttribute("width"));
}

/** Pixels that labels down the side of a narrow chart may take; a longer one ends in "…", and a screen reader says it whole. */
const narrowLabels = 110;
/** Pixels at the right of the first line, for the button that opens the menu. */
const menu = 40;

/**
 * A Vega-Lite specification with the changes that its chart asks for, whose panels stand below one another and whose titles are
 * broken into lines of `width` pixels: what is moved and what answers are then seen together. What is still too wide is scaled
 * by the style sheet.
 */
function narrowSpec(spec, width) {
  const stacked = stackPanels(withChanges(spec, spec.usermeta?.narrow ?? []));
  const { axis = {}, legend = {}, ...config } = stacked.config ?? {};
  return {
    ...stacked,
    padding: 4,
    ...(stacked.title ? brokenTitle(stacked.title, stacked.params ?? [], width - menu) : {}),
    config: {
      ...config,
      axis: { ...axis, labelLimit: narrowLabels, labelSeparation: 6 },
      legend: { ...legend, orient: "top" },
    },
  };
}

/** A copy with a new value at each of these places, or nothing where there is no value. */
function withChanges(spec, changes) {
  const changed = structuredClone(spec);
  for (const { at, value } of changes) {
    const place = at.slice(0, -1).reduce((part, key) => part[key], changed);
    if (value === undefined) delete place[at.at(-1)];
    else place[at.at(-1)] = value;
  }
  return changed;
}

/** Panels that are side by side, one below the other; each has the labels that only the first one needed. */
function stackPanels(part) {
  const panels = part.hconcat ?? part.vconcat;
  if (panels === undefined) return withShortLabels(part);
  const { hconcat: _, vconcat: __, ...rest } = part;
  const labelled = panels.find((panel) => panel.encoding?.y?.axis)?.encoding.y;
  const named = panels.map((panel) => {
    const y = panel.encoding?.y;
    if (!part.hconcat || y?.axis !== null || y.field !== labelled?.field) return panel;
    return { ...panel, encoding: { ...panel.encoding, y: { ...y, axis: labelled.axis } } };
  });
  return { ...rest, vconcat: named.map(stackPanels) };
}

function withShortLabels(panel) {
  const y = panel.encoding?.y;
  if (!y?.axis?.labelLimit) return panel;
  const axis = { ...y.axis, labelLimit: Math.min(y.axis.labelLimit, narrowLabels) };
  return { ...panel, encoding: { ...panel.encoding, y: { ...y, axis } } };
}

/**
 * A title in lines that fit; bold letters of 15 pixels, and plain ones of 12 below. An expression takes its text from a list among
 * the chart's parameters: the lists with line breaks become parameters of their own.
 */
function brokenTitle(title, params, width) {
  const { text, subtitle, ...rest } = typeof title === "object" ? title : { text: title };
  const head = brokenText(text, params, Math.floor(width / 8.2));
  const below = brokenText(subtitle, params, Math.floor(width / 6.2));
  const broken = { ...rest, text: head.text, ...(subtitle ? { subtitle: below.text } : {}) };
  return { title: broken, params: [...params, ...head.params, ...below.params] };
}

/** A text, a list of lines or an expression, broken after spaces into lines of at most so many letters. */
function brokenText(text, params, letters) {
  if (typeof text === "string" || Array.isArray(text)) {
    return { text: [text].flat().flatMap((line) => linesIn(line, letters)), params: [] };
  }
  const list = params.find(({ name }) => text?.expr?.startsWith(`${name}[`));
  if (!Array.isArray(list?.value)) return { text, params: [] };
  const lines = list.value.map((line) => linesIn(line, letters));
  // Vega makes room once: each has as many lines as the longest.
  const most = Math.max(...lines.map(({ length }) => length));
  const value = lines.map((own) => [...own, ...Array(most - own.length).fill(" ")].join("\n"));
  const name = `${list.name}_lines`;
  const expr = `split(${name}${text.expr.slice(list.name.length)}, '\\n')`;
  return { text: { expr }, params: [{ name, value }] };
}

/** A place may be a few pixels wide while a page is being laid out. */
const leastLetters = 8;

function linesIn(text, wanted) {
  const letters = Math.max(leastLetters, wanted);
  const lines = String(text).match(new RegExp(`.{1,${letters}}(?=\\s|$)|.{1,${letters}}`, "gu"));
  return (lines ?? [""]).map((line) => line.trim());
}
