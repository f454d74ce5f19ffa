/**
 * What a learner typed and scored, kept for the session: through steps, errors and a reload. A
 * sandboxed frame has no storage; there it is kept as long as the page.
 */

/** @type {Map<string, any>} */
const here = new Map();
const PREFIX = "stepgrad.";

/** @param {string} name @returns {any} undefined where nothing is kept */
export function kept(name) {
  if (here.has(name)) return here.get(name);
  try {
    const text = sessionStorage.getItem(PREFIX + name);
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @param {string} name @param {any} value */
export function keep(name, value) {
  here.set(name, value);
  try {
    sessionStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // No storage, or a full one: the page itself remembers.
  }
}
