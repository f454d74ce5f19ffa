/**
 * Every sentence an insight may say, and what must then be true of the matrices: read back from its
 * words and computed again from the trace alone.
 */
import { turned } from "./net.js";

const N = "(−?[\\d.]+(?:e−?\\d+)?)";
const LABEL = "([ax]\\d+|[○△□◇⬠]|[Cc]lass \\d+|[Ee]xample \\d+)";
const MATRIX = "([\\p{L}′\\u0302]+(?:\\[\\d\\])?T?)";
const WORDS = "no one two three four five six seven eight nine ten eleven twelve".split(" ");

const number = (word) => {
  const at = WORDS.indexOf(word.toLowerCase());
  return at < 0 ? Number(word) : at;
};
const sum = (list) => list.reduce((s, v) => s + v, 0);
const flat = (values) => values.flat();

/** Whether a number is written as its value rounds. */
export function shows(text, value) {
  const plain = Number(text.replaceAll("−", "-"));
  if (Number.isInteger(plain) && !/[.e]/.test(text) && Math.abs(plain) < 99) return plain === value;
  const [digits, exponent = "0"] = text.replaceAll("−", "-").split("e");
  const places = digits.includes(".") ? digits.split(".")[1].length : 0;
  const last = 10 ** (Number(exponent) - places);
  return Math.abs(plain - value) <= 0.5000001 * last && Math.sign(plain) * value >= 0;
}

