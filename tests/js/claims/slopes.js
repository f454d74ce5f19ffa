/** What may be said of gates and slopes, and of what passes them. */
import { sum } from "../nets/numbers.js";
import { flat, LABEL, MATRIX, N, number, rms, shows, zero } from "./facts.js";

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

/** @type {[string, (found: string[], facts: import("./facts.js").Facts) => boolean][]} */
export const SLOPES = [
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
    `${LABEL} lets (\\d+) of (\\d+) examples through[,;] (example \\d+)( among them| is stopped|)`,
    ([, unit, n, m, example, how], f) => {
      const row = f.of(`gprime${f.layer}`)[f.at(unit)];
      return (
        f.at(unit) === f.r &&
        f.at(example) === f.c &&
        Number(m) === row.length &&
        Number(n) === row.filter((v) => v === 1).length &&
        (how !== " is stopped") === (row[f.c] === 1) &&
        (how !== "" || n === "1")
      );
    },
  ],
  [
    `From dZ\\[(\\d)\\] to dZ\\[(\\d)\\] the gradients (shrink|grow): their typical size \\(RMS\\) goes from ${N} to ${N}`,
    ([, above, here, how, from, to], f) => {
      const [before, after] = [rms(f.of(`dZ${above}`)), rms(f.of(`dZ${here}`))];
      const far = how === "shrink" ? after <= before / 2 : after >= 2 * before;
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
    `Typical size \\(RMS\\) of dZ\\[(\\d)\\] ${N}, of dZ\\[(\\d)\\] ${N}`,
    ([, above, from, here, to], f) =>
      Number(here) === f.layer &&
      Number(above) === f.layer + 1 &&
      shows(from, rms(f.of(`dZ${above}`))) &&
      shows(to, rms(f.of(`dZ${here}`))),
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
    `Of those of ${LABEL}: (\\d+) of (\\d+)`,
    ([, unit, n, m], f) =>
      f.at(unit) === f.r && Number(n) === sum(f.result[f.r]) && Number(m) === f.net.m,
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
    "(\\w+) of (\\w+) slopes (?:is|are) (under 0.05|within 0.05 of 0)",
    ([, n, all, where], f) => {
      const slopes = flat(f.result);
      return (
        (where === "under 0.05") === slopes.every((v) => v >= 0) &&
        number(all) === slopes.length &&
        number(n) === slopes.filter((v) => Math.abs(v) < 0.05).length
      );
    },
  ],
  [
    `At ${LABEL}, (example \\d+) the slope is ${N}: what arrives will be multiplied by it`,
    ([, unit, example, v], f) =>
      f.at(unit) === f.r && f.at(example) === f.c && shows(v, f.result[f.r][f.c]),
  ],
  [
    `No slope is above ${N}`,
    ([, v], f) => {
      const room = Number(v) - Math.max(...flat(f.result));
      return room >= 0 && room < 0.0101;
    },
  ],
];
