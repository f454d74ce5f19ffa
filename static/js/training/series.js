/**
 * What the charts show of a run: loss, accuracy, and per layer the length of the gradient, the
 * size of dZ and the share of units off. Nothing here touches the page.
 * @typedef {{ label: string, layer: number, values: (number | null)[] }} Line  null: not known
 * @typedef {{
 *   name: string, title: string, word: string, about: string, iterations: number[], lines: Line[],
 *   kind: "linear" | "log" | "share",
 * }} Chart
 */
import { isPending } from "../state.js";
import { figure } from "./figure.js";

/** Charts with a line for each layer: the figures' name, and the matrix that tells them. */
const BY_LAYER = [
  {
    name: "gradient_norm",
    of: "dW",
    kind: "log",
    title: "‖dW‖",
    word: "‖dW‖",
    about: "length of each gradient; log scale",
  },
  {
    name: "dz_rms",
    of: "dZ",
    kind: "log",
    title: "RMS of dZ",
    word: "RMS of dZ",
    about: "what reaches each layer; log scale",
  },
  {
    name: "off",
    of: "A",
    kind: "share",
    title: "Units off",
    word: "units off",
    about: "share that is off for every example",
  },
];

/** @param {any} v */
function known(v) {
  return typeof v === "number" ? v : v === null || v === undefined ? null : Number(v);
}

/**
 * The values of a run; the newest is left out until its matrix is computed.
 * @param {any[]} list @param {any} state @param {string} needs
 * @returns {(number | null)[]}
 */
function shown(list, state, needs) {
  const last = state.history.iterations.at(-1) === state.iteration && isPending(state, needs);
  return list.map((v, i) => (last && i === list.length - 1 ? null : known(v)));
}

/**
 * @param {any} state
 * @returns {Chart[]}
 */
export function chartsOf(state) {
  const { history, layers } = state;
  if (!history?.gradient_norm) return [];
  const { iterations } = history;
  /** @type {Chart[]} */
  const charts = [lossOf(state)];
  for (const { of, ...chart } of BY_LAYER) {
    const lines = Object.entries(history[chart.name]).map(([layer, list]) => ({
      label: layers.length > 4 ? layer : `layer ${layer}`,
      layer: Number(layer),
      values: shown(/** @type {any[]} */ (list), state, of + layer),
    }));
    if (lines.length) charts.push(/** @type {Chart} */ ({ ...chart, iterations, lines }));
  }
  if (history.accuracy.some((/** @type {any} */ v) => v !== null)) {
    const lines = [{ label: "", layer: 0, values: shown(history.accuracy, state, "J") }];
    const about = "share of examples told right";
    charts.push({
      name: "accuracy",
      title: "Accuracy",
      word: "accuracy",
      about,
      kind: "share",
      iterations,
      lines,
    });
  }
  return charts;
}

/** The loss; while a long run is on its way, what is told of it too. @param {any} state @returns {Chart} */
function lossOf(state) {
  const { history, progress } = state;
  const last = history.iterations.at(-1);
  const more = (progress?.points ?? []).filter((/** @type {any} */ p) => p[0] > last);
  const own = shown(history.J, state, "J");
  return {
    name: "J",
    title: "Loss J",
    word: "loss",
    about: "the mean over the examples",
    kind: "linear",
    iterations: [...history.iterations, ...more.map((/** @type {any} */ p) => p[0])],
    lines: [
      { label: "", layer: 0, values: [...own, ...more.map((/** @type {any} */ p) => known(p[1]))] },
    ],
  };
}

/** The place in a list of iterations that is nearest. @param {number[]} iterations @param {number} iteration */
export function nearest(iterations, iteration) {
  let best = 0;
  iterations.forEach((k, i) => {
    if (Math.abs(k - iteration) < Math.abs(iterations[best] - iteration)) best = i;
  });
  return best;
}

/** A value as it is read out. @param {Chart} chart @param {number | null | undefined} v */
export function said(chart, v) {
  if (v === null || v === undefined) return "";
  return chart.kind === "share" ? `${Math.round(v * 100)} %` : figure(v);
}

/** One sentence on a chart: where each line began and where it is now. @param {Chart} chart */
export function summary(chart) {
  const parts = chart.lines.map(({ label, values }) => {
    const first = values.findIndex((v) => v !== null);
    const last = values.findLastIndex((v) => v !== null);
    if (first < 0) return [label, "not computed yet"].filter(Boolean).join(" ");
    const from = `${said(chart, values[first])} at iteration ${chart.iterations[first]}`;
    const to = `${said(chart, values[last])} at iteration ${chart.iterations[last]}`;
    const moved = first === last ? from : `from ${from} to ${to}`;
    return [label, moved].filter(Boolean).join(" ");
  });
  return `${chart.title}, ${chart.about}: ${parts.join("; ")}.`;
}

/** The loss and the accuracy at one iteration. @param {Chart[]} charts @param {number} iteration */
export function headline(charts, iteration) {
  return readOut(
    charts.filter(({ lines }) => !lines[0].label),
    iteration,
  );
}

/** Everything known at one iteration, as a sentence. @param {Chart[]} charts @param {number} iteration */
export function readOut(charts, iteration) {
  const parts = charts.flatMap((chart) => {
    const at = chart.iterations.indexOf(iteration);
    const values = chart.lines
      .map(({ label, values }) => [label, said(chart, values[at])])
      .filter(([, text]) => text)
      .map((words) => words.filter(Boolean).join(" "));
    return values.length ? [`${chart.word} ${values.join(", ")}`] : [];
  });
  return `Iteration ${iteration}: ${parts.join("; ") || "not computed yet"}`;
}
