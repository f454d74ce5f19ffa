/**
 * What shapes own matrices must have, and what is to be said of those that have another one.
 * @typedef {{message: string, offer: string[]}} Problem offer: the matrices to transpose instead
 * @typedef {{values: number[][]}} Given
 */
import { LIMITS } from "./columns.js";

const COLUMNS =
  "Here every column is an example, so that one product W · X serves all of them at once.";

/** The names of a net's own matrices. @param {number} last the number of its layers of weights */
export function namesOf(last) {
  const layers = Array.from({ length: last }, (_, i) => i + 1);
  return ["X", "Y", ...layers.flatMap((l) => [`W${l}`, `b${l}`])];
}

/** @param {number[][]} values @returns {[number, number]} */
export const shapeOf = (values) => [values.length, values[0].length];

/** @param {readonly number[]} shape */
export const said = ([rows, cols]) => `${rows} × ${cols}`;

/**
 * The layers' sizes with these X and Y.
 * @param {number[]} hidden @param {Given|undefined} X @param {Given|undefined} Y
 * @returns {number[]} 0 where it is not known
 */
export function layersOf(hidden, X, Y) {
  return [X?.values.length ?? 0, ...hidden, Y?.values.length ?? 0];
}

/** What a matrix of weights or biases must be; null where that is open. @param {string} name @param {number[]} layers @returns {[number, number]|null} */
export function expected(name, layers) {
  const layer = Number(name.slice(1));
  if (!layer) return null;
  const rows = layers[layer];
  const cols = name[0] === "W" ? layers[layer - 1] : 1;
  return rows && cols ? [rows, cols] : null;
}

/**
 * What is wrong with the shapes, by the matrix concerned.
 * @param {Record<string, Given|undefined>} given
 * @param {number[]} hidden
 * @returns {Record<string, Problem>}
 */
export function problemsOf(given, hidden) {
  /** @type {Record<string, Problem>} */
  const found = {};
  const { X, Y } = given;
  if (X) Object.assign(found, limited("X", X.values));
  if (Y) Object.assign(found, limited("Y", Y.values));
  if (X && Y && !found.X && !found.Y) Object.assign(found, together(X.values, Y.values));
  const layers = layersOf(hidden, X, Y);
  for (const [name, one] of Object.entries(given)) {
    const wanted = one && expected(name, layers);
    if (wanted) Object.assign(found, fitting(name, one.values, wanted));
  }
  return found;
}

/** @param {string} name @param {number[][]} values @returns {Record<string, Problem>} */
function limited(name, values) {
  const [rows, cols] = shapeOf(values);
  const { inputs, examples } = LIMITS;
  if (rows <= inputs && cols <= examples) return {};
  const turned = cols <= inputs && rows <= examples;
  const what = `Expected at most ${inputs} rows and ${examples} columns, found ${said([rows, cols])}.`;
  const more = turned ? ` Are the rows your examples? ${COLUMNS}` : "";
  return { [name]: { message: what + more, offer: turned ? [name] : [] } };
}

/** X and Y have a column for each example. @param {number[][]} X @param {number[][]} Y @returns {Record<string, Problem>} */
function together(X, Y) {
  const [[inputs, m], [outputs, columns]] = [shapeOf(X), shapeOf(Y)];
  if (columns === m) return {};
  const wanted = `Expected ${said([outputs, m])}, a column for each of the ${m} columns of X; found ${said([outputs, columns])}.`;
  if (outputs === m) {
    const message = `Expected ${m} columns, one for each column of X; found ${said([outputs, columns])}. Are the rows your examples? ${COLUMNS}`;
    return { Y: { message, offer: ["Y"] } };
  }
  if (inputs === columns || inputs === outputs) {
    const message = `${wanted} Are the rows of X your examples? ${COLUMNS}`;
    return { Y: { message, offer: inputs === columns ? ["X"] : ["X", "Y"] } };
  }
  return { Y: { message: wanted, offer: [] } };
}

/** @param {string} name @param {number[][]} values @param {[number, number]} wanted @returns {Record<string, Problem>} */
function fitting(name, values, wanted) {
  const [rows, cols] = shapeOf(values);
  if (rows === wanted[0] && cols === wanted[1]) return {};
  const turned = rows === wanted[1] && cols === wanted[0];
  const layer = Number(name.slice(1));
  const from = layer > 1 ? `unit of layer ${layer - 1}` : "input";
  const what =
    name[0] === "W"
      ? `a row for each unit of layer ${layer}, a column for each ${from}`
      : `one entry for each unit of layer ${layer}`;
  const message = `Expected ${said(wanted)}, ${what}; found ${said([rows, cols])}.`;
  return { [name]: { message, offer: turned ? [name] : [] } };
}

/** What may have been meant otherwise, though it fits. @param {string} name @param {number[][]} values */
export function hint(name, values) {
  const [rows, cols] = shapeOf(values);
  return name === "X" && rows > 2 * cols && cols > 1 && cols <= LIMITS.inputs
    ? `${rows} inputs, ${cols} examples. Are the rows your examples? ${COLUMNS}`
    : "";
}
