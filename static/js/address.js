/**
 * The address is the moment: spec, position, view. The spec's part is kept as the server wrote
 * it (canonical); only position and view are read and written here.
 */

/** What the stage may show. */
const VIEWS = ["equation", "ledger", "training", "compare", "try"];
const OWN = [
  "iteration",
  "step",
  "beat",
  "beats",
  "cell",
  "example",
  "hide",
  "theme",
  "view",
  "ask",
  "pin",
  "pinspec",
  "labels",
];

/** Split a query into decoded pairs, in order. @param {string} search @returns {[string, string][]} */
export function pairs(search) {
  return search
    .replace(/^\?/, "")
    .split("&")
    .filter(Boolean)
    .map((part) => {
      const cut = part.indexOf("=");
      const name = cut < 0 ? part : part.slice(0, cut);
      return [decode(name), cut < 0 ? "" : decode(part.slice(cut + 1))];
    });
}

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text.replace(/\+/g, " "));
  } catch {
    return text;
  }
}

/** Percent-encode what must be, but keep `,`, `;` and `:` readable. @param {string} text */
function encode(text) {
  return encodeURIComponent(text).replace(/%2C/g, ",").replace(/%3B/g, ";").replace(/%3A/g, ":");
}

/** @param {Iterable<[string, string]>} list */
export function join(list) {
  return [...list].map(([name, value]) => `${encode(name)}=${encode(value)}`).join("&");
}

/** @param {string|undefined} text @param {string[]} allowed @param {string|null} otherwise */
function oneOf(text, allowed, otherwise) {
  return text !== undefined && allowed.includes(text) ? text : otherwise;
}

/** How many beats a step has where the address does not say: a class is asked before it is told. */
export const BEATS = { studio: 1, embed: 1, present: 2 };

/** @typedef {keyof typeof BEATS} Page */

/** What is asked before a result is shown, and of how many cells: `cells:3`. */
const ASKS = /^(?:shape|(?:sign|cells)(?::[1-6])?)$/;

/** A step whose result is asked for has two beats on every page. @param {string} ask @param {Page} page */
export const usualBeats = (ask, page) => (ask ? 2 : BEATS[page]);

/**
 * Read an address.
 * @param {string} search
 * @param {Page} [page]
 * @returns {{query: string, iteration: number, step: string|null, beat: number, beats: number,
 *   cell: [number, number]|null, example: number|null, hide: string[], theme: any, view: string,
 *   pin: {query: string, iteration: number}|null, ask: string, labels: string[]}}
 */
export function parse(search, page = "studio") {
  const all = pairs(search);
  const own = Object.fromEntries(all.filter(([name]) => OWN.includes(name)));
  const step = own.step || null;
  const cell = /^(\d+),(\d+)$/.exec(own.cell ?? "");
  const query = join(all.filter(([name]) => !OWN.includes(name)));
  const pin = /^\d{1,6}$/.test(own.pin ?? "")
    ? { query: own.pinspec ?? query, iteration: Number(own.pin) }
    : null;
  const view = /** @type {string} */ (oneOf(own.view, VIEWS, "equation"));
  const ask = ASKS.test(own.ask ?? "") ? own.ask : "";
  return {
    query,
    iteration: /^\d{1,6}$/.test(own.iteration ?? "") ? Number(own.iteration) : 0,
    step,
    beat: Number(oneOf(own.beat, ["1", "2"], step && !ask ? "2" : "1")),
    beats: Number(oneOf(own.beats, ["1", "2"], String(usualBeats(ask, page)))),
    cell: cell ? [Number(cell[1]), Number(cell[2])] : null,
    example: /^[1-9]\d{0,5}$/.test(own.example ?? "") ? Number(own.example) : null,
    hide: (own.hide ?? "").split(",").filter(Boolean),
    theme: oneOf(own.theme, ["light", "dark"], null),
    view: view === "compare" && !pin ? "equation" : view,
    pin,
    ask,
    labels: (own.labels ?? "").split(",").filter(Boolean),
  };
}

/** The same moment on another page, which has its own view of it. @param {any} state @param {string} path */
export function elsewhere(state, path) {
  const own = { page: "studio", beats: usualBeats(state.ask, "studio"), view: "equation" };
  return write({ ...state, ...own }).replace(/^[^?]*/, path);
}

/** Write the address of what the page shows, defaults left out. @param {any} state */
export function write(state) {
  const list = pairs(state.query ?? "");
  const first = state.steps[0]?.writes;
  if (state.iteration > 0) list.push(["iteration", String(state.iteration)]);
  const named = state.step !== first || state.beat !== 1;
  if (named) list.push(["step", state.step]);
  if (named && state.beat !== (state.ask ? 1 : 2)) list.push(["beat", String(state.beat)]);
  if (state.cell) list.push(["cell", state.cell.join(",")]);
  if (state.example) list.push(["example", String(state.example)]);
  if (state.beats !== usualBeats(state.ask, state.page ?? "studio"))
    list.push(["beats", String(state.beats)]);
  if (state.ask) list.push(["ask", state.ask]);
  if (state.view !== "equation") list.push(["view", state.view]);
  if (state.pin) list.push(["pin", String(state.pin.iteration)]);
  if (state.pin && state.pin.query !== state.query) list.push(["pinspec", state.pin.query]);
  if (state.labels?.length && state.spec.data === "custom")
    list.push(["labels", state.labels.join(",")]);
  if (state.hide.length) list.push(["hide", state.hide.join(",")]);
  // A theme chosen by the button is the reader's own; only one from the address is passed on.
  if (state.theme && state.pinned) list.push(["theme", state.theme]);
  const query = join(list);
  return location.pathname + (query ? `?${query}` : "");
}

/**
 * A spec's query with some fields changed; null takes a field out.
 * @param {string} query @param {Record<string, any>} patch
 */
export function patched(query, patch) {
  const fields = new Map(pairs(query));
  for (const [name, value] of Object.entries(patch)) {
    if (value === null || value === undefined) fields.delete(name);
    else fields.set(name, asText(value));
  }
  return join(fields);
}

/** Lists by commas, matrices by rows, as the address has them. @param {any} value @returns {string} */
export function asText(value) {
  if (!Array.isArray(value)) return String(value);
  if (value.length === 0) return "none";
  return Array.isArray(value[0]) ? value.map((row) => row.join(",")).join(";") : value.join(",");
}
