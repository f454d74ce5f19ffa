/**
 * In the place of `api.js` where there is no server: what is held is answered, all else is
 * refused with the sentence that says what is held.
 */
import { begun, extended } from "../seen.js";
import { beyond, first, layers, traceAt } from "./held.js";

export class Refusal extends Error {
  status = 0;
  /** @type {{pointer: string, detail: string}[]} */
  errors = [];
}

export class Unreachable extends Error {}

/** @returns {{pointer: string, detail: string}[]} */
export function errorsOf() {
  return [];
}

export function pin() {}

/** @param {string} _query @param {number} iteration */
export async function trace(_query, iteration) {
  return traceAt(iteration) ?? refused();
}

/** @param {string} _query @param {number} until */
export async function history(_query, until) {
  /** @type {any} */
  let made = begun(layers);
  for (let k = first; k <= until; k += 1) made = extended(made, traceAt(k) ?? refused());
  return made;
}

export async function alive() {
  return true;
}

/** @returns {never} */
function refused() {
  throw new Refusal(beyond);
}

const refuse = async () => refused();
export const program = refuse;
export const step = refuse;
export const check = refuse;
export const compare = refuse;
export const about = refuse;
export const boundary = refuse;
export const parts = refuse;
export const save = refuse;
export const train = refuse;
