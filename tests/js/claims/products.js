/** What may be said of a cell of a matrix product, or of the sum of a row. */
import { sum } from "../nets/numbers.js";
import { cancels, flat, LABEL, MATRIX, N, number, shows, zero } from "./facts.js";

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

/** "w△4 dz△": the row, the column, and the row again. */
const PUSH = "w([○△□◇⬠]|\\d+?),?(\\d+) dz([○△□◇⬠]|\\d+)";

/** Which of the units ahead a row's name stands for. */
function pushing(row, f) {
  const last = f.layer + 1 === f.net.layers.length - 1;
  const zero = last && f.net.activations.at(-1) === "softmax";
  return /\d/.test(row) ? Number(row) - Number(!zero) : f.at(row);
}

/** Whether "all three outputs" there are push the same way. */
function samePush(text, f) {
  const [, n, who] = /^(Both|All \w+) (outputs|units) push the same way$/.exec(text);
  const { p } = f.terms;
  const last = f.layer + 1 === f.net.layers.length - 1;
  const same = p.every((x) => x > 0) || p.every((x) => x < 0);
  const size = n === "Both" ? 2 : number(n.slice(4));
  return p.length === size && same && (who === "outputs") === last;
}

function gives(row, column, dz, v, f) {
  const { p } = f.terms;
  const at = pushing(row, f);
  const most = p.every((x, k) => k === at || Math.abs(x) < Math.abs(p[at]));
  return f.base === "dA" && row === dz && Number(column) - 1 === f.r && most && shows(v, p[at]);
}

/** @type {[string, (found: string[], facts: import("./facts.js").Facts) => boolean][]} */
export const PRODUCTS = [
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
    `Examples (\\d+) and (\\d+) contribute most: products ${N} and ${N}`,
    ([, one, other, first, second], f) => {
      const { a, b, p, added } = f.terms;
      const [i, j] = [one, other].map((n) => f.example(n));
      const sizes = p.map(Math.abs);
      const rest = sizes.filter((_, k) => k !== i && k !== j);
      return (
        p.length === f.net.m &&
        rest.every((v) => v < Math.min(sizes[i], sizes[j])) &&
        sizes[i] + sizes[j] > (sum(rest) + Math.abs(added)) * (1 - 1e-12) &&
        Math.min(sizes[i], sizes[j]) >= 0.799 * Math.max(sizes[i], sizes[j]) &&
        shows(first, a[i] * b[i]) &&
        shows(second, a[j] * b[j])
      );
    },
  ],
  [
    `(?:Both|All \\w+) (?:outputs|units) push the same way: (?:${PUSH} gives most,|together) ${N}`,
    ([text, row, column, dz, v], f) =>
      samePush(text.split(":")[0], f) &&
      (row ? gives(row, column, dz, v, f) : shows(v, sum(f.terms.p))),
  ],
  [
    `${PUSH} gives most, ${N}(?:; (.+) push(?:es)? the other way)?`,
    ([, row, column, dz, v, list], f) => {
      const { p } = f.terms;
      const at = pushing(row, f);
      const others = [...p.keys()].filter((k) => p[k] * p[at] < 0);
      const named = list?.split(/, | and /).map((label) => f.at(label));
      return gives(row, column, dz, v, f) && (!list || String(named) === String(others));
    },
  ],
  [
    `(?:(?:Both|All \\w+) (?:outputs|units) push the same way: )?${PUSH} and ${PUSH} give most, ${N} and ${N}`,
    ([text, row, column, dz, row2, column2, dz2, one, other], f) => {
      const { p } = f.terms;
      if (/way/.test(text) && !samePush(text.split(":")[0], f)) return false;
      const [i, j] = [pushing(row, f), pushing(row2, f)];
      const rest = p.filter((_, k) => k !== i && k !== j).map(Math.abs);
      const least = Math.min(Math.abs(p[i]), Math.abs(p[j]));
      return (
        [row, row2].join() === [dz, dz2].join() &&
        [column, column2].every((c) => Number(c) - 1 === f.r) &&
        rest.length > 0 &&
        rest.every((x) => x < least) &&
        shows(one, p[i]) &&
        shows(other, p[j])
      );
    },
  ],
  [
    `One way back only: weight ${N} times dz ${N}`,
    ([, w, dz], f) => {
      const { a, b } = f.terms;
      return f.base === "dA" && a.length === 1 && shows(w, a[0]) && shows(dz, b[0]);
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
    `In (example \\d+), (.+) (?:is|are) off`,
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
    "(\\w+) of (\\w+) products (?:is|are) exactly 0",
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
];
