/** One example chosen among all: the stage then shows its column alone, step after step. */
import { columnOf } from "./state.js";

/** @param {import("./store.js").Store<any>} store @param {() => void} remember writes the address */
export function createExamples(store, remember) {
  /** @type {number|null} */
  let last = null;

  /** @param {number|null} example its printed number, or none for all */
  function setExample(example) {
    last = example ?? last;
    if (store.state.example === example) return;
    store.set({ example });
    remember();
  }

  /** The number printed over a column. @param {number} column */
  const printed = (column) => store.state.examples[column] + 1;

  return {
    setExample,
    /** An input of one's own, in the view that shows what the network makes of it. @param {number[]} x */
    tryInput(x) {
      store.set({ tried: x, view: "try" });
      remember();
    },
    /** The example before or after the one chosen, in this iteration's order. @param {number} by */
    walkExample(by) {
      const { m } = store.state;
      if (!m) return;
      const at = columnOf(store.state) ?? (by > 0 ? -1 : m);
      setExample(printed((at + by + m) % m));
    },
    /** One alone, at first that of the selected cell; or all again. */
    toggleExample() {
      const { example, examples, cell, matrices, step } = store.state;
      if (!examples.length) return;
      const columns = matrices[step]?.dims[1] === "m";
      const known = last !== null && examples.includes(last - 1);
      const one = columns && cell ? printed(cell[1]) : known ? last : printed(0);
      setExample(example === null ? one : null);
    },
  };
}
