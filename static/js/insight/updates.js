/**
 * What is worth seeing in an update: how far the selected entry moves, which do not, the memories.
 *
 * @typedef {import("../insight.js").Now} Now
 * @typedef {import("./words.js").Sentence} Sentence
 */

import { short, two } from "../numbers.js";
import { matricesOf } from "../stage/equation.js";
import { evaluate, lex } from "../stage/expression.js";
import { dimsOf, italic, split } from "../symbols.js";
import { facts, leader, valuesOf } from "./facts.js";
import { capital, entryName, outOf, say, sentence, sign, words } from "./words.js";

/** Moves that differ by less than this share are nearly the same. */
const SAME = 0.01;

/**
 * @param {Now} now
 * @returns {(Sentence | null)[]}
 */
export function update({ step, items, state, cell }) {
  const { base, suffix } = split(step.writes);
  const [, old, moving] = matricesOf(items);
  if (suffix !== "_next" || !/^[Wb]$/.test(base) || `${old?.name}_next` !== step.writes) return [];
  const [before, after] = [old.name, step.writes].map(
    (name) => /** @type {number[][]} */ (valuesOf(name, state)),
  );
  const columns = before[0].length;
  const moves = after.flatMap((row, r) => row.map((v, c) => v - before[r][c]));
  const still = moves.filter((v) => v === 0).length;
  if (still === moves.length) return [none(moving?.name, state)];
  const sizes = moves.map(Math.abs);
  if (!sizes.every(Number.isFinite)) return [];
  const rest = still ? stays(moves, moving?.name, state) : null;
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  if (moves.length > 1 && least > (1 - SAME) * most) {
    return [sentence(words`Every entry moves by nearly ${two(most)}`, words`, ${ways(moves)}.`)];
  }
  const k = cell[0] * columns + cell[1];
  if (!moves[k]) return [rest];
  const nameAt = (/** @type {number} */ i) =>
    entryName(old.name, [Math.floor(i / columns), i % columns], dimsOf(old.name, state), state);
  const first = moves.length > 1 && leader(sizes) === k;
  const far = sizes.indexOf(most);
  const more =
    most > sizes[k] ? words`; the largest move is ${nameAt(far)}’s ${two(moves[far])}` : [];
  return [
    sentence(
      words`${nameAt(k)} moves${first ? " most" : ""}:`,
      words` by ${two(moves[k])}, to ${reached(after[cell[0]][cell[1]])}${more}.`,
    ),
    rest,
  ];
}

/**
 * How many entries do not move, and whether what moves the others is 0 there.
 * @param {number[]} moves
 * @param {string | undefined} name what moves the entries
 * @param {import("../stage/types.d.ts").State} state
 */
function stays(moves, name, state) {
  const still = moves.filter((v) => v === 0).length;
  const moving = name ? valuesOf(name, state)?.flat() : null;
  const because = moving?.length === moves.length && moves.every((v, i) => v || !moving[i]);
  const [verb, whose] = still === 1 ? ["does", "its"] : ["do", "their"];
  const strong = words`${capital(outOf(still, moves.length))} entries ${verb} not move`;
  return name && because
    ? sentence(words`${strong}:`, words` ${whose} ${sign(name)} is 0.`)
    : sentence(words`${strong}.`);
}

/** As many digits as the move has, or, from 1 on, decimals as in a cell. @param {number} v */
const reached = (v) => (Math.abs(v) < 1 ? two(v) : say(v));

/** @param {number[]} moves */
function ways(moves) {
  if (moves.every((v) => v > 0)) return "up";
  return moves.every((v) => v < 0) ? "down" : "up or down";
}

/**
 * No entry moves, and why.
 * @param {string | undefined} name what would move them
 * @param {import("../stage/types.d.ts").State} state
 */
function none(name, state) {
  const values = name ? valuesOf(name, state) : null;
  if (name && values && facts(values).most === 0) {
    return sentence(words`Nothing moves:`, words` all of ${sign(name)} is 0.`);
  }
  if (state.scalars.lr === 0)
    return sentence(words`Nothing moves:`, words` ${[italic("α")]} is 0.`);
  return sentence(words`Nothing moves.`);
}

/**
 * A memory that was still empty.
 * @param {Now} now
 * @returns {(Sentence | null)[]}
 */
export function memory({ step, state }) {
  const [old, fresh, ...others] = step.reads;
  const kept = /^[mv][Wb]$/.test(split(step.writes).base) && `${old}_next` === step.writes;
  if (!kept || !fresh || others.length) return [];
  const [before, comes] = [valuesOf(old, state), valuesOf(fresh, state)];
  if (!before || !comes || facts(before).most > 0 || facts(comes).most === 0) return [];
  return [
    sentence(words`${sign(old)} was all 0:`, words` the new one comes from ${sign(fresh)} alone.`),
  ];
}

/**
 * One matrix divided by a number below 1.
 * @param {Now} now
 * @returns {(Sentence | null)[]}
 */
export function correction({ items, state }) {
  const [, only, ...others] = matricesOf(items);
  if (!only || others.length || only.prefix || items.length !== 3) return [];
  const divided = /^\s*\/(.*)$/.exec(only.suffix);
  const lexemes = divided && lex(divided[1]);
  const by = lexemes && evaluate(lexemes, { scalars: state.scalars });
  if (!by || !(by > 0 && by < 0.9) || facts(state.matrices[only.name].values).most === 0) return [];
  return [sentence(words`Divided by ${digits(by)}:`, words` ${digits(1 / by)} times as large.`)];
}

/**
 * Three digits, without zeros at the end.
 * @param {number} v
 */
function digits(v) {
  return short(Number(v.toPrecision(3)));
}
