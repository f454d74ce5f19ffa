/** What is fetched before it is wanted: the next iteration, and the loss of those seen. */
import * as api from "./api.js";
import { extended } from "./seen.js";
import { after } from "./state.js";

/** Points of the history of a net so large that each of them takes the server a while. */
const FEW = 12;

/** @param {() => void} run */
function idle(run) {
  if ("requestIdleCallback" in window) requestIdleCallback(run, { timeout: 500 });
  else setTimeout(run, 60);
}

/**
 * @param {import("./store.js").Store<any>} store
 * @param {ReturnType<typeof import("./moments.js").createMoments>} moments
 * @param {() => boolean} busy whether something else is on its way
 * @param {() => Promise<any>} pinned loads what is pinned
 * @param {(error: any) => void} lost called when the server cannot be reached
 * @returns {() => void} to be called after each paint
 */
export function createAhead(store, moments, busy, pinned, lost) {
  async function fetchAhead() {
    const { query, iteration, status, steps, step, trace } = store.state;
    if (status === "offline" || busy() || !trace) return;
    await pinned();
    const to = after(steps, { iteration, step, beat: 2 }, 1);
    if (trace.partial) await moments.load(query, to.iteration, to.step);
    else {
      const next = await moments.load(query, iteration + 1, null);
      const { state } = store;
      const still = state.query === query && state.iteration === iteration;
      if (still && state.next !== next) store.set({ next });
    }
    await seen(query, trace);
  }

  /** Keep the loss of every iteration seen. @param {string} query @param {any} trace */
  async function seen(query, trace) {
    const { iteration } = trace;
    const have = store.state.history;
    if (have && have.iterations.at(-1) >= iteration) return;
    const points = trace.partial ? FEW : undefined;
    const history = extended(have, trace) ?? (await api.history(query, iteration, points));
    if (store.state.query === query) store.set({ history });
  }

  return () =>
    idle(() =>
      fetchAhead().catch((error) => {
        if (error instanceof api.Unreachable) lost(error);
        else if (!(error instanceof api.Refusal)) reportError(error);
      }),
    );
}
