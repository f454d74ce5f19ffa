/** Which class the net gives to every point of the plane, and the examples; for two inputs only. */
import { drawPlane, hasPlane } from "../plane.js";

const HOW = { size: 106, radius: 3 };
/** Points along a side: a finer picture would weigh more than the page itself can spare. */
const GRID = 24;
/** Quiet time before the server is asked. */
const QUIET = 300;

/**
 * @param {HTMLElement} root
 * @param {import("../store.js").Store<any>} store
 * @param {any} actions
 */
export function mount(root, store, actions) {
  let timer = 0;
  let asked = new AbortController();
  const off = store.on(
    (s) => `${s.query} ${s.iteration} ${s.status === "diverged"}`,
    () => {
      clearTimeout(timer);
      asked.abort();
      const { state } = store;
      root.hidden = !hasPlane(state) || state.status === "diverged";
      if (root.hidden) return;
      asked = new AbortController();
      const { signal } = asked;
      timer = setTimeout(() => {
        actions.boundary(GRID, signal).then(
          (/** @type {any} */ reply) =>
            !signal.aborted && root.replaceChildren(drawPlane(reply, state, HOW)),
          () => {},
        );
      }, QUIET);
    },
  );
  return () => {
    off();
    clearTimeout(timer);
    asked.abort();
  };
}
