/** The figures of every iteration seen: one more is added here, a jump asks the server. */

/** Points kept at most; then every other one goes. */
const MOST = 1000;

/** The share of a hidden layer's units that are 0, and shut, for all examples. @param {any} trace @param {string} layer */
function offShare(trace, layer) {
  const A = trace.matrices[`A${layer}`]?.values;
  const slope = trace.matrices[`gprime${layer}`]?.values;
  if (!A || !slope) return 0;
  const zero = (/** @type {any[]} */ row) => row.every((v) => v === 0);
  const off = A.filter(
    (/** @type {any[]} */ row, /** @type {number} */ j) => zero(row) && zero(slope[j]),
  );
  return off.length / A.length;
}

/** The sum of the squares of its entries. @param {any} matrix */
function squares({ values }) {
  let sum = 0;
  for (const row of values) for (const v of row) sum += Number(v) ** 2;
  return sum;
}

/** The length of a matrix as one long vector. @param {any} matrix */
const norm = (matrix) => Math.sqrt(squares(matrix));

/** The root of the mean square. @param {any} matrix */
const rms = (matrix) => Math.sqrt(squares(matrix) / (matrix.shape[0] * matrix.shape[1]));

/** What is told of each layer. @type {Record<string, (trace: any, layer: string) => number>} */
const BY_LAYER = {
  gradient_norm: ({ matrices }, layer) => norm(matrices[`dW${layer}`]),
  dz_rms: ({ matrices }, layer) => rms(matrices[`dZ${layer}`]),
  off: offShare,
};

/** A history of no iteration yet. @param {number} layers of weights */
export function begun(layers) {
  const none = (/** @type {number} */ count) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [i + 1, []]));
  return {
    ...{ iterations: [], J: [], accuracy: [] },
    ...{ gradient_norm: none(layers), dz_rms: none(layers), off: none(layers - 1) },
  };
}

/**
 * The history with the iteration that follows its last one; null where that is not the next.
 * @param {any} history @param {any} trace
 */
export function extended(history, trace) {
  if (!history || trace.partial) return null;
  const next = (history.iterations.at(-1) ?? trace.iteration - 1) + 1;
  if (next !== trace.iteration) return null;
  const keep = thinned(history.iterations.length);
  const longer = (/** @type {any[]} */ list, /** @type {any} */ one) => [...list.filter(keep), one];
  /** @type {any} */
  const made = {
    iterations: longer(history.iterations, trace.iteration),
    J: longer(history.J, trace.J),
    accuracy: longer(history.accuracy, trace.accuracy),
  };
  for (const [name, of] of Object.entries(BY_LAYER)) {
    made[name] = {};
    for (const [layer, list] of Object.entries(history[name])) {
      made[name][layer] = longer(/** @type {number[]} */ (list), of(trace, layer));
    }
  }
  return made;
}

/** Which points stay: all, or every other one, the last always. @param {number} length @returns {(_: any, i: number) => boolean} */
function thinned(length) {
  if (length < MOST) return () => true;
  return (_, i) => i === 0 || (length - 1 - i) % 2 === 0;
}
