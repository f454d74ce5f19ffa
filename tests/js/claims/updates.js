/** What may be said of an update, and of the memories of an optimizer. */
import { flat, MATRIX, N, number, shows, zero } from "./facts.js";

/** The row and column that w△4, w12 or b3 stand for. */
function placeOf(letter, row, column, f) {
  const last = f.layer === f.net.layers.length - 1;
  const digits = last && f.net.layers[f.layer] > 5 && f.net.activations.at(-1) === "softmax";
  const number = letter === "b" && column ? row + column : row;
  const r = /\d/.test(row) ? Number(number) - Number(!digits) : f.at(row);
  return [r, letter === "b" ? 0 : Number(column) - 1];
}

const isThere = (moves, [r, c], size) => Math.abs(moves[r][c]) === Math.abs(size);

/** @type {[string, (found: string[], facts: import("./facts.js").Facts) => boolean][]} */
export const UPDATES = [
  [
    `([wb])([○△□◇⬠]|ŷ|\\d+?)(?:,?(\\d+))? moves( most)?: by ${N}, to ${N}(?:; the largest move is (?:[wb])([○△□◇⬠]|ŷ|\\d+?)(?:,?(\\d+))?’s ${N})?`,
    ([, letter, row, column, most, by, to, farRow, farColumn, largest], f) => {
      const [, name] = /^(.+)_next$/.exec(f.step.writes);
      const before = f.of(name);
      const moves = f.result.map((line, r) => line.map((v, c) => v - before[r][c]));
      const [r, c] = placeOf(letter, row, column, f);
      const size = Math.abs(moves[r][c]);
      const others = flat(moves.map((line, i) => line.filter((_, k) => i !== r || k !== c)));
      const dearest = others.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a), 0);
      return (
        (letter === "w") === name.startsWith("W") &&
        r === f.r &&
        c === f.c &&
        (!most || (others.length > 0 && Math.abs(dearest) < size)) &&
        Boolean(largest) === Math.abs(dearest) > size &&
        (!largest || isThere(moves, placeOf(letter, farRow, farColumn, f), dearest)) &&
        (!largest || shows(largest, dearest)) &&
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
    `(\\w+) of (\\w+) entries do(?:es)? not move(?:: (?:its|their) ${MATRIX} is 0)?`,
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
];
