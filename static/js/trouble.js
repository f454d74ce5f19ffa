/** What has gone wrong with a run that still has numbers: its loss has blown up, or a layer is off. */
import { isPending } from "./state.js";

/** A loss so many times what it was at first has blown up. */
const GROWN = 1000;

/** The loss last computed, where it has grown beyond all bounds since iteration 0. @param {any} state */
export function growth(state) {
  const { history, iteration, J } = state;
  const known = isPending(state, "J") ? iteration - 1 : iteration;
  /** @type {number[]} */
  const seen = (history?.J ?? []).filter(
    (/** @type {number} */ _, /** @type {number} */ i) => history.iterations[i] < known,
  );
  const last = history?.J[history.iterations.indexOf(known)];
  const [from, to] = [seen[0], known === iteration ? J : last];
  if (history?.iterations[0] !== 0 || !(from > 0 && to > GROWN * from)) return null;
  return { from, to, known, rising: to > /** @type {number} */ (seen.at(-1)) };
}

/** Whether all weights are 0: nothing goes back through them. @param {any} state */
export function weightless({ layers, matrices }) {
  return layers
    .slice(1)
    .every((/** @type {number} */ _, /** @type {number} */ i) =>
      matrices[`W${i + 1}`]?.values.every((/** @type {any[]} */ row) => row.every((v) => v === 0)),
    );
}

/**
 * Another net without the trouble: other weights where those at the start are to blame, unless they
 * are own ones, else a smaller step.
 * @param {any} state
 * @param {boolean} [born] whether it was so before the first update
 */
export function remedy(state, born = false) {
  const { spec } = state;
  const own = Object.keys(spec).some((name) => /^[Wb]\d$/.test(name));
  const half = Number((spec.lr / 2).toPrecision(6));
  if (born && own) return null;
  if (born && weightless(state)) return { text: "Start from He weights", patch: { init: "he" } };
  if (born) return { text: "Draw other weights", patch: { seed: String(spec.seed + 1) } };
  return {
    text: "Halve α, start anew",
    title: `From iteration 0 with α = ${half}`,
    patch: { lr: String(half) },
  };
}

/** The last iteration known at which some unit of every hidden layer was on, and the one known after it. @param {any} state */
export function lastOn(state) {
  const { history, iteration } = state;
  if (!history?.off) return null;
  const shares = Object.values(history.off);
  const on = history.iterations.findLastIndex(
    (/** @type {number} */ k, /** @type {number} */ i) =>
      k < iteration && shares.every((share) => share[i] < 1),
  );
  return on < 0 ? null : { on: history.iterations[on], next: history.iterations[on + 1] };
}

/** The first hidden layer whose units are all off for every example shown. @param {any} state */
export function deadLayer(state) {
  for (let layer = 1; layer < state.layers.length - 1; layer += 1) {
    const name = `A${layer}`;
    if (isPending(state, name) || state.activations[layer - 1] !== "relu") continue;
    const { values } = state.matrices[name];
    if (values.every((/** @type {any[]} */ row) => row.every((v) => v === 0))) return layer;
  }
  return null;
}
