/** A pinned iteration, beside which the page shows what differs. */
import { held, rangesOf } from "./state.js";

/**
 * @param {import("./store.js").Store<any>} store
 * @param {ReturnType<typeof import("./moments.js").createMoments>} moments
 * @param {() => void} changed called when the address has to follow
 */
export function createPins(store, moments, changed) {
  /** @type {any} the pinned trace that counts already */
  let counted = null;

  /** @param {any} trace */
  const rangesIn = ({ matrices, spec, m, layers }) =>
    rangesOf(matrices, spec, m, layers.length - 1);

  /** The pinned trace, once it is here: from then on its values count in the ranges of colours. */
  async function pinnedTrace() {
    const { pin, step } = store.state;
    if (!pin) return null;
    const trace = await moments.load(pin.query, pin.iteration, step);
    const { state } = store;
    const alike = String(trace.layers) === String(state.layers);
    if (state.pin === pin && counted !== trace && alike) {
      counted = trace;
      store.set({ ranges: held(state, rangesIn(trace)) });
    }
    return trace;
  }

  /** Pin the iteration shown, or let go of the pinned one. */
  function pin() {
    const { state } = store;
    const { query, iteration, view } = state;
    if (!state.trace) return;
    counted = null;
    if (state.pin) {
      const left = view === "compare" ? "equation" : view;
      store.set({ pin: null, view: left, ranges: rangesIn(state), message: null });
    } else {
      const message = `Pinned ${iteration}: go to another iteration, then K again compares.`;
      store.set({ pin: { query, iteration }, message });
    }
    changed();
  }

  /** The one key: pins; elsewhere leads to what differs, and back; at what is pinned lets go of it. */
  function pinOrCompare() {
    const { view, query, iteration, pin: to } = store.state;
    const there = to?.query === query && to.iteration === iteration;
    if (view !== "compare" && (!to || there)) return pin();
    store.set({ view: view === "compare" ? "equation" : "compare" });
    changed();
  }

  return { pinnedTrace, pin, pinOrCompare };
}
