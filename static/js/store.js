/**
 * The one store of the page. Views listen to what they show; actions are the only writers.
 *
 * @template {object} S
 * @typedef {{
 *   readonly state: Readonly<S>,
 *   set: (patch: Partial<S>) => void,
 *   on: <T>(select: (state: Readonly<S>) => T, run: (value: T, state: Readonly<S>) => void) => () => void,
 * }} Store
 */

/**
 * @template {object} S
 * @param {S} initial
 * @returns {Store<S>}
 */
export function createStore(initial) {
  /** @type {Readonly<S>} */
  let state = Object.freeze({ ...initial });
  /** @type {Set<() => void>} */
  const listeners = new Set();
  let flushing = false;
  let dirty = false;

  /** One listener that throws must not keep the others from painting. */
  function flush() {
    if (flushing) {
      dirty = true;
      return;
    }
    flushing = true;
    do {
      dirty = false;
      for (const listener of listeners) {
        try {
          listener();
        } catch (error) {
          reportError(error);
        }
      }
    } while (dirty);
    flushing = false;
  }

  return {
    get state() {
      return state;
    },
    set(patch) {
      state = Object.freeze({ ...state, ...patch });
      flush();
    },
    on(select, run) {
      let last = select(state);
      const listener = () => {
        const value = select(state);
        if (Object.is(value, last)) return;
        last = value;
        run(value, state);
      };
      listeners.add(listener);
      run(last, state);
      return () => listeners.delete(listener);
    },
  };
}
