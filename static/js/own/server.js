/** What the dialog asks of the server: the present numbers, and whether new ones are a network. */
import * as api from "../api.js";
import { changed, withoutUnfit } from "../specs.js";
import { namesOf } from "./shapes.js";

const NEVER = new AbortController().signal;

/**
 * The numbers of a net at iteration 0, of all its examples.
 * @param {any} state
 * @returns {Promise<Record<string, number[][]>>}
 */
export async function numbers({ query, spec, layers }) {
  const whole = spec.batch ? await changed(query, spec, { batch: null }, NEVER) : query;
  const names = namesOf(layers.length - 1);
  const asked = `matrices=${["A0", ...names.slice(1)].join(",")}`;
  const { matrices } = await api.about("trace", whole, 0, [asked], NEVER);
  return Object.fromEntries(
    names.map((name) => [name, matrices[name === "X" ? "A0" : name].values]),
  );
}

/**
 * The query of a changed spec, once the server has taken it; what no longer fits beside the change
 * is left out, and said.
 * @param {any} state @param {Record<string, any>} patch @param {{left?: string[], note?: string}} [how]
 * @returns {Promise<{query: string, note: string|null}>}
 */
export async function accepted(state, patch, how = {}) {
  const { query, spec } = state;
  try {
    const next = await changed(query, spec, patch, NEVER);
    await api.program(next);
    return { query: next, note: how.note ?? null };
  } catch (error) {
    if (!(error instanceof api.Refusal)) throw error;
    const less = withoutUnfit({ patch, left: how.left }, error.errors);
    if (!less) throw error;
    return accepted(state, less.patch, less.how);
  }
}

/** Whose fault it is that something failed, in a sentence. @param {unknown} error */
export function reason(error) {
  if (error instanceof api.Unreachable) {
    return `${error.message} What you wrote is kept; try again in a moment.`;
  }
  return error instanceof api.Refusal ? refused(error) : null;
}

/** @param {api.Refusal} refusal */
function refused({ errors, message }) {
  const [first] = errors;
  const field = first?.pointer.replace(/^#\/?/, "").split("/")[0];
  if (!first) return message;
  return field ? `${field}: ${first.detail}` : first.detail;
}
