/** The loss of every iteration seen: one more is added here, a jump asks the server. */

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

/**
 * The history with the iteration that follows its last one; null where that is not the next.
 * @param {any} history @param {any} trace
 */
export function extended(history, trace) {
  if (!history || trace.partial || history.iterations.at(-1) !== trace.iteration - 1) return null;
  /** @type {Record<string, number[]>} */
  const off = {};
  for (const [layer, shares] of Object.entries(history.off)) {
    off[layer] = [.../** @type {number[]} */ (shares), offShare(trace, layer)];
  }
  const { iterations, J, accuracy } = history;
  return {
    iterations: [...iterations, trace.iteration],
    J: [...J, trace.J],
    accuracy: [...accuracy, trace.accuracy],
    off,
  };
}
