/** Texts and bytes that somebody's hand or disk has spoilt, the same for the same seed. */
import { Fault } from "../../static/js/own/fault.js";

/** @param {number} seed @returns {(below: number) => number} whole numbers from 0 */
export function random(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const STRAY = [..."[](){};,|&\\'\"=-./eE \t\n\u2212…xN%\0\ufffd", "nan", "[[", "1e999", "''", "π"];

/** A text with one to three slips of the hand. */
export function mutated(text, next) {
  let made = text;
  for (let slips = 1 + next(3); slips > 0; slips -= 1) {
    const at = next(made.length + 1);
    const to = at + next(4);
    const piece = [
      STRAY[next(STRAY.length)],
      "",
      made.slice(to, to + next(6)),
      made.slice(at, to).toUpperCase(),
    ][next(4)];
    made = made.slice(0, at) + piece + made.slice(to);
  }
  return made;
}

/** Bytes cut short, or with some of them changed. */
export function spoilt(bytes, next) {
  const made = new Uint8Array(bytes).slice(0, next(3) ? bytes.byteLength : next(bytes.byteLength));
  for (let slips = 1 + next(4); slips > 0 && made.length; slips -= 1) {
    made[next(made.length)] = next(256);
  }
  return made.buffer;
}

/** What running throws, undefined if nothing. What is no Fault fails the test at once. */
export function faulty(run) {
  try {
    run();
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}
