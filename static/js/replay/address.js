/**
 * In the place of `address.js` in a file: the spec is held and never changes, so the address is the
 * position and the view alone. It may follow `?` or `#`; the page writes the latter, which every
 * browser allows a file.
 */
import { parse as read, write as written } from "../address.js";
import { beyond, nearest, opening, query } from "./held.js";

export * from "../address.js";

/** The moment of the file's address, or the one it was made for; of those held the nearest. @param {string} _search @param {"studio"|"embed"} [page] */
export function parse(_search, page) {
  const { search, hash } = location;
  // A prediction is marked by the server: without one, nothing is asked for.
  const said = `${search.slice(1)}&${hash.slice(1)}`.replace(/(^|&)ask=[^&]*/g, "");
  const at = read(/(^|&)(iteration|step)=/.test(said) ? said : `${opening}&${said}`, page);
  const iteration = nearest(at.iteration);
  const note = iteration === at.iteration ? null : beyond;
  return { ...at, query, iteration, note, pin: null, view: shown(at.view) };
}

/** @param {string} view */
function shown(view) {
  return view === "ledger" ? view : "equation";
}

/** The file's own address at what it shows. @param {any} state */
export function write(state) {
  const rest = written({ ...state, query: "", iteration: 0, pin: null }).split("?")[1];
  // In full, as a page that stands within another's markup takes its relative addresses from there.
  const moment = [`iteration=${state.iteration}`, rest].filter(Boolean).join("&");
  return `${location.href.replace(/#.*/, "")}#${moment}`;
}

/** The same moment in the app. @param {any} state */
export function inApp(state) {
  const own = { page: "studio", view: "equation", theme: null };
  const moment = written({ ...state, ...own }).split("?")[1];
  return moment ? `/?${moment}` : "/";
}
