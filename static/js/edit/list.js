/**
 * The networks that were on the page, as a list to go back and forth in. Each is a spec's query
 * with the place at which it was left.
 * @typedef {{
 *   query: string, iteration: number, step: string, beat: number, cell: [number, number] | null,
 *   spec: any,
 * }} Place
 */

/** So many changes can be undone. */
const MOST = 100;

export function createList() {
  /** @type {{ past: Place[], future: Place[] }} */
  const list = { past: [], future: [] };
  return {
    /** Where undo leads. */
    back: () => list.past.at(-1) ?? null,
    /** Where redo leads. */
    forth: () => list.future.at(-1) ?? null,
    /** Another network has come. @param {Place} left the one that went */
    changed(left) {
      list.past = [...list.past, left].slice(-MOST);
      list.future = [];
    },
    /** One step along the list was taken. @param {"past" | "future"} from @param {Place} left */
    moved(from, left) {
      list[from].pop();
      list[from === "past" ? "future" : "past"].push(left);
    },
  };
}

/** The place a page is at. @param {any} state @returns {Place} */
export function placeOf({ query, iteration, step, beat, cell, spec }) {
  return { query, iteration, step, beat, cell, spec };
}

/** The fields that two networks differ in. @param {Place} a @param {Place} b */
export function difference(a, b) {
  const names = new Set([...Object.keys(a.spec), ...Object.keys(b.spec)]);
  return [...names].filter((name) => JSON.stringify(a.spec[name]) !== JSON.stringify(b.spec[name]));
}
