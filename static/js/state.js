/**
 * The state's shape and what follows from it alone: where a step leads, what is still pending,
 * which range a quantity's colours have. Nothing here touches the page or the network.
 *
 * @typedef {{index: number, phase: string, layer: number|null, writes: string, operation: string,
 *   reads: string[], tex: string, code: string, why: string, pattern: string, title: string,
 *   ask: string, equation: string[]}} Step
 * @typedef {number|"NaN"|"Infinity"|"-Infinity"} Entry
 * @typedef {{shape: [number, number], dims: [string, string], values: Entry[][]}} Matrix
 * @typedef {{iteration: number, step: string, beat: number}} Position
 */

/** @type {any} */
export const INITIAL = {
  page: "studio",
  spec: {},
  query: "",
  engine: "",
  steps: [],
  layers: [],
  activations: [],
  m: 0,
  examples: [],
  scalars: {},
  matrices: {},
  J: null,
  accuracy: null,
  nonfinite: null,
  iteration: 0,
  step: "Z1",
  beat: 1,
  beats: 1,
  ask: "",
  cell: null,
  example: null,
  status: "ok",
  message: null,
  problems: [],
  view: "equation",
  playing: false,
  speed: 1,
  hide: [],
  theme: null,
  pinned: false,
  beyond: null,
  pin: null,
  history: null,
  progress: null,
  ranges: {},
  next: null,
  parts: null,
  labels: [],
  tried: null,
};

/** Where in the program a name is written, or -1. @param {Step[]} steps @param {string} name */
export function indexOf(steps, name) {
  return steps.findIndex((step) => step.writes === name);
}

/** The step on the stage. @param {any} state @returns {Step|undefined} */
export function currentStep(state) {
  return state.steps[indexOf(state.steps, state.step)];
}

/** Whether a matrix has not been computed yet at the position shown. @param {any} state @param {string} name */
export function isPending(state, name) {
  const written = indexOf(state.steps, name);
  if (written < 0) return !(name in state.matrices);
  const now = indexOf(state.steps, state.step);
  return written > now || (written === now && state.beat === 1) || !(name in state.matrices);
}

/** Where → leads. @param {Step[]} steps @param {Position} at @param {number} beats @returns {Position} */
export function after(steps, at, beats) {
  if (at.beat === 1) return { ...at, beat: 2 };
  const index = indexOf(steps, at.step);
  const last = index === steps.length - 1;
  return {
    iteration: at.iteration + (last ? 1 : 0),
    step: steps[last ? 0 : index + 1].writes,
    beat: beats === 2 ? 1 : 2,
  };
}

/** Where ← leads; at iteration 0 it ends before the first result. @param {Step[]} steps @param {Position} at @param {number} beats @returns {Position} */
export function before(steps, at, beats) {
  if (at.beat === 2 && beats === 2) return { ...at, beat: 1 };
  const index = indexOf(steps, at.step);
  if (index > 0) return { ...at, step: steps[index - 1].writes, beat: 2 };
  if (at.iteration === 0) return { ...at, beat: 1 };
  return { iteration: at.iteration - 1, step: steps[steps.length - 1].writes, beat: 2 };
}

/** The first step of the next phase. @param {Step[]} steps @param {Position} at @param {number} beats @returns {Position} */
export function afterPhase(steps, at, beats) {
  const index = indexOf(steps, at.step);
  const next = steps.findIndex((s, i) => i > index && s.phase !== steps[index].phase);
  return {
    iteration: at.iteration + (next < 0 ? 1 : 0),
    step: steps[Math.max(next, 0)].writes,
    beat: beats === 2 ? 1 : 2,
  };
}

/** The first step of the iteration; from there, the beginning of it all. @param {Step[]} steps @param {Position} at @returns {Position} */
export function start(steps, at) {
  const there = at.step === steps[0].writes && at.beat === 1;
  return { iteration: there ? 0 : at.iteration, step: steps[0].writes, beat: 1 };
}

/** Quantities joined cell by cell share one range, so that a value which passes keeps its colour. */
const SHARED = { Z: "Z", A: "Z", Y: "Z", dA: "dZ", dZ: "dZ" };

/** The quantity a name belongs to: `W1_next` → W, `A0` → Z, `dA1` → dZ. @param {string} name */
export function quantity(name) {
  const bare = name
    .replace(/\.T$/, "")
    .replace(/_next$/, "")
    .replace(/hat$/, "")
    .replace(/\d+$/, "");
  return /** @type {Record<string, string>} */ (SHARED)[bare] ?? bare;
}

/** What a net says is a probability after these; there ±1 has full colour, also in what is true. */
const PROBABLE = ["softmax", "sigmoid"];

/** The largest of each matrix, once it has been looked for. @type {WeakMap<Entry[][], number>} */
const largest = new WeakMap();

/** @param {Entry[][]} values */
function most(values) {
  let r = largest.get(values);
  if (r !== undefined) return r;
  r = 0;
  for (const row of values) {
    for (const v of row) if (typeof v === "number" && Math.abs(v) > r) r = Math.abs(v);
  }
  largest.set(values, r);
  return r;
}

/**
 * The value that has full colour, for every quantity, over all layers of the iteration, and by
 * their own names for probabilities. Under average=loss dZ and dA are m times smaller; their range
 * is not, so that the change is seen.
 * @param {Record<string, Matrix>} matrices @param {any} spec @param {number} m
 * @param {number} [last] the output's layer
 * @returns {Record<string, number>}
 */
export function rangesOf(matrices, spec, m, last = 0) {
  /** @type {Record<string, number>} */
  const ranges = PROBABLE.includes(spec?.output) ? { Y: 1, [`A${last}`]: 1 } : {};
  for (const [name, { values }] of Object.entries(matrices)) {
    if (name in ranges && quantity(name) !== name) continue;
    const key = quantity(name);
    ranges[key] = Math.max(ranges[key] ?? 0, most(values));
  }
  for (const key of Object.keys(ranges)) if (ranges[key] === 0) ranges[key] = 1;
  if (spec?.average === "loss" && ranges.dZ) ranges.dZ *= m;
  return ranges;
}

/** The value that has full colour in a matrix. @param {string} name @param {Record<string, number>} ranges */
export function rangeOf(name, ranges) {
  return ranges[name.replace(/\.T$/, "")] ?? ranges[quantity(name)] ?? 1;
}

/**
 * While an iteration is pinned the ranges of a network only grow, so that colours can be compared.
 * @param {any} state @param {Record<string, number>} ranges
 */
export function held(state, ranges) {
  if (!state.pin) return ranges;
  const larger = { ...state.ranges };
  for (const [name, r] of Object.entries(ranges)) larger[name] = Math.max(larger[name] ?? 0, r);
  return larger;
}

/**
 * The column of the chosen example, which is known by its printed number; null for all, and where
 * this iteration's batch is without it.
 * @param {any} state @returns {number|null}
 */
export function columnOf(state) {
  const at = state.example ? state.examples.indexOf(state.example - 1) : -1;
  return at < 0 ? null : at;
}

/** What a trace reply puts into the state. @param {any} trace */
export function fromTrace(trace) {
  const { spec, steps, layers, activations, m, examples, scalars, matrices } = trace;
  const { J, accuracy, nonfinite, iteration, engine } = trace;
  return {
    ...{ spec, steps, layers, activations, m, examples, scalars, matrices },
    ...{ J, accuracy, nonfinite, iteration, engine },
    query: trace.query,
    status: trace.status,
    message: null,
    ranges: rangesOf(matrices, spec, m, layers.length - 1),
  };
}
