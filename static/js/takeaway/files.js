/**
 * The files of a moment: what each is good for, and its address.
 *
 * @typedef {{ start: string, until: string, copies: string }} Typed  what stands in the fields
 * @typedef {{
 *   label: string, says: string, path: string,
 *   own?: (state: any, typed: Typed) => [string, string][],
 *   fields?: (keyof Typed)[], page?: boolean,
 * }} File  page: it opens in a tab of its own, and is printed there
 */
import { join, pairs } from "../address.js";

/** Numbers in one reply, as the server has it. */
const MOST_NUMBERS = 600_000;
/** Iterations in one file. */
const MOST_ITERATIONS = 500;
/** How many a replay of the untrained net goes on for. */
const FIRST_FEW = 10;

/** @type {File[]} */
export const RUN = [
  {
    label: "NumPy script",
    says: "every step as shown, from these weights",
    path: "/api/v1/export.py",
  },
  {
    label: "PyTorch script",
    says: "the same by autograd, as a check",
    path: "/api/v1/export.py",
    own: () => [["framework", "torch"]],
  },
  {
    label: "Notebook",
    says: "a cell for each step, with its heatmap",
    path: "/api/v1/export.ipynb",
  },
];

/** @type {File[]} */
export const NUMBERS = [
  {
    label: ".npz",
    says: "for np.load; opens again when dropped here",
    path: "/api/v1/export.npz",
  },
  { label: ".csv", says: "a row for each entry, for a spreadsheet", path: "/api/v1/export.csv" },
  {
    label: ".json",
    says: "the trace, for a program; opens again too",
    path: "/api/v1/export.json",
  },
];

/** @type {File[]} */
export const SHOW = [
  {
    label: "Replay",
    says: "one page to step through, with no server",
    path: "/api/v1/export.html",
    own: replay,
    fields: ["start", "until"],
  },
  {
    label: "Worksheet",
    says: "to fill in by hand, with a key; each copy from another seed",
    path: "/worksheet",
    own: (state, { copies }) =>
      copies.trim() === "1" || !varies(state) ? [] : [["copies", copies.trim()]],
    fields: ["copies"],
    page: true,
  },
];

/** Whether another seed gives other weights or batches. @param {any} state */
export function varies({ spec, layers }) {
  const drawn = layers
    .slice(1)
    .some((/** @type {number} */ _, /** @type {number} */ l) => !spec[`W${l + 1}`]);
  return (drawn && spec.init !== "zeros") || spec.batch > 0;
}

/**
 * The iterations, and where among them the file opens.
 * @param {any} state
 * @param {Typed} typed
 * @returns {[string, string][]}
 */
function replay({ iteration, step, beat }, { start, until }) {
  const held = Number(start) <= iteration && iteration <= Number(until);
  /** @type {[string, string][]} */
  const opens = beat === 2 && step ? [["step", step]] : [];
  return [
    ["start", start.trim()],
    ["until", until.trim()],
    ...(held
      ? /** @type {[string, string][]} */ ([["iteration", String(iteration)], ...opens])
      : []),
  ];
}

/**
 * @param {File} file
 * @param {any} state
 * @param {Typed} typed
 */
export function addressOf({ path, own }, state, typed) {
  const { query, iteration } = state;
  const more = own?.(state, typed) ?? [];
  const told = more.some(([name]) => name === "start");
  const when = /** @type {[string, string][]} */ (
    told || !iteration ? [] : [["iteration", String(iteration)]]
  );
  const asked = join([...pairs(query ?? ""), ...when, ...more]);
  return asked ? `${path}?${asked}` : path;
}

/**
 * The iterations that a replay holds unless others are typed: all up to here, or the last that fit.
 * @param {any} state
 */
export function rangeOf({ iteration, matrices }) {
  let numbers = 0;
  for (const { shape } of Object.values(matrices)) numbers += shape[0] * shape[1];
  const most = Math.max(1, Math.min(MOST_ITERATIONS, Math.floor(MOST_NUMBERS / (numbers || 1))));
  const until = iteration || Math.min(FIRST_FEW, most - 1);
  return { start: String(Math.max(0, until - most + 1)), until: String(until) };
}
