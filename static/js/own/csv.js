/**
 * A CSV file as a table of columns. Papa Parse cuts it up; here it is told what is a header, what a
 * number, what a class. It runs in a worker, or on the page where there can be none.
 * @typedef {{name: string, numbers: Float64Array|null, words: string[], codes: Int32Array|null}} Column
 *   numbers with NaN where there is none; or the distinct words, and of each row its word's index
 *   or −1
 * @typedef {{columns: Column[], rows: number, header: boolean, notes: string[]}} Table
 */
import { isNumber, numberOf } from "./entry.js";
import { Fault } from "./fault.js";

/** The largest file, in bytes. */
const LARGEST = 20_000_000;
const MOST_COLUMNS = 1000;
const MISSING = /^(?:|na|n\/a|nan|null|none|\?|-)$/i;

/** The text of a file's bytes. @param {ArrayBuffer} bytes @returns {{text: string, notes: string[]}} */
export function textOf(bytes) {
  if (bytes.byteLength > LARGEST) throw new Fault("This file is larger than 20 MB.");
  const head = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  const wide = head[0] === 0xff && head[1] === 0xfe;
  let text = "";
  let notes = /** @type {string[]} */ ([]);
  try {
    text = new TextDecoder(wide ? "utf-16le" : "utf-8", { fatal: true }).decode(bytes);
  } catch {
    text = new TextDecoder("windows-1252").decode(bytes);
    notes = ["The file is not UTF-8; it was read as Windows-1252."];
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they tell that this is no text
  if (/[\0-\x08\x0e-\x1f]/.test(text)) throw new Fault("This is no text, so it is no CSV file.");
  return { text, notes };
}

/**
 * @param {typeof import("../../vendor/papaparse/papaparse.js").default} Papa
 * @param {ArrayBuffer} bytes
 * @returns {Table}
 */
export function tableOf(Papa, bytes) {
  const { text, notes } = textOf(bytes);
  const { data, errors, meta } = Papa.parse(text, { skipEmptyLines: "greedy" });
  const broken = errors.find((error) => error.type === "Quotes");
  if (broken) throw new Fault(`The quotes in row ${(broken.row ?? 0) + 1} do not pair up.`);
  if (!data.length) throw new Fault("There is nothing in this file.");
  const rows = even(data);
  const comma = meta.delimiter !== ",";
  const header = isHeader(rows, comma);
  const body = header ? rows.slice(1) : rows;
  if (!body.length) throw new Fault("This file has a header, but no rows below it.");
  const columns = rows[0].map((_, j) => {
    const name = header ? rows[0][j].trim() : "";
    return columnOf(name || `column ${j + 1}`, body, j, comma);
  });
  return { columns, rows: body.length, header, notes };
}

/** Rows of one length; empty cells at the end of a row do not count. @param {string[][]} data */
function even(data) {
  const width = data[0].length;
  if (width > MOST_COLUMNS)
    throw new Fault(`This file has ${width} columns; at most 1000 are read.`);
  return data.map((row, i) => {
    const more = row.slice(width).some((cell) => cell.trim());
    if (row.length >= width && !more) return row;
    const [here, first] = [row.length, width].map((n) => `${n} ${n === 1 ? "cell" : "cells"}`);
    throw new Fault(`Row ${i + 1} of the file has ${here}, its first row ${first}.`);
  });
}

/** Whether the first row is names: none of it is a number. @param {string[][]} rows @param {boolean} comma */
function isHeader([first, ...body], comma) {
  if (first.some((cell) => isNumber(cell.trim(), comma))) return false;
  const numbers = (/** @type {number} */ j) => body.some((row) => isNumber(row[j].trim(), comma));
  return first.every((cell) => cell.trim()) || first.some((_, j) => numbers(j));
}

/** @param {string} name @param {string[][]} body @param {number} j @param {boolean} comma @returns {Column} */
function columnOf(name, body, j, comma) {
  const numbers = new Float64Array(body.length);
  for (let i = 0; i < body.length; i += 1) {
    const cell = body[i][j].trim();
    if (MISSING.test(cell)) numbers[i] = Number.NaN;
    else if (isNumber(cell, comma)) numbers[i] = numberOf(cell, comma);
    else return { name, numbers: null, ...coded(body, j) };
  }
  return { name, numbers, words: [], codes: null };
}

/** Words by their numbers. @param {string[][]} body @param {number} j */
function coded(body, j) {
  const index = new Map();
  const codes = Int32Array.from(body, (row) => {
    const word = row[j].trim();
    if (MISSING.test(word)) return -1;
    if (!index.has(word)) index.set(word, index.size);
    return index.get(word);
  });
  return { words: [...index.keys()], codes };
}
