import { write } from "./address.js";

/** The address follows the page: a jump is a new entry, a step rewrites the last one. @param {import("./store.js").Store<any>} store */
export function createBar(store) {
  let timer = 0;
  let written = 0;
  /** @param {"pushState"|"replaceState"} how */
  function put(how) {
    clearTimeout(timer);
    timer = 0;
    written = performance.now();
    const { state } = store;
    const keep = state.query.startsWith("spec=") ? { query: state.query, spec: state.spec } : null;
    const to = write(state);
    if (how === "replaceState" && to === location.search) return;
    window.history[how](keep, "", to);
  }
  return {
    /** Browsers refuse more than a few hundred writes in half a minute. @param {boolean} push */
    remember(push) {
      if (push && write(store.state) !== location.search) put("pushState");
      else if (performance.now() - written > 200) put("replaceState");
      else timer ||= setTimeout(put, 200, "replaceState");
    },
    /** @param {string} query */
    specOf: (query) => (window.history.state?.query === query ? window.history.state.spec : null),
  };
}
