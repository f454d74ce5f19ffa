/**
 * What is said of an answer: how much is right, which slip explains the rest, what the numbers
 * cannot tell.
 * @typedef {{ id: string, label: string, why: string, code: string }} Slip
 * @typedef {{
 *   matrix: string, shape: number[], right: boolean[][], blank: boolean[][], coarse: boolean[][],
 *   score: { right: number, of: number }, slips: Slip[], untold: { label: string, why: string }[],
 *   undecided: string | null,
 * }} Reply
 */
import { runs } from "../symbols.js";

/** A name in one line of text: "dW[2]". @param {string} name */
export const lineOf = (name) =>
  runs(name)
    .map((run) => run.text)
    .join("");

/** @param {unknown[][]} rows */
const shapeOf = (rows) => [rows.length, rows[0].length];

/** @param {boolean[][]} rows */
const count = (rows) => rows.flat().filter(Boolean).length;

/** @param {Reply} reply how each cell stands: right, wrong, few digits, nothing */
export function verdictsOf({ right, blank, coarse }) {
  return right.map((row, r) =>
    row.map((ok, c) => {
      if (blank[r][c]) return "";
      return ok ? (coarse[r][c] ? "coarse" : "right") : "wrong";
    }),
  );
}

/** How much is right, in one sentence. @param {Reply} reply */
export function headline({ matrix, shape, right, blank }) {
  const own = shapeOf(right);
  if (own.join() !== shape.join()) {
    return `Your matrix is ${own.join(" × ")}; ${lineOf(matrix)} is ${shape.join(" × ")}.`;
  }
  const left = count(blank);
  const of = own[0] * own[1] - left;
  const good = count(right);
  const cells = left === 1 ? "1 cell is" : `${left} cells are`;
  const still = left ? ` ${cells} still empty.` : "";
  if (of === 1) return `${good ? "Right" : "Not right"}, to the digits you gave.${still}`;
  if (good === of) return `All ${of} right, to the digits you gave.${still}`;
  return `${good} of ${of} right.${still}`;
}

/** What leads to the slips, or stands in their place. @param {Reply} reply */
export function lead({ right, blank, slips, shape }) {
  const wrong = right.flatMap((row, r) =>
    row.flatMap((ok, c) => (ok || blank[r][c] ? [] : [[r + 1, c + 1]])),
  );
  if (slips.length > 1) return "Each of these slips explains what is wrong:";
  if (slips.length === 1) return "What may have happened:";
  if (!wrong.length || shapeOf(right).join() !== shape.join()) return "";
  const [[r, c]] = wrong;
  return `No single slip known here explains it. Begin with row ${r}, column ${c}: the stage shows its arithmetic.`;
}

/** Where more is wrong than can be marked in place. @param {string[][]} verdicts */
export function places(verdicts) {
  const wrong = verdicts.flatMap((row, r) =>
    row.flatMap((one, c) => (one === "wrong" ? [`row ${r + 1} column ${c + 1}`] : [])),
  );
  const more = wrong.length > 8 ? ` and ${wrong.length - 8} more` : "";
  return wrong.length ? `Wrong: ${wrong.slice(0, 8).join(", ")}${more}.` : "";
}
