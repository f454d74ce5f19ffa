/**
 * The matrices as they are being written: each as text, from which its entries are read. What the
 * present net has stands there at first; what was changed is kept until it is used.
 * @typedef {{text: string, cells: string[][]|null, values: number[][]|null, fault: import("./fault.js").Fault|null,
 *   notes: string[], edited: boolean}} One
 * @typedef {{texts: Record<string, string>, labels: string[]}} Kept
 */
import { written } from "./entry.js";
import { Fault } from "./fault.js";
import { EMPTY, parse, textOf, transposed } from "./parse.js";
import { expected, layersOf, namesOf, problemsOf, said, shapeOf } from "./shapes.js";

/**
 * @param {{hidden: number[], values: Record<string, number[][]>, own: string[]}} net the present
 *   net: its numbers at iteration 0, and which of them were given by hand
 * @param {Kept} [kept] from before
 */
export function createDraft(net, kept = { texts: {}, labels: [] }) {
  const names = namesOf(net.hidden.length + 1);
  /** @type {Record<string, One>} */
  const all = {};
  let labels = kept.labels;

  /** What is read from a text. @param {string} text @param {boolean} edited @returns {One} */
  function read(text, edited) {
    try {
      return { text, ...parse(text), fault: null, edited };
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      const cells = error.cells ? evened(error.cells) : null;
      return { text, cells, values: null, fault: error, notes: [], edited };
    }
  }

  for (const name of names) {
    const values = net.values[name];
    const cells = values?.map((row) => row.map(written)) ?? null;
    all[name] = cells
      ? { text: textOf(cells), cells, values, fault: null, notes: [], edited: false }
      : { text: "", cells: null, values: null, fault: null, notes: [], edited: false };
    if (name in kept.texts) all[name] = read(kept.texts[name], true);
  }

  /** What of a matrix counts: what was given by hand or is now; X and Y always. @param {string} name */
  const counts = (name) => name === "X" || name === "Y";

  function layers() {
    const of = (/** @type {string} */ name) => {
      const { values } = all[name];
      return values ? { values } : undefined;
    };
    return layersOf(hidden(), of("X"), of("Y"));
  }

  /**
   * The units of each hidden layer: where a matrix of weights that was changed has a column for
   * each unit before it, its rows say how many.
   */
  function hidden() {
    let before = all.X.values?.length;
    return net.hidden.map((units, i) => {
      const { values, edited } = all[`W${i + 1}`];
      before = edited && values?.[0].length === before ? values?.length : units;
      return before ?? units;
    });
  }

  /** Weights drawn by the seed are drawn anew where the sizes are others. @param {string} name */
  function drawn(name) {
    const one = all[name];
    if (counts(name) || one.edited || net.own.includes(name)) return false;
    const wanted = expected(name, layers());
    return wanted !== null && String(wanted) !== String(one.values && shapeOf(one.values));
  }

  /** A row stands for the column it must be. @param {string} name @param {number[][]} values */
  function upright(name, values) {
    const wanted = expected(name, layers());
    const row = values.length === 1 && values[0].length > 1;
    return name[0] === "b" && row && wanted?.[0] === values[0].length ? transposed(values) : values;
  }

  /** @returns {Record<string, {values: number[][]}|undefined>} */
  function given() {
    const used = names.filter((name) => !drawn(name));
    return Object.fromEntries(
      used.map((name) => {
        const { values } = all[name];
        return [name, values ? { values: upright(name, values) } : undefined];
      }),
    );
  }

  /** X and Y stand only together: one of them alone is given, and the other has not its columns. */
  function alone() {
    const [mine, other] = all.X.edited ? ["X", "Y"] : ["Y", "X"];
    if (all[other].edited || net.own.includes(other)) return {};
    const [m, left] = [mine, other].map((name) => all[name].values?.[0].length ?? 0);
    if (!all[mine].edited || !m || m === left) return {};
    const message = `Expected ${m} columns, one for each column of ${mine}; these are the ${left} of the generated data. X and Y go together: give ${other} too.`;
    return { [other]: { message, offer: [] } };
  }

  return {
    names,
    /** @param {string} name */
    get: (name) => all[name],
    layers,
    drawn,
    /** @param {string} name @param {string} text */
    write(name, text) {
      if (name === "Y") labels = [];
      all[name] = read(text, true);
    },
    /** @param {string} name @param {string[][]} cells */
    fill(name, cells) {
      this.write(name, textOf(cells));
    },
    /** Everything of a table. @param {number[][]} X @param {number[][]} Y @param {string[]} of the classes' names */
    take(X, Y, of) {
      for (const [name, values] of Object.entries({ X, Y })) {
        this.fill(
          name,
          values.map((row) => row.map(written)),
        );
      }
      labels = of;
    },
    /** @param {string} name */
    transpose(name) {
      const { cells } = all[name];
      if (cells) this.fill(name, transposed(cells));
    },
    /** Of each matrix what is wrong with it, in the order of the names. @returns {Record<string, import("./shapes.js").Problem>} */
    problems() {
      const faults = names
        .filter((name) => all[name].fault)
        .map((name) => [name, { message: all[name].fault?.message ?? "", offer: [] }]);
      return { ...problemsOf(given(), hidden()), ...alone(), ...Object.fromEntries(faults) };
    },
    changed: () => names.some((name) => all[name].edited),
    /** The layers that get another size, in words. */
    resized: () =>
      hidden()
        .map((units, i) => [i + 1, units, units === 1 ? "unit" : "units"])
        .filter(([layer, units]) => units !== net.hidden[Number(layer) - 1])
        .map(([layer, units, word]) => `Layer ${layer} will have ${units} ${word}.`)
        .join(" "),
    /** The change of the spec that these numbers are. @returns {Record<string, any>} */
    patch() {
      const used = given();
      const own = (/** @type {string} */ name) => all[name].edited || net.own.includes(name);
      const data = own("X") || own("Y");
      const wanted = names.filter((name) => (counts(name) ? data : own(name)));
      const fields = Object.fromEntries(wanted.map((name) => [name, used[name]?.values]));
      const none = { data: null, m: null, classes: null, noise: null, data_seed: null };
      const sizes = String(hidden()) === String(net.hidden) ? {} : { hidden: hidden() };
      return { ...(data ? none : {}), ...sizes, ...fields };
    },
    labels: () => labels,
    /** What would be lost. @returns {Kept} */
    kept: () => ({
      texts: Object.fromEntries(
        names.filter((name) => all[name].edited).map((name) => [name, all[name].text]),
      ),
      labels,
    }),
    /** @param {string} name */
    shape(name) {
      const { values } = all[name];
      if (drawn(name)) return "drawn";
      return values ? said(shapeOf(upright(name, values))) : "";
    },
  };
}

/** Rows of one length, however many entries each was given. @param {string[][]} cells */
function evened(cells) {
  const width = Math.max(...cells.map((row) => row.length));
  return cells.map((row) =>
    Array.from({ length: width }, (_, j) => (row[j] === EMPTY ? "" : (row[j] ?? ""))),
  );
}
