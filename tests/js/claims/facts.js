/** What claims are checked against: numbers, labels and matrices of a trace, found anew. */
import { sum, turned } from "../nets/numbers.js";

export const N = "(−?[\\d.]+(?:e−?\\d+|·10⁻?[⁰-⁹¹²³]+)?)";
export const LABEL = "([ax]\\d+|ŷ\\d*|[○△□◇⬠]|[Cc]lass \\d+|[Ee]xample \\d+)";
export const MATRIX = "([\\p{L}′\\u0302]+(?:\\[\\d\\])?T?)";
const WORDS = "no one two three four five six seven eight nine ten eleven twelve".split(" ");

export const number = (word) => {
  const at = WORDS.indexOf(word.toLowerCase());
  return at < 0 ? Number(word) : at;
};
export const flat = (values) => values.flat();

/** Whether a number is written as its value rounds. */
export function shows(said, value) {
  const text = said.replace(
    /·10(.*)/,
    (_, raised) =>
      `e${[...raised]
        .map((c) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(c) - 1)
        .join("")
        .replace("-1", "-")}`,
  );
  const plain = Number(text.replaceAll("−", "-"));
  if (Number.isInteger(plain) && !/[.e]/.test(text) && Math.abs(plain) < 99) return plain === value;
  const [digits, exponent = "0"] = text.replaceAll("−", "-").split("e");
  const places = digits.includes(".") ? digits.split(".")[1].length : 0;
  const last = 10 ** (Number(exponent) - places);
  return Math.abs(plain - value) <= 0.5000001 * last && Math.sign(plain) * value >= 0;
}

/** Everything of a trace that the claims are about. */
export class Facts {
  constructor({ net, step, cell }) {
    Object.assign(this, { net, step, r: cell[0], c: cell[1] });
    [, this.base, this.layer] = /^([A-Za-z]+?)(\d*)(?:_next|hat)?$/.exec(step.writes);
    this.layer = Number(this.layer);
    this.result = this.of(step.writes);
  }
  of(name) {
    const { values } = this.net.matrices[name.replace(".T", "")];
    return name.endsWith(".T") ? turned(values) : values;
  }
  /** "dW[2]", "A[1]T", "X" as matrices. */
  named(sign) {
    const hat = sign.includes("\u0302") ? "hat" : "";
    const name = sign.replace("\u0302", "").replace(/T$/, ".T").replace(/[[\]]/g, "");
    return this.of(name.replace(/^X/, "A0").replace(/(?=\.T|$)/, hat));
  }
  /** The place along a matrix that a label stands for. */
  at(label) {
    const plain = label[0].toLowerCase() + label.slice(1);
    const shape = "○△□◇⬠".indexOf(plain);
    if (shape >= 0) return shape;
    const n = Number(/\d+/.exec(plain)?.[0] ?? 1);
    if (plain.startsWith("class")) return n;
    return plain.startsWith("example") ? this.net.examples.indexOf(n - 1) : n - 1;
  }
  example(n) {
    return this.at(`example ${n}`);
  }
  /** The terms of the selected cell, and what is added to them. */
  get terms() {
    const { base, layer: l, r, c, net } = this;
    const scale = net.spec.average === "loss" ? 1 : 1 / net.m;
    const { l2 } = net.scalars;
    if (base === "Z")
      return this.pairs(
        this.of(`W${l}`)[r],
        this.column(`A${l - 1}`, c),
        1,
        this.of(`b${l}`)[r][0],
      );
    if (base === "dW")
      return this.pairs(
        this.of(`dZ${l}`)[r],
        this.of(`A${l - 1}`)[c],
        scale,
        (l2 / net.m) * this.of(`W${l}`)[r][c],
      );
    if (base === "dA")
      return this.pairs(this.column(`W${l + 1}`, r), this.column(`dZ${l + 1}`, c), 1, 0);
    if (base === "db")
      return this.pairs(
        this.of(`dZ${l}`)[r],
        this.of(`dZ${l}`)[r].map(() => 1),
        scale,
        0,
      );
    const k = net.layers[l];
    return this.pairs(
      this.of(`Jac${l}`)[r].slice(c * k, c * k + k),
      this.column(`dA${l}`, c),
      1,
      0,
    );
  }
  pairs(a, b, scale, added) {
    return { a, b, added, p: a.map((v, k) => scale * v * b[k]) };
  }
  column(name, c) {
    return this.of(name).map((row) => row[c]);
  }
  /** Whether a unit of a layer is off for some examples (all, unless given). */
  off(layer, unit, examples = this.net.examples.keys()) {
    return [...examples].every((i) => {
      const [a, z] = [`A${layer}`, `Z${layer}`].map((name) => this.of(name)[unit][i]);
      return a === 0 && z <= 0 && layer < this.net.layers.length - 1;
    });
  }
  truth(c) {
    const column = this.column("Y", c);
    return column.length > 1 && sum(column) === 1 && column.every((y) => y === 0 || y === 1)
      ? column.indexOf(1)
      : -1;
  }
}

export const zero = (list) => list.every((v) => v === 0);
export const rms = (A) => Math.sqrt(sum(flat(A).map((v) => v * v)) / flat(A).length);
export const balanced = (A) =>
  turned(A).every((col) => Math.abs(sum(col)) <= 1e-8 * sum(col.map(Math.abs)));
const parts = (list) => [sum(list.filter((v) => v > 0)), sum(list.filter((v) => v < 0))];

/** Whether two numbers are the parts of a list that nearly cancel. */
export function cancels(list, up, down) {
  const [plus, minus] = parts(list);
  const near = plus > 0 && minus < 0 && Math.abs(plus + minus) <= 0.1001 * (plus - minus);
  return near && shows(up, plus) && shows(down, minus);
}
