/**
 * What has been loaded: traces and the page's parts, so that stepping back, going on at the end
 * of an iteration and going on without the server cost nothing. A trace of more numbers than one
 * reply holds comes step by step, each when it is shown.
 */
import * as api from "./api.js";
import { indexOf } from "./state.js";

/** @typedef {{layers: string, tape: string, why: string}} Parts HTML that follows from the program */

/** Numbers, and traces, kept in memory; the oldest go first. */
const NUMBERS = 3_000_000;
const TRACES = 60;
/** Programs whose page parts are kept. */
const PROGRAMS = 20;

/** @param {any} trace */
function sizeOf(trace) {
  let size = 0;
  for (const { shape } of Object.values(trace.matrices)) size += shape[0] * shape[1];
  return size;
}

/** @param {string} query @param {number} iteration */
const keyOf = (query, iteration) => `${iteration} ${query}`;

/** Whether a trace holds what a step shows. @param {any} trace @param {string|null} name */
function holds(trace, name) {
  if (!trace?.partial) return Boolean(trace);
  const step = trace.steps[Math.max(indexOf(trace.steps, name ?? ""), 0)];
  return [step.writes, ...step.reads].every((one) => one in trace.matrices);
}

/** Whether the server refused because a reply would be too large. @param {any} error */
function tooLarge(error) {
  const pointer = error instanceof api.Refusal ? error.errors[0]?.pointer : "";
  return pointer === "#/matrices";
}

export function createMoments() {
  /** @type {Map<string, any>} */
  const traces = new Map();
  /** @type {Map<string, Parts>} */
  const parts = new Map();
  /** @type {Map<string, any>} programs of nets whose traces are too large */
  const large = new Map();
  /** @type {Map<string, Promise<any>>} */
  const flying = new Map();
  let held = 0;

  /** @param {string} query @param {any} trace */
  function keep(query, trace) {
    api.pin(trace.engine);
    for (const name of new Set([query, trace.query])) {
      const key = keyOf(name, trace.iteration);
      if (traces.has(key)) held -= sizeOf(traces.get(key));
      traces.delete(key);
      traces.set(key, trace);
      held += sizeOf(trace);
    }
    for (const [key, old] of traces) {
      if ((held <= NUMBERS && traces.size <= TRACES) || old === trace) break;
      traces.delete(key);
      held -= sizeOf(old);
    }
    return trace;
  }

  /** @param {string} query @param {number} iteration @param {string|null} name */
  function peek(query, iteration, name) {
    const trace = traces.get(keyOf(query, iteration));
    return holds(trace, name) ? trace : undefined;
  }

  /** @param {string} query @param {number} iteration @param {string|null} name @param {AbortSignal} [signal] */
  async function load(query, iteration, name, signal) {
    const known = peek(query, iteration, name);
    if (known) return known;
    const key = `${keyOf(query, iteration)} ${large.has(query) ? name : ""}`;
    const ahead = flying.get(key);
    if (ahead) return ahead;
    const request = ask(query, iteration, name, signal);
    if (signal) return request;
    // What is fetched ahead is not asked for twice when it is wanted soon after.
    flying.set(key, request);
    return request.finally(() => flying.delete(key));
  }

  /** @param {string} query @param {number} iteration @param {string|null} name @param {AbortSignal} [signal] */
  async function ask(query, iteration, name, signal) {
    if (!large.has(query)) {
      try {
        return keep(query, await api.trace(query, iteration, signal));
      } catch (error) {
        if (!tooLarge(error)) throw error;
        large.set(query, await api.program(query, signal));
      }
    }
    return keep(query, await part(query, iteration, name, signal));
  }

  /** One step's matrices, beside those of the same iteration that came before. @param {string} query @param {number} iteration @param {string|null} name @param {AbortSignal} [signal] */
  async function part(query, iteration, name, signal) {
    const { steps } = large.get(query);
    const step = steps[Math.max(indexOf(steps, name ?? ""), 0)];
    const one = await api.step(query, iteration, step.writes, signal);
    const before = traces.get(keyOf(query, iteration))?.matrices;
    return { ...one, steps, partial: true, matrices: { ...before, ...one.matrices } };
  }

  /** @param {string} query @param {AbortSignal} [signal] */
  async function partsOf(query, signal) {
    const known = parts.get(query);
    if (known !== undefined) return known;
    const [layers, tape, why] = (await api.parts(query, signal)).split("<!--part-->");
    if (parts.size > PROGRAMS) parts.clear();
    const made = { layers, tape, why };
    parts.set(query, made);
    return made;
  }

  return { keep, peek, load, partsOf, peekParts: (/** @type {string} */ q) => parts.get(q) };
}
