/** Cells of the ledger: the one under the pointer, and one that the arrow keys move. */

/** The nearest place that shows a cell: not the gap of a condensed matrix. @param {number[]} shown @param {number} at */
function clamped(shown, at) {
  return shown[Math.max(0, Math.min(shown.length - 1, at))];
}

/**
 * The cell of its matrix at a place on an entry; null on the gap of a condensed one.
 * @param {any} entry @param {number} x @param {number} y
 * @returns {[number, number] | null}
 */
export function cellUnder({ box, down, across }, x, y) {
  const r = clamped(down, Math.floor(y / box.ch));
  const c = clamped(across, Math.floor(x / box.cw));
  return r < 0 || c < 0 ? null : [r, c];
}

/** @type {Record<string, [number, number]>} */
const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/**
 * The next shown cell in the direction of an arrow key.
 * @param {any} entry @param {[number, number]} cell @param {string} key
 * @returns {[number, number] | null} null for other keys
 */
export function cellBeside({ down, across }, [r, c], key) {
  const move = MOVES[key];
  if (!move) return null;
  const next = (
    /** @type {number[]} */ shown,
    /** @type {number} */ v,
    /** @type {number} */ by,
  ) => {
    const real = shown.filter((one) => one >= 0);
    return clamped(real, real.indexOf(v) + by);
  };
  return [next(down, r, move[0]), next(across, c, move[1])];
}

/** Where a cell stands within its entry, in pixels. @param {any} entry @param {[number, number]} cell */
export function placeOf({ box, down, across }, [r, c]) {
  const [row, column] = [down.indexOf(r), across.indexOf(c)];
  return { x: box.x + column * box.cw, y: box.y + row * box.ch, width: box.cw, height: box.ch };
}
