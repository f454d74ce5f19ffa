/**
 * The examples of a network of two inputs as one's own data, with one more or one less. Nothing
 * here touches the page.
 * @typedef {{ X: number[][], Y: number[][] }} Data  columns are examples
 */
import { join } from "../address.js";

/** What own data stand in place of. */
const MADE = ["data", "m", "classes", "noise", "data_seed"];
/** A place pointed at is no finer than this part of the plane. */
const FINE = 1000;

/** The change of the spec to data of one's own. @param {Data} data */
export function patchOf({ X, Y }) {
  return { X, Y, ...Object.fromEntries(MADE.map((name) => [name, null])) };
}

/** A network on the same data, all of them in one batch. @param {any} spec */
export function wholeQuery(spec) {
  const names = [...MADE, "output"].filter(
    (name) => spec[name] !== undefined && spec[name] !== null,
  );
  return join(names.map((name) => [name, String(spec[name])]));
}

/** @param {Data} data @param {number[]} x @param {number} k its class @returns {Data} */
export function withExample({ X, Y }, x, k) {
  const y = Y.length === 1 ? [k] : Y.map((_, row) => (row === k ? 1 : 0));
  const add = (/** @type {number[][]} */ rows, /** @type {number[]} */ column) =>
    rows.map((row, r) => [...row, column[r]]);
  return { X: add(X, x), Y: add(Y, y) };
}

/** @param {Data} data @param {number} i @returns {Data} */
export function withoutExample({ X, Y }, i) {
  const drop = (/** @type {number[][]} */ rows) => rows.map((row) => row.filter((_, c) => c !== i));
  return { X: drop(X), Y: drop(Y) };
}

/** The example nearest to a place, and how far it is in parts of the plane's side. @param {number[][]} X @param {[number, number]} at @param {[number, number]} spans */
export function nearestTo(X, at, spans) {
  const away = X[0].map((_, i) =>
    Math.hypot((X[0][i] - at[0]) / spans[0], (X[1][i] - at[1]) / spans[1]),
  );
  const far = Math.min(...away);
  return { i: away.indexOf(far), far };
}

/** As few digits as tell the place on a plane of this size. @param {number} v @param {number} span */
export function rounded(v, span) {
  const digits = Math.max(0, Math.min(12, Math.ceil(Math.log10(FINE / span))));
  return Number(v.toFixed(digits)) || 0;
}
