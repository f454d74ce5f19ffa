/**
 * How wide and how high cells may be, and which rows and columns are shown when there are many.
 *
 * @typedef {{ index: number, at: number, size: number, more: number }} Entry  index −1: `more` hidden
 * @typedef {{ entries: Entry[], total: number, edges: number[] | null }} Axis
 * @typedef {{ counts: number[], labels: number[], left: boolean, single: boolean }} Group
 *   matrices of equal cell width: their columns, and the width each one's symbol needs
 */

/** Rows or columns beyond this are condensed: the first, those around the selection, the last. */
export const LIMIT = 40;
const LAST = 4;
/** Products up to this many are laid out in full. */
export const TERMS = 12;
/** A cell this wide holds four decimals, and this wide two. */
export const FOUR_DECIMALS = 46;
export const TWO_DECIMALS = 38;
export const GLYPHS = 26;
const WIDEST = 56;

/**
 * The rows or columns to show.
 * @param {number} count
 * @param {number} limit
 * @param {number} selected −1 for none
 * @returns {number[]} indices, −1 where some are left out
 */
export function shownOf(count, limit, selected) {
  const all = [...Array(count).keys()];
  if (count <= limit) return all;
  const shown = Math.min(limit, 20);
  const last = Math.min(LAST, Math.max(1, Math.floor(shown / 4)));
  const first = shown - last;
  if (selected < first || selected >= count - last) {
    return [...all.slice(0, first), -1, ...all.slice(-last)];
  }
  const head = last;
  const middle = first - head;
  const from = Math.min(count - last - middle, Math.max(head, selected - Math.floor(middle / 2)));
  const window = all.slice(from, from + middle);
  const before = from > head ? [-1] : [];
  const after = from + middle < count - last ? [-1] : [];
  return [...all.slice(0, head), ...before, ...window, ...after, ...all.slice(-last)];
}

/**
 * Where rows or columns stand.
 * @param {number} count
 * @param {number[]} shown
 * @param {number} size of one cell
 * @param {number} gap size of what stands for the hidden ones
 * @returns {Axis} edges: of all `count` cells, the hidden ones without extent; null if none is hidden
 */
export function axisOf(count, shown, size, gap) {
  /** @type {Entry[]} */
  const entries = [];
  const edges = Array(count + 1).fill(0);
  let at = 0;
  let next = 0;
  for (const [i, index] of shown.entries()) {
    if (index < 0) {
      const after = shown[i + 1];
      entries.push({ index, at, size: gap, more: after - next });
      edges.fill(at, next, after);
      at += gap;
    } else {
      entries.push({ index, at, size, more: 0 });
      edges[index] = at;
      next = index + 1;
      at += size;
    }
  }
  edges[count] = at;
  return { entries, total: at, edges: shown.length === count ? null : edges };
}

/**
 * How well a matrix reads with cells of this width.
 * @param {number} cw at scale 1
 * @param {boolean} left the left factor, under which the arithmetic runs
 */
function worth(cw, left) {
  if (cw < 3) return Number.NEGATIVE_INFINITY;
  const thin = cw < 8 ? 1.5 : 0;
  const numbers = (cw >= GLYPHS ? 1.3 : 0) + (cw >= TWO_DECIMALS ? 0.5 : 0);
  return (
    Math.log2(Math.min(cw, FOUR_DECIMALS + 4)) -
    thin +
    numbers +
    (left && cw >= FOUR_DECIMALS ? 1.2 : 0)
  );
}

/**
 * The widest whole cell widths with which everything fits, one per group.
 * @param {Group[]} groups
 * @param {number} available pixels for all matrices
 * @param {number} scale
 * @returns {number[] | null}
 */
export function widths(groups, available, scale) {
  const widest = Math.floor(WIDEST * scale);
  const fixed = groups.map((g) => (g.single ? Math.floor(FOUR_DECIMALS * scale) : 0));
  const free = groups.flatMap((g, i) => (g.single ? [] : [i]));
  const spent = (/** @type {number} */ i, /** @type {number} */ cw) =>
    groups[i].counts.reduce((sum, count, k) => sum + Math.max(count * cw, groups[i].labels[k]), 0);
  let room = available;
  groups.forEach((g, i) => {
    if (g.single) room -= spent(i, fixed[i]);
  });
  const [first, ...others] = free;
  if (first === undefined) return room >= 0 ? fixed : null;
  let best = null;
  let most = Number.NEGATIVE_INFINITY;
  for (let a = widest; a >= 3; a -= 1) {
    let left = room - spent(first, a);
    let b = others.length ? widest : 0;
    while (b >= 3 && others.reduce((sum, i) => sum + spent(i, b), 0) > left) b -= 1;
    left -= others.reduce((sum, i) => sum + spent(i, b), 0);
    if (left < 0 || (others.length && b < 3)) continue;
    const value = [first, ...others].reduce((sum, i) => {
      const short = groups[i].left && groups[i].counts[0] <= TERMS;
      return sum + groups[i].counts.length * worth((i === first ? a : b) / scale, short);
    }, 0);
    if (value > most) {
      most = value;
      best = fixed.map((cw, i) => (groups[i].single ? cw : i === first ? a : b));
    }
  }
  return best;
}
