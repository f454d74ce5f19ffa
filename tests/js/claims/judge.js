/**
 * Every sentence an insight may say, and what must then be true of the matrices: read back from its
 * words and computed again from the trace alone.
 */
import { COLUMNS } from "./columns.js";
import { Facts } from "./facts.js";
import { PRODUCTS } from "./products.js";
import { SLOPES } from "./slopes.js";
import { UPDATES } from "./updates.js";

const CLAIMS = [...PRODUCTS, ...SLOPES, ...COLUMNS, ...UPDATES].map(([text, holds]) => ({
  text,
  pattern: new RegExp(`^${text}$`, "u"),
  holds,
}));

/** Every kind of sentence there is. */
export const KINDS = CLAIMS.map(({ text }) => text);

/** An insight as text. */
export function textOf(found) {
  return found ? [...found.strong, ...found.rest].map((run) => run.text).join("") : null;
}

/**
 * Which sentences of a text are false or unknown, and of which kinds the true ones are.
 * @returns {{ wrong: string[], kinds: string[] }}
 */
export function judge(text, context) {
  const facts = new Facts(context);
  const sentences = text.replace(/\.$/, "").split(". ");
  const kinds = sentences.map((one) =>
    CLAIMS.filter(({ pattern, holds }) => {
      const found = pattern.exec(one);
      return found && holds(found, facts);
    }).map((claim) => claim.text),
  );
  return { wrong: sentences.filter((_, i) => !kinds[i].length), kinds: kinds.flat() };
}