/** Everything of a trace that the claims are about. */
class Facts {
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
    const n = Number(/\d+/.exec(plain)[0]);
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

const zero = (list) => list.every((v) => v === 0);
const rms = (A) => Math.sqrt(sum(flat(A).map((v) => v * v)) / flat(A).length);
const balanced = (A) =>
  turned(A).every((col) => Math.abs(sum(col)) <= 1e-8 * sum(col.map(Math.abs)));
const parts = (list) => [sum(list.filter((v) => v > 0)), sum(list.filter((v) => v < 0))];

function cancels(list, up, down) {
  const [plus, minus] = parts(list);
  const near = plus > 0 && minus < 0 && Math.abs(plus + minus) <= 0.1001 * (plus - minus);
  return near && shows(up, plus) && shows(down, minus);
}

/** "a₂ and a₃", "5 of 16 units", "all four units" */
function units(text, f, layer) {
  const size = f.net.layers[layer];
  const off = [...Array(size).keys()].filter((unit) => f.off(layer, unit));
  const many = /^(?:(\d+) of (\d+)|(both|all \w+)) units$/i.exec(text);
  if (!many) {
    const named = text.split(/, | and /).map((label) => f.at(label));
    return { off, right: named.length > 0 && String(named) === String(off) };
  }
  if (many[1]) return { off, right: Number(many[1]) === off.length && Number(many[2]) === size };
  const all = many[3].toLowerCase() === "both" ? 2 : number(many[3].split(" ")[1]);
  return { off, right: off.length === size && all === size };
}

function factorIsRight(text, which, k, f) {
  const value = f.terms[which][k];
  const [, words, digits] = new RegExp(`^(.*?) ?${N}$`, "u").exec(text);
  const { base, layer: l, r, c } = f;
  const label = base === "dW" ? `${l === 1 ? "x" : "a"}${c + 1}` : "";
  const expected =
    which === "a"
      ? { Z: "weight", dA: "weight", dW: "dz", dZ: "" }[base]
      : { Z: l > 1 ? "activation" : "", dA: "dz", dZ: "da", dW: label }[base];
  if (!shows(digits, value)) return false;
  if (words.endsWith("’s largest activation")) {
    return l > 1 && words.startsWith(label) && value === Math.max(...f.of(`A${l - 1}`)[c]);
  }
  return words === expected && r >= 0;
}

/** @type {[string, (found: string[], f: Facts) => boolean][]} */
const CLAIMS = [
  [
    `(All of ${MATRIX}|This entry|Every product) is exactly 0(?:: (.+))?`,
    ([, what, sign, why], f) => {
      const { a, b, p, added } = f.terms;
      if (!zero(p)) return false;
      if (what.startsWith("All") && !zero(flat(f.named(sign)))) return false;
      if (what.startsWith("This") && f.result[f.r][f.c] !== 0) return false;
      if (what.startsWith("Every") && added === 0) return false;
      if (!why) return true;
      const whole = new RegExp(`^all of ${MATRIX} is 0$`, "u").exec(why);
      if (whole)
        return (
          zero(flat(f.named(whole[1]))) && f.step.reads.some((n) => f.of(n) === f.named(whole[1]))
        );
      const line = new RegExp(`^so is all of its (row|column) of ${MATRIX}$`, "u").exec(why);
      if (line) return line[1] === "row" ? zero(a) && zero(f.named(line[2])[f.r]) : zero(b);
      if (why === "in each product one factor is 0")
        return a.every((v, k) => v === 0 || b[k] === 0);
      const off = new RegExp(
        `^${LABEL} is off for (?:all ${f.net.m} examples|the one example)(?: shown)?$`,
        "u",
      ).exec(why);
      const layer =
        zero(a) && f.base !== "dW"
          ? f.layer
          : zero(a) && f.off(f.layer, f.at(off[1]))
            ? f.layer
            : f.layer - 1;
      return f.off(layer, f.at(off[1])) && [f.r, f.c].includes(f.at(off[1]));
    },
  ],
  [
    `(?:Only ${LABEL} contributes|${LABEL} contributes most): (.+) times (.+)`,
    ([text, one, most, first, second], f) => {
      const k = f.at(one ?? most);
      const { p, added } = f.terms;
      const others = sum(p.map(Math.abs)) - Math.abs(p[k]) + Math.abs(added);
      const right = one
        ? p[k] !== 0 && zero(p.filter((_, i) => i !== k)) && added === 0
        : Math.abs(p[k]) > others * (1 - 1e-12);
      return (
        right &&
        factorIsRight(first, "a", k, f) &&
        factorIsRight(second, "b", k, f) &&
        text.length > 0
      );
    },
  ],
  [
    `(Both|All (\\w+)) products are (positive|negative)`,
    ([, both, n, sign], f) => {
      const { p } = f.terms;
      const size = both === "Both" ? 2 : number(n);
      return p.length === size && p.every((v) => (sign === "positive" ? v > 0 : v < 0));
    },
  ],
  [
    `The products nearly cancel: ${N} against ${N}`,
    ([, up, down], f) => cancels(f.terms.p, up, down),
  ],
  [
    `The (bias|penalty) outweighs the products: ${N}`,
    ([, what, v], f) => {
      const { p, added } = f.terms;
      return (
        (what === "bias") === (f.base === "Z") &&
        Math.abs(added) > sum(p.map(Math.abs)) * (1 - 1e-12) &&
        shows(v, added)
      );
    },
  ],
  [
    `For (\\w+) examples? (?:dz is exactly 0|${LABEL} is (off|0))`,
    ([, n, label, how], f) => {
      const { a, b, p } = f.terms;
      const none = [...p.keys()].filter((k) => p[k] === 0);
      if (none.length !== number(n) || p.length !== f.net.m) return false;
      if (!label) return none.every((k) => a[k] === 0);
      if (f.at(label) !== f.c || !none.every((k) => b[k] === 0)) return false;
      return how === "0" || f.off(f.layer - 1, f.c, none);
    },
  ],
  [
    `For (example \\d+) (.+) (?:is|are) off`,
    ([, example, list], f) => {
      const { b } = f.terms;
      const size = f.net.layers[f.layer - 1];
      const off = [...b.keys()].filter((k) => f.off(f.layer - 1, k, [f.at(example)]));
      if (f.at(example) !== f.c) return false;
      if (/^(both|all \w+) units$/.test(list)) return off.length === size;
      const many = /^(\d+) of (\d+) units$/.exec(list);
      if (many) return Number(many[1]) === off.length && Number(many[2]) === size;
      return String(list.split(/, | and /).map((label) => f.at(label))) === String(off);
    },
  ],
  [
    "(\\w+) of (\\w+) products? (?:is|are) exactly 0",
    ([, n, all], f) => {
      const { p } = f.terms;
      return number(all) === p.length && number(n) === p.filter((v) => v === 0).length;
    },
  ],
  [
    `(Example \\d+) drives ${LABEL} hardest: z = ${N}`,
    ([, example, unit, z], f) => {
      const row = f.result[f.at(unit)];
      const most = Math.max(...row);
      return (
        f.base === "Z" &&
        row[f.at(example)] === most &&
        most > 0 &&
        row.filter((v) => v === most).length === 1 &&
        shows(z, most)
      );
    },
  ],
  [
    `One b, (\\w+) copies: so (\\w+) contributions come back(?:, nearly cancelling: ${N} against ${N}|, all of them (positive|negative))?`,
    ([, n, again, up, down, sign], f) => {
      const row = f.terms.a;
      if (number(n) !== f.net.m || number(again) !== f.net.m || row.length !== f.net.m)
        return false;
      if (up && !cancels(row, up, down)) return false;
      return !sign || row.every((v) => (sign === "positive" ? v > 0 : v < 0));
    },
  ],
  [
    "(.+) (?:is|are) off for (?:all (\\d+) examples|the one example)( shown)?(?:: (.+))?",
    ([, list, m, shown, rest = ""], f) => {
      const { off, right } = units(list, f, f.layer);
      if (!right || Number(m ?? 1) !== f.net.m || Boolean(shown) !== Boolean(f.net.spec.batch))
        return false;
      if (/^nothing of (its error|their errors) passes$/.test(rest))
        return f.base === "dZ" && off.every((u) => zero(f.result[u]));
      if (/^each of (its|their) slopes is 0$/.test(rest))
        return f.base === "gprime" && off.every((u) => zero(f.result[u]));
      if (/^no z of (its row|their rows) is above 0$/.test(rest))
        return off.every((u) => f.of(`Z${f.layer}`)[u].every((z) => z <= 0));
      const all = new RegExp(`^all of ${MATRIX} is 0$`, "u").exec(rest);
      return all ? zero(flat(f.named(all[1]))) : rest === "" && f.base === "A";
    },
  ],
  [
    `Every slope is 1: (?:what arrives will pass unchanged|${MATRIX} equals ${MATRIX})`,
    ([, one, other], f) => {
      const slopes = f.of(`gprime${f.layer}`);
      return (
        flat(slopes).every((v) => v === 1) &&
        (!one || String(f.named(one)) === String(f.named(other)))
      );
    },
  ],
  [
    `${LABEL} lets (\\d+) of (\\d+) examples through: (example \\d+) (passes|is stopped)`,
    ([, unit, n, m, example, how], f) => {
      const row = f.of(`gprime${f.layer}`)[f.at(unit)];
      return (
        f.at(unit) === f.r &&
        f.at(example) === f.c &&
        Number(m) === row.length &&
        Number(n) === row.filter((v) => v === 1).length &&
        (how === "passes") === (row[f.c] === 1)
      );
    },
  ],
  [
    `From dZ\\[(\\d)\\] to dZ\\[(\\d)\\] the error (shrinks|grows): RMS ${N} to ${N}`,
    ([, above, here, how, from, to], f) => {
      const [before, after] = [rms(f.of(`dZ${above}`)), rms(f.of(`dZ${here}`))];
      const far = how === "shrinks" ? after <= before / 2 : after >= 2 * before;
      return (
        Number(here) === f.layer &&
        Number(above) === f.layer + 1 &&
        far &&
        shows(from, before) &&
        shows(to, after)
      );
    },
  ],
  [
    `A share of ${N} passes: ${N} arrives, ${N} goes on`,
    ([, share, arrives, goes], f) => {
      const at = (name) => f.of(`${name}${f.layer}`)[f.r][f.c];
      return (
        at("gprime") > 0 &&
        at("gprime") < 1 &&
        shows(share, at("gprime")) &&
        shows(arrives, at("dA")) &&
        shows(goes, at("dZ"))
      );
    },
  ],
  [
    "(\\d+) of (\\d+) gates are open",
    ([, n, all], f) => {
      const gates = flat(f.of(`gprime${f.layer}`));
      return (
        gates.every((v) => v === 0 || v === 1) &&
        Number(n) === sum(gates) &&
        Number(all) === gates.length
      );
    },
  ],
  [
    `Most of them for ${LABEL}: (\\d+) of (\\d+) examples`,
    ([, unit, n, m], f) => {
      const open = f.result.map(sum);
      const most = Math.max(...open);
      return (
        open[f.at(unit)] === most &&
        open.filter((v) => v === most).length === 1 &&
        Number(n) === most &&
        Number(m) === f.net.m
      );
    },
  ],
  [
    "(?:One z is|(\\d+) of the z are) exactly 0; there the slope counts as 0",
    ([, n], f) => {
      const z = flat(f.of(`Z${f.layer}`));
      const g = flat(f.result);
      return Number(n ?? 1) === z.filter((v, i) => v === 0 && g[i] === 0).length;
    },
  ],
  [
    "(\\w+) of (\\w+) slopes (?:is|are) under 0.05: there less than a twentieth of what arrives will pass",
    ([, n, all], f) => {
      const slopes = flat(f.result);
      return (
        number(all) === slopes.length &&
        number(n) === slopes.filter((v) => Math.abs(v) < 0.05).length
      );
    },
  ],
  [
    `The steepest slope is ${N}: no larger share of what arrives will pass`,
    ([, v], f) => shows(v, Math.max(...flat(f.result).map(Math.abs))),
  ],
  [
    `Example (\\d+) is (?:a )?${LABEL}, and ${LABEL} gets (only )?${N}`,
    ([, n, one, same, little, v], f) => {
      const c = f.example(n);
      const got = f.of(`A${f.layer}`)[f.at(one)][c];
      return (
        c === f.c &&
        one === same &&
        f.truth(c) === f.at(one) &&
        shows(v, got) &&
        Boolean(little) === got < 0.5
      );
    },
  ],
  [
    `Every column of ${MATRIX} adds up to 0`,
    ([, sign], f) => balanced(f.named(sign)) && f.named(sign) === f.result,
  ],
  [
    `Example (\\d+) gets ${N}(?: for ${LABEL})? where ${N} is true: too (little, so negative|much, so positive)`,
    ([, n, got, label, due, how], f) => {
      const r = label ? f.at(label) : f.r;
      const [a, y] = [f.of(`A${f.layer}`), f.of("Y")].map((values) => values[r][f.c]);
      const negative = f.result[r][f.c] < 0;
      return (
        f.example(n) === f.c &&
        r === f.r &&
        shows(got, a) &&
        shows(due, y) &&
        negative === how.startsWith("little") &&
        a !== y
      );
    },
  ],
  [
    "One entry in each column: only where y = 1 is there one",
    (_, f) =>
      f
        .of("Y")
        .every((row, r) =>
          row.every((y, c) => (y === 0 || y === 1) && (y === 1) === (f.result[r][c] !== 0)),
        ) && turned(f.result).every((col) => col.filter((v) => v !== 0).length === 1),
  ],
  [
    "(\\w+) of (\\w+) entries are 0: there z is not above 0",
    ([, n, all], f) => {
      const [a, z] = [flat(f.result), flat(f.of(`Z${f.layer}`))];
      return (
        number(all) === a.length &&
        number(n) === a.filter((v) => v === 0).length &&
        a.every((v, i) => v !== 0 || z[i] <= 0)
      );
    },
  ],
  [
    `${MATRIX} equals ${MATRIX}: nothing is changed here`,
    ([, one, other], f) =>
      f.named(one) === f.result && String(flat(f.named(one))) === String(flat(f.named(other))),
  ],
  [
    `Example (\\d+) gets ${N}: its truth is ([01])`,
    ([, n, got, due], f) =>
      f.example(n) === f.c && shows(got, f.result[0][f.c]) && f.of("Y")[0][f.c] === Number(due),
  ],
  [
    "(\\w+) of (\\w+) lie on the right side of ½",
    ([, n, all], f) => {
      const right = f.result[0].filter((a, i) => (f.of("Y")[0][i] === 1 ? a > 0.5 : a < 0.5));
      return number(all) === f.net.m && number(n) === right.length;
    },
  ],
  [
    `${LABEL} leads in (example \\d+) with ${N}(?:, (the true class)|, but ${LABEL} is true with ${N})?`,
    ([, leads, example, v, right, other, its], f) => {
      const column = f.column(f.step.writes, f.at(example));
      const k = f.at(leads);
      if (
        f.at(example) !== f.c ||
        !column.every((a, i) => i === k || a < column[k]) ||
        !shows(v, column[k])
      )
        return false;
      if (right) return f.truth(f.c) === k;
      return other
        ? f.truth(f.c) === f.at(other) && f.at(other) !== k && shows(its, column[f.at(other)])
        : f.truth(f.c) < 0;
    },
  ],
  [
    `(\\w+) equal shares in (example \\d+): ${N} each`,
    ([, n, example, v], f) => {
      const column = f.column(f.step.writes, f.at(example));
      return (
        number(n) === column.length &&
        column.every((a) => Math.abs(a - 1 / column.length) < 1e-8) &&
        shows(v, column[0])
      );
    },
  ],
  [
    "The true class leads in (?:(both|all \\w+)|(\\w+) of (\\w+)) examples",
    ([, every, n, m], f) => {
      const { net } = f;
      const right = net.examples.filter((_, c) => {
        const column = f.column(f.step.writes, c);
        return column.every((a, i) => i === f.truth(c) || a < column[f.truth(c)]);
      }).length;
      if (every)
        return right === net.m && net.m === (every === "both" ? 2 : number(every.slice(4)));
      return number(n) === right && number(m) === net.m;
    },
  ],
  [
    `Example (\\d+) costs most: ℒ = ${N}`,
    ([, n, v], f) => {
      const [row] = f.result;
      const cost = row[f.example(n)];
      return row.filter((other) => other >= cost).length === 1 && shows(v, cost);
    },
  ],
  [
    `Every example costs the same: ${N}`,
    ([, v], f) =>
      f.of("L")[0].every((one) => shows(v, one) && Math.abs(one - f.of("L")[0][0]) <= 1e-8 * one),
  ],
  [
    `Its true class, ${LABEL}, gets (only )?${N}`,
    ([, label, little, v], f) => {
      const [row] = f.result;
      const c = row.indexOf(Math.max(...row));
      const got = f.of(`A${f.net.layers.length - 1}`)[f.at(label)][c];
      return f.truth(c) === f.at(label) && shows(v, got) && Boolean(little) === got < 0.5;
    },
  ],
  [
    `From ${N} to ${N}: (example \\d+) costs least, (example \\d+) most`,
    ([, from, to, low, high], f) => {
      const [row] = f.of("L");
      const [least, most] = [row[f.at(low)], row[f.at(high)]];
      return (
        row.every((v) => v >= least && v <= most) &&
        least < most &&
        shows(from, least) &&
        shows(to, most)
      );
    },
  ],
  [
    `The losses run from ${N} to ${N}`,
    ([, from, to], f) =>
      shows(from, Math.min(...f.of("L")[0])) && shows(to, Math.max(...f.of("L")[0])),
  ],
  [
    `The penalty adds ${N} to their mean`,
    ([, v], f) => {
      const squares = f.net.layers
        .slice(1)
        .flatMap((_, l) => flat(f.of(`W${l + 1}`)).map((w) => w * w));
      return shows(v, (f.net.scalars.l2 / (2 * f.net.m)) * sum(squares));
    },
  ],
  [
    "In each of the (\\w+) squares every row and every column adds up to 0: what one class gains the others lose",
    ([, n], f) => {
      const k = f.result.length;
      const blocks = f.net.examples.map((_, i) =>
        f.result.map((row) => row.slice(i * k, i * k + k)),
      );
      return (
        number(n) === f.net.m && blocks.every((block) => balanced(block) && balanced(turned(block)))
      );
    },
  ],
  [
    `([wb])([○△□◇⬠]|\\d+?)(?:,?(\\d+))? moves( most)?: by ${N}, to ${N}`,
    ([, letter, row, column, most, by, to], f) => {
      const [, name] = /^(.+)_next$/.exec(f.step.writes);
      const before = f.of(name);
      const moves = f.result.map((line, r) => line.map((v, c) => v - before[r][c]));
      const digits =
        f.net.layers[f.layer] > 5 &&
        f.layer === f.net.layers.length - 1 &&
        f.net.activations.at(-1) === "softmax";
      const r = /\d/.test(row)
        ? Number(letter === "b" && column ? row + column : row) - Number(!digits)
        : f.at(row);
      const c = letter === "b" ? 0 : Number(column) - 1;
      const size = Math.abs(moves[r][c]);
      const others = flat(moves.map((line, i) => line.filter((_, k) => i !== r || k !== c)));
      return (
        (letter === "w") === name.startsWith("W") &&
        others.every((v) => Math.abs(v) < size) &&
        Boolean(most) === others.length > 0 &&
        shows(by, moves[r][c]) &&
        shows(to, f.result[r][c])
      );
    },
  ],
  [
    `Every entry moves by nearly ${N}, (up|down|up or down)`,
    ([, v, way], f) => {
      const before = flat(f.of(f.step.writes.replace("_next", "")));
      const moves = flat(f.result).map((w, i) => w - before[i]);
      const most = Math.max(...moves.map(Math.abs));
      const ways = [moves.some((w) => w > 0) && "up", moves.some((w) => w < 0) && "down"].filter(
        Boolean,
      );
      return (
        shows(v, most) &&
        moves.every((w) => Math.abs(w) > 0.989 * most) &&
        ways.join(" or ") === way
      );
    },
  ],
  [
    `(\\w+) of (\\w+) entr(?:y does|ies do) not move(?:: (?:its|their) ${MATRIX} is 0)?`,
    ([, n, all, sign], f) => {
      const before = flat(f.of(f.step.writes.replace("_next", "")));
      const still = before.flatMap((v, i) => (v === flat(f.result)[i] ? [i] : []));
      const there = sign ? flat(f.named(sign)) : null;
      return (
        number(all) === before.length &&
        number(n) === still.length &&
        (!there || still.every((i) => there[i] === 0))
      );
    },
  ],
  [
    `Nothing moves(?:: (?:all of ${MATRIX}|(α)) is 0)?`,
    ([, sign, rate], f) => {
      const same =
        String(flat(f.result)) === String(flat(f.of(f.step.writes.replace("_next", ""))));
      return same && (!sign || zero(flat(f.named(sign)))) && (!rate || f.net.scalars.lr === 0);
    },
  ],
  [
    `${MATRIX} was all 0: the new one comes from ${MATRIX} alone`,
    ([, old, fresh], f) => {
      const [memory, slope] = f.step.reads;
      return (
        f.named(old) === f.of(memory) && zero(flat(f.of(memory))) && f.named(fresh) === f.of(slope)
      );
    },
  ],
  [
    `Divided by ${N}: ${N} times as large`,
    ([, by, larger], f) => {
      const before = flat(f.of(f.step.reads[0]));
      const ratio = flat(f.result).map((v, i) => [v, before[i]]);
      return (
        ratio.every(([v, w]) => Math.abs(v * Number(by) - w) <= 0.01 * Math.abs(w)) &&
        Math.abs(Number(by) * Number(larger) - 1) < 0.02
      );
    },
  ],
].map(([text, check]) => [new RegExp(`^${text}$`, "u"), check]);

/** An insight as text. */
export function textOf(found) {
  return found ? [...found.strong, ...found.rest].map((run) => run.text).join("") : null;
}

/**
 * What is false or unknown in a text; empty if all of it is true.
 * @returns {{ wrong: string[], kinds: number[] }}
 */
export function judge(text, context) {
  const f = new Facts(context);
  const wrong = [];
  const kinds = [];
  for (const sentence of text.replace(/\.$/, "").split(". ")) {
    const matching = CLAIMS.flatMap(([pattern], i) => (pattern.test(sentence) ? [i] : []));
    const right = matching.filter((i) => CLAIMS[i][1](CLAIMS[i][0].exec(sentence), f));
    if (!right.length) wrong.push(sentence);
    kinds.push(...right);
  }
  return { wrong, kinds };
}

export const KINDS = CLAIMS.map(([pattern]) => pattern.source);
