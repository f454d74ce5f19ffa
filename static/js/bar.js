/** The address follows the page: a jump is a new entry, a step rewrites the last one. */
import { write } from "./address.js";

/** Browsers refuse more than a few hundred writes in half a minute. */
const PAUSE = 200;
/** A rewriting waits for the paint: it takes a message to another process. */
const AFTER_PAINT = 40;

/** @param {import("./store.js").Store<any>} store */
export function createBar(store) {
  let timer = 0;
  let written = 0;
  /** @type {{address: string, kept: any}|null} a rewriting that waits */
  let waiting = null;

  function entry() {
    const { state } = store;
    const saved = state.query.startsWith("spec=");
    const kept = saved ? { query: state.query, spec: state.spec } : null;
    return { address: write(state), kept };
  }

  function rewrite() {
    clearTimeout(timer);
    timer = 0;
    if (!waiting) return;
    const { address, kept } = waiting;
    waiting = null;
    written = performance.now();
    if (address !== location.pathname + location.search) history.replaceState(kept, "", address);
  }

  return {
    /** @param {boolean} push whether this is a new entry */
    remember(push) {
      const { address, kept } = entry();
      if (push && address !== location.pathname + location.search) {
        rewrite();
        history.pushState(kept, "", address);
        return;
      }
      waiting = { address, kept };
      const since = performance.now() - written;
      timer ||= setTimeout(rewrite, Math.max(AFTER_PAINT, PAUSE - since));
    },
    /** The browser went elsewhere by itself. */
    forget() {
      clearTimeout(timer);
      timer = 0;
      waiting = null;
    },
    /** The spec behind an id, if an entry of the browser's history kept it. @param {string} query */
    specOf: (query) => (history.state?.query === query ? history.state.spec : null),
  };
}
