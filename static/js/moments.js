/**
 * What has been loaded: traces and the page's parts, so that stepping back, going on at the end
 * of an iteration and going on without the server cost nothing.
 */
import * as api from "./api.js";

/** @typedef {{layers: string, tape: string, why: string}} Parts HTML that follows from the program */

/** Numbers kept in memory over all traces; the oldest go first. */
const NUMBERS = 3_000_000;

/** @param {any} trace */
function sizeOf(trace) {
  let size = 0;
  for (const { shape } of Object.values(trace.matrices)) size += shape[0] * shape[1];
  return size;
}

/** @param {string} query @param {number} iteration */
const keyOf = (query, iteration) => `${iteration} ${query}`;

export function createMoments() {
  /** @type {Map<string, any>} */
  const traces = new Map();
  /** @type {Map<string, Parts>} */
  const parts = new Map();
  let held = 0;

  /** @param {string} query @param {any} trace */
  function keep(query, trace) {
    for (const name of new Set([query, trace.query])) {
      const key = keyOf(name, trace.iteration);
      if (traces.has(key)) continue;
      traces.set(key, trace);
      held += sizeOf(trace);
    }
    for (const [key, old] of traces) {
      if (held <= NUMBERS || old === trace) break;
      traces.delete(key);
      held -= sizeOf(old);
    }
    return trace;
  }

  /** @param {string} query @param {number} iteration */
  function peek(query, iteration) {
    return traces.get(keyOf(query, iteration));
  }

  /** @param {string} query @param {number} iteration @param {AbortSignal} [signal] */
  async function load(query, iteration, signal) {
    return peek(query, iteration) ?? keep(query, await api.trace(query, iteration, signal));
  }

  /** @param {string} query @param {AbortSignal} [signal] */
  async function partsOf(query, signal) {
    const known = parts.get(query);
    if (known !== undefined) return known;
    const [layers, tape, why] = (await api.parts(query, signal)).split("<!--part-->");
    if (parts.size > 20) parts.clear();
    const made = { layers, tape, why };
    parts.set(query, made);
    return made;
  }

  return {
    keep,
    peek,
    load,
    partsOf,
    /** @param {string} query */
    peekParts: (query) => parts.get(query),
  };
}
