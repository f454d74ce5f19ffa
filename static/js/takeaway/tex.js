/**
 * A step as LaTeX: its formula, the formula with its numbers, and what it comes to. A document
 * needs amsmath, no more.
 *
 * @typedef {import("../stage/types.d.ts").State} State
 * @typedef {import("../stage/types.d.ts").Step} Step
 * @typedef {import("../numbers.js").Value} Value
 */
import { real, short, together, typed } from "../numbers.js";
import { split } from "../symbols.js";

/** More rows or columns are elided in the middle: a bmatrix holds ten columns. */
const MOST = 8;
const HEAD = 4;
const TAIL = 3;
/** A matrix that stands in its formula more often is written beside it. */
const OFTEN = 2;

/**
 * The symbol of a matrix, as the server writes it in a step's `tex`.
 * @param {string} name
 */
export function symbolTex(name) {
  const { base, layer, suffix } = split(name);
  if (name === "A0") return "X";
  if (layer === null) return base === "L" ? String.raw`\mathcal{L}` : base;
  const up = `^{[${layer}]}`;
  if (base === "gprime") return `g'(Z${up})`;
  if (base === "Jac") return String.raw`\mathrm{Jac}` + up;
  if (!/^[mv]/.test(base)) return base + up;
  const letter = suffix === "hat" ? String.raw`\hat{${base[0]}}` : base[0];
  return `${letter}_{${base[1]}}${up}`;
}

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/**
 * A number as the page writes it: 6.123·10⁻⁵ is a product with a power.
 * @param {string} text
 */
function numberTex(text) {
  const plain = text
    .replaceAll("−", "-")
    .replace("∞", String.raw`\infty`)
    .replace("NaN", String.raw`\mathrm{NaN}`);
  const [digits, power] = plain.split(/·10|e/);
  if (power === undefined) return digits;
  const raised = power.replace(/[^-\d]/g, (d) => (d === "⁻" ? "-" : String(RAISED.indexOf(d))));
  return String.raw`${digits} \cdot 10^{${raised}}`;
}

/** Which of so many rows are written; null stands for those left out. @param {number} count */
function shown(count) {
  const all = /** @type {(number | null)[]} */ ([...Array(count).keys()]);
  return count <= MOST ? all : [...all.slice(0, HEAD), null, ...all.slice(count - TAIL)];
}

/**
 * A matrix, and whether every number of it is written exactly; alone, one number needs no brackets.
 * @param {Value[][]} values
 */
export function matrixTex(values) {
  const flat = values.flat().map(real);
  const four = together(flat);
  const integers = flat.every(Number.isInteger);
  const write = (/** @type {Value} */ v) => (integers ? short(real(v)) : four(real(v)));
  const exact = flat.every((v) => typed(write(v)) === v);
  const columns = shown(values[0].length);
  const lines = shown(values.length).map((r) => {
    const dots = r === null ? String.raw`\vdots` : String.raw`\cdots`;
    const cell = (/** @type {number | null} */ c) => {
      if (r === null) return c === null ? String.raw`\ddots` : dots;
      return c === null ? dots : numberTex(write(values[r][c]));
    };
    return columns.map(cell).join(" & ");
  });
  const body = lines.join(String.raw` \\ `);
  const tex = String.raw`\begin{bmatrix} ${body} \end{bmatrix}`;
  return { tex, exact, alone: flat.length === 1 ? body : tex };
}

/** @param {Value[][]} values */
const turned = (values) => values[0].map((_, c) => values.map((row) => row[c]));

/** @param {string} text */
const literal = (text) => text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);

/**
 * A formula with its matrices in the places of their symbols; null where a symbol has an index, or
 * stands there too often.
 * @param {string} formula
 * @param {string[]} reads
 * @param {State["matrices"]} matrices
 */
function filled(formula, reads, matrices) {
  /** @type {{ tex: string, exact: boolean }[]} */
  const held = [];
  let text = formula;
  for (const name of reads) {
    const symbol = literal(symbolTex(name));
    const { values } = matrices[name];
    const [plain, across] = [matrixTex(values), matrixTex(turned(values))];
    const places = new RegExp(String.raw`\{${symbol}\}\^\{T\}|(?<![A-Za-z\\])${symbol}`, "g");
    const found = [...text.matchAll(places)];
    const indexed = new RegExp(String.raw`(?<![A-Za-z\\])${symbol}(_|\^\{\()|\{${symbol}\}_`);
    if (!found.length || found.length > OFTEN || indexed.test(text)) return null;
    text = text.replace(places, (one) => {
      held.push(one.endsWith("^{T}") ? across : plain);
      return `@${held.length - 1}@`;
    });
  }
  return { text, held };
}

/**
 * A formula with the numbers of the run in the places of m, α, λ, μ and t.
 * @param {string} formula
 * @param {State["scalars"]} scalars
 */
function counted(formula, { m, lr, l2, mu, t }) {
  const number = (/** @type {number} */ v) => numberTex(short(v));
  return formula
    .replace(/(\d?)(?<![A-Za-z\\])m(?![A-Za-z_])/g, (_, times) =>
      times ? String.raw`${times} \cdot ${m}` : String(m),
    )
    .replace(/\\alpha(?![a-z])/g, () => number(lr))
    .replace(/\\lambda(?![a-z])/g, () => number(l2))
    .replace(/\\mu(?![a-z])/g, () => number(mu))
    .replaceAll("^{t}", `^{${t}}`);
}

/** @param {boolean} exact */
const sign = (exact) => (exact ? "=" : String.raw`\approx`);

/**
 * @param {Pick<Step, "tex" | "writes" | "reads">} step
 * @param {Pick<State, "matrices" | "scalars" | "beat">} state
 */
export function stepTex(step, { matrices, scalars, beat }) {
  const [, left, equals, right] = /** @type {RegExpExecArray} */ (
    /^(.*?) (:?=) (.*)$/s.exec(step.tex)
  );
  const [rows, columns] = matrices[step.writes].shape;
  const lines = [String.raw`\underset{${rows} \times ${columns}}{${left}} &${equals} ${right}`];
  const put = filled(right, step.reads, matrices);
  let exact = true;
  if (put) {
    exact = put.held.every((one) => one.exact);
    const text = counted(put.text, scalars).replace(/@(\d+)@/g, (_, i) => put.held[i].tex);
    lines.push(`&${sign(exact)} ${text}`);
  }
  if (beat === 2) {
    const result = matrixTex(matrices[step.writes].values);
    lines.push(`&${sign(exact && result.exact)} ${result.alone}`);
  }
  for (const name of put ? [] : step.reads) {
    const one = matrixTex(matrices[name].values);
    lines.push(`${symbolTex(name)} &${sign(one.exact)} ${one.alone}`);
  }
  const body = lines.map((line) => `  ${line}`).join(" \\\\\n");
  return ["\\begin{aligned}", body, "\\end{aligned}"].join("\n");
}
