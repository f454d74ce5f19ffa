/** What may be said of activations, outputs, losses and columns. */
import { sum, turned } from "../nets/numbers.js";
import { balanced, flat, LABEL, MATRIX, N, number, shows } from "./facts.js";

/** @type {[string, (found: string[], facts: import("./facts.js").Facts) => boolean][]} */
export const COLUMNS = [
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
    "(\\w+) of (\\w+) entries (?:is|are) 0: there z is not above 0",
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
    `${LABEL} leads in (example \\d+) with ${N}(?:, and ${LABEL} is true|, but ${LABEL} is true with ${N})?`,
    ([, leads, example, v, right, other, its], f) => {
      const column = f.column(f.step.writes, f.at(example));
      const k = f.at(leads);
      if (
        f.at(example) !== f.c ||
        !column.every((a, i) => i === k || a < column[k]) ||
        !shows(v, column[k])
      )
        return false;
      if (right) return f.truth(f.c) === k && f.at(right) === k;
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
    `(Example \\d+) costs ${N}; (example \\d+) costs most, ${N}`,
    ([, own, v, dearest, most], f) => {
      const [row] = f.result;
      const first = f.at(dearest);
      const others = row.filter((_, i) => i !== first);
      return (
        f.at(own) === f.c &&
        shows(v, row[f.c]) &&
        shows(most, row[first]) &&
        others.every((other) => other < row[first])
      );
    },
  ],
  [
    `Every example costs the same: ${N}`,
    ([, v], f) =>
      f.of("L")[0].every((one) => shows(v, one) && Math.abs(one - f.of("L")[0][0]) <= 1e-8 * one),
  ],
  [
    `Its true (class \\d+|class [○△□◇⬠]) gets (only )?${N}`,
    ([, named, little, v], f) => {
      const label = named.replace(/^class (?!\d)/, "");
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
];
