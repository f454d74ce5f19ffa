/** A run that was saved as a file: the trace as .json, or .npz. */
import { Fault } from "./fault.js";
import { array, file } from "./npz.js";

/** The one version of the format that is read. */
const FORMAT = 1;
const LONGEST = 64_000_000;
const FOREIGN = "This file holds no run made here: a .json needs format, spec and iteration.";

/** Whether bytes begin as one of these files does. @param {ArrayBuffer} bytes */
export function isRun(bytes) {
  const head = String.fromCharCode(...new Uint8Array(bytes, 0, Math.min(64, bytes.byteLength)));
  return head.startsWith("PK") || /^(?:\xef\xbb\xbf)?\s*\{/.test(head);
}

/**
 * @param {ArrayBuffer} bytes
 * @returns {{spec: Record<string, any>, iteration: number}}
 */
export function runOf(bytes) {
  if (bytes.byteLength > LONGEST) throw new Fault("This file is larger than any run made here.");
  const zipped = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  return zipped[0] === 0x50 && zipped[1] === 0x4b ? fromZip(bytes) : fromJson(bytes);
}

/** @param {ArrayBuffer} bytes */
function fromJson(bytes) {
  const found = read(bytes, "This file is no JSON, or cut short.");
  if (!isObject(found) || !("spec" in found) || !("iteration" in found)) throw new Fault(FOREIGN);
  if (found.format !== FORMAT) {
    throw new Fault(`This file has another format than ${FORMAT}, the one that is read here.`);
  }
  return checked(found.spec, found.iteration);
}

/** @param {ArrayBuffer} bytes */
function fromZip(bytes) {
  const spec = array(file(bytes, "spec.npy"));
  const at = array(file(bytes, "iteration.npy"));
  if (!/^[|<>]?u1$/.test(spec.type) || !/^[<>]i8$/.test(at.type) || at.view.byteLength < 8) {
    throw new Fault(
      "spec.npy or iteration.npy in this file is of another type than those made here.",
    );
  }
  const { buffer, byteOffset, byteLength } = spec.view;
  const text = buffer.slice(byteOffset, byteOffset + byteLength);
  const found = read(/** @type {ArrayBuffer} */ (text), "The spec in this file cannot be read.");
  return checked(found, Number(at.view.getBigInt64(0, at.type === "<i8")));
}

/** @param {ArrayBuffer} bytes @param {string} otherwise @returns {any} */
function read(bytes, otherwise) {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new Fault(otherwise);
  }
}

/** @param {any} value */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @param {any} spec @param {any} iteration */
function checked(spec, iteration) {
  if (!isObject(spec)) throw new Fault(FOREIGN);
  if (!Number.isInteger(iteration) || iteration < 0) {
    throw new Fault("The iteration in this file is no whole number from 0 up.");
  }
  const given = Object.entries(spec).filter(([, value]) => value !== null);
  return { spec: Object.fromEntries(given), iteration };
}
