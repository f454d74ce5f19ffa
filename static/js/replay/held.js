/**
 * The iterations that the file holds: what they have in common once, and all their numbers in one
 * row, to the bit; a matrix is a place in it.
 */

/**
 * @typedef {{iteration: number, status: string, nonfinite: any, J: any, accuracy: number|null,
 *   examples: number[], scalars: Record<string, number>, places: number[]}} Frame
 */

const text = document.getElementById("held")?.textContent ?? "{}";
/**
 * @type {{head: any, opening: string, steps: any[], names: string[],
 *   dims: Record<string, [string, string]>, shapes: Record<string, Record<string, [number, number]>>,
 *   frames: Frame[], numbers: string}}
 */
const held = JSON.parse(text);
const { head, frames } = held;
const numbers = new Float64Array(
  Uint8Array.from(atob(held.numbers), (one) => one.charCodeAt(0)).buffer,
);

/** The spec's query, as the server wrote it. @type {string} */
export const query = head.query;

/** How many layers have weights. */
export const layers = head.layers.length - 1;

/** Where the file opens: `iteration=6&step=dW2`. */
export const opening = held.opening;

export const first = frames[0].iteration;
export const last = frames[frames.length - 1].iteration;

const which = first === last ? `iteration ${first}` : `iterations ${first} to ${last}`;

/** What is said of an iteration that is not held. */
export const beyond = `This file holds ${which}; the app has the rest.`;

/** The iteration held that lies nearest. @param {number} iteration */
export function nearest(iteration) {
  return Math.min(Math.max(iteration, first), last);
}

/** As JSON has it. @param {number} value */
const entry = (value) => (Number.isFinite(value) ? value : String(value));

/** @param {number} place @param {[number, number]} shape */
function rows(place, [height, width]) {
  return Array.from({ length: height }, (_, r) =>
    Array.from(numbers.subarray(place + r * width, place + (r + 1) * width), entry),
  );
}

/**
 * An iteration as the server's reply to `trace` has it; null for one that is not held. Where a run
 * broke it ends: what is asked beyond is that iteration again.
 * @param {number} iteration
 */
export function traceAt(iteration) {
  const end = frames[frames.length - 1];
  const frame = end.nonfinite && iteration > last ? end : frames[iteration - first];
  if (!frame) return null;
  const { places, ...own } = frame;
  const m = own.examples.length;
  const shapes = held.shapes[m];
  const matrices = Object.fromEntries(
    held.names.map((name, i) => {
      const [shape, dims] = [shapes[name], held.dims[name]];
      return [name, { shape, dims, values: rows(places[i], shape) }];
    }),
  );
  return { ...head, ...own, m, iteration, steps: held.steps, matrices };
}
