/** The files of an .npz as NumPy's savez writes it: a zip without compression, .npy inside. */
import { Fault } from "./fault.js";

const BROKEN = "This .npz file is damaged or cut short.";
const [ENTRY, LOCAL, END] = [0x02014b50, 0x04034b50, 0x06054b50];

/**
 * @typedef {{name: string, method: number, size: number, packed: number, at: number, sum: number}} Entry
 */

/** @param {ArrayBuffer} bytes @param {string} name @returns {ArrayBuffer} the content of one file */
export function file(bytes, name) {
  try {
    const view = new DataView(bytes);
    const entry = entries(view).find((one) => one.name === name);
    if (!entry) throw new Fault(`This .npz file holds no ${name}, so it was not made here.`);
    if (entry.method || entry.packed !== entry.size) {
      throw new Fault("This .npz file is compressed; those made here are not.");
    }
    if (view.getUint32(entry.at, true) !== LOCAL) throw new Fault(BROKEN);
    const names = view.getUint16(entry.at + 26, true) + view.getUint16(entry.at + 28, true);
    const start = entry.at + 30 + names;
    const content = new Uint8Array(bytes, start, entry.size);
    if (checksum(content) !== entry.sum) throw new Fault(BROKEN);
    return content.slice().buffer;
  } catch (error) {
    if (error instanceof RangeError) throw new Fault(BROKEN);
    throw error;
  }
}

/** The central directory. @param {DataView} view @returns {Entry[]} */
function entries(view) {
  let end = view.byteLength - 22;
  while (end >= 0 && view.getUint32(end, true) !== END) end -= 1;
  if (end < 0) throw new Fault(BROKEN);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  return Array.from({ length: count }, () => {
    if (view.getUint32(at, true) !== ENTRY) throw new Fault(BROKEN);
    const name = view.getUint16(at + 28, true);
    const extra = view.getUint16(at + 30, true);
    const made = entry(view, at, name, extra);
    at += 46 + name + extra + view.getUint16(at + 32, true);
    return made;
  });
}

/** @param {DataView} view @param {number} at @param {number} name its length @param {number} extra its length @returns {Entry} */
function entry(view, at, name, extra) {
  const text = new Uint8Array(view.buffer, at + 46, name);
  const small = [at + 24, at + 20, at + 42].map((where) => view.getUint32(where, true));
  const [size, packed, start] = large(view, at + 46 + name, extra, small);
  const method = view.getUint16(at + 10, true);
  const sum = view.getUint32(at + 16, true);
  return { name: new TextDecoder().decode(text), method, size, packed, at: start, sum };
}

/** Sizes of 64 bits, where those of 32 say they are elsewhere. @param {DataView} view @param {number} at @param {number} length @param {number[]} small */
function large(view, at, length, small) {
  let field = at;
  while (field < at + length && view.getUint16(field, true) !== 1) {
    field += 4 + view.getUint16(field + 2, true);
  }
  field += 4;
  return small.map((value) => {
    if (value !== 0xffffffff) return value;
    field += 8;
    return Number(view.getBigUint64(field - 8, true));
  });
}

/** CRC-32. @param {Uint8Array} content */
function checksum(content) {
  let sum = 0xffffffff;
  for (const byte of content) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

/**
 * What an .npy file says it holds.
 * @param {ArrayBuffer} bytes
 * @returns {{type: string, shape: number[], view: DataView}}
 */
export function array(bytes) {
  try {
    const view = new DataView(bytes);
    const magic = String.fromCharCode(...new Uint8Array(bytes, 0, 6));
    if (magic !== "\x93NUMPY") throw new Fault("This is no .npy array.");
    const long = view.getUint8(6) > 1;
    const length = long ? view.getUint32(8, true) : view.getUint16(8, true);
    const start = long ? 12 : 10;
    const head = new TextDecoder().decode(new Uint8Array(bytes, start, length));
    const type = /'descr':\s*'([^']+)'/.exec(head)?.[1];
    const shape = /'shape':\s*\(([\d,\s]*)\)/.exec(head)?.[1];
    if (!type || shape === undefined) throw new Fault("This .npy array has no type or no shape.");
    const sizes = shape.split(",").filter((n) => n.trim());
    return { type, shape: sizes.map(Number), view: new DataView(bytes, start + length) };
  } catch (error) {
    if (error instanceof RangeError) throw new Fault("This .npy array is cut short.");
    throw error;
  }
}
