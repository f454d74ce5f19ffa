/**
 * Specs on their way to the server: a changed one as a query or, too long for an address, as a
 * saved spec with an id.
 */
import { asText, pairs, patched } from "./address.js";
import * as api from "./api.js";

/** The longest query an address carries. */
const LONGEST = 2000;

/** The value of an address's field as JSON has it. @param {string} name @param {string} text */
function asValue(name, text) {
  if (/^([XY]|[Wb][1-9])$/.test(name)) {
    return text.split(";").map((row) => row.split(",").map(Number));
  }
  if (text === "true" || text === "false") return text === "true";
  return text !== "" && name !== "hidden" && Number.isFinite(Number(text)) ? Number(text) : text;
}

/** The fields of a query or of a saved spec. @param {string} query @param {any} spec the spec the query stands for, if known */
function fieldsOf(query, spec) {
  if (query.startsWith("spec=")) return { ...spec };
  return Object.fromEntries(pairs(query).map(([name, text]) => [name, asValue(name, text)]));
}

/**
 * The query of a changed spec. A short one is written out; a long one is saved first.
 * @param {string} query @param {any} spec @param {Record<string, any>} patch
 * @param {AbortSignal} signal @returns {Promise<string>|string}
 */
export function changed(query, spec, patch, signal) {
  if (!query.startsWith("spec=")) {
    const next = patched(query, patch);
    if (next.length <= LONGEST) return next;
  }
  const fields = fieldsOf(query, spec);
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete fields[name];
    else fields[name] = typeof value === "string" ? asValue(name, asText(value)) : value;
  }
  return api.save(fields, signal).then((reply) => reply.query);
}

/** Post a saved spec again, after the server forgot it. @param {any} spec @param {AbortSignal} signal */
export async function again(spec, signal) {
  return (await api.save(spec, signal)).query;
}

/** The spec's field an error points at: `#/W1/0/2` → W1. @param {{pointer: string}} error */
function fieldOf(error) {
  return error.pointer?.replace(/^#\//, "").split("/")[0] ?? "";
}

/**
 * A refused change again, without the older fields that no longer fit it; null where the change
 * itself is at fault.
 * @param {any} target @param {{pointer: string, detail: string}[]} problems
 */
export function withoutUnfit({ patch, query, left = [] }, problems) {
  const unfit = problems.map(fieldOf).filter((name) => patch && !(name in patch));
  if (!unfit.length || unfit.length < problems.length) return null;
  const all = [...new Set([...left, ...unfit])];
  const note = `Left out, because it no longer fits: ${all.join(", ")}.`;
  const drop = Object.fromEntries(unfit.map((name) => [name, null]));
  return { patch: { ...patch, ...drop }, how: { left: all, note, query } };
}
