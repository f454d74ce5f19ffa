/** Loads a target: its trace and, for another program, the page's parts; tells how far a long run is. */
import * as api from "./api.js";
import { again } from "./specs.js";

/** A jump that takes longer than this says how far it is. */
const PATIENCE = 400;

/**
 * @param {ReturnType<typeof import("./moments.js").createMoments>} moments
 * @param {{progress: (progress: any) => void, specOf: (query: string) => any}} page
 */
export function createLoader(moments, page) {
  /** @param {any} target @param {boolean} parts whether the parts are needed @param {AbortSignal} signal */
  const both = ({ query, iteration, step }, parts, signal) =>
    Promise.all([
      moments.load(query, iteration, step, signal),
      parts ? moments.partsOf(query, signal) : null,
    ]);

  /** @param {any} target @param {boolean} parts @param {AbortSignal} signal */
  return async function load(target, parts, signal) {
    const { query, iteration } = target;
    /** @type {[number, number][]} */
    let points = [];
    const heard = (/** @type {any} */ at) => {
      points = [...points, [at.iteration, at.J]];
      page.progress({ ...at, points });
    };
    const done = new AbortController();
    const slow = setTimeout(() => {
      if (!iteration) return; // where it all begins nothing is trained
      page.progress({ iteration: 0, until: iteration, points });
      api.train(query, iteration, heard, done.signal).catch(() => {});
    }, PATIENCE);
    signal.addEventListener("abort", () => done.abort());
    try {
      return await both(target, parts, signal);
    } catch (error) {
      // A server that forgot a saved spec gets it again.
      const spec =
        error instanceof api.Refusal && error.status === 404
          ? (target.spec ?? page.specOf(query))
          : null;
      if (!spec) throw error;
      return await both({ ...target, query: await again(spec, signal) }, parts, signal);
    } finally {
      clearTimeout(slow);
      done.abort();
    }
  };
}
