/**
 * The signs between matrices: operators and numbers, above and again between the cells.
 *
 * @typedef {import("./arrange.js").Arrangement} Arrangement
 * @typedef {import("./arrange.js").Frame} Frame
 * @typedef {import("./types.d.ts").State} State
 */
import { powerOf, short, ten } from "../numbers.js";
import { fractionText } from "./arithmetic.js";
import { readable } from "./paint.js";
import { isFraction } from "./sizes.js";
import { BASE, fraction, letters, make, put } from "./text.js";

/** Height of a fraction, in its letters' size; how small it may become in a lower row. */
const STACKED = 1.36;
const LEAST = 0.6;
/** So many characters of a fraction have the room of its letters. */
const WIDE = 3.2;

/**
 * @param {import("./arrange.js").Sign} sign
 * @param {Arrangement} arrangement
 * @param {State} state
 */
export function signsOf({ item, centre, caption }, arrangement, state) {
  const { words, symbolY, captionY, middle, frames, letters: size } = arrangement;
  const top = make("div", "at sign", glyph(item, null));
  const again = make("div", "at sign middle", glyph(item, state));
  again.ariaHidden = "true";
  const made = [put(top, centre, symbolY, size)];
  const small = isFraction(item.text)
    ? Math.max(
        LEAST,
        Math.min(frames[0].ch / STACKED / size, WIDE / fractionText(item.text, state).length),
      )
    : 1;
  if (!arrangement.folded)
    made.push(put(again, centre, middle + BASE * size, size * Math.min(1, small)));
  if (caption)
    made.push(put(make("div", "at caption plain small", caption), centre, captionY, 11 * words));
  return made;
}

/**
 * @param {import("./arrange.js").Sign["item"]} item
 * @param {State | null} state with numbers instead of letters
 */
function glyph(item, state) {
  if (item.type === "operator") {
    return item.text === "·" ? make("span", "dot", "·") : make("span", "", item.text);
  }
  if (isFraction(item.text)) {
    const [top, bottom] = (state ? fractionText(item.text, state) : item.text).split("/");
    return fraction(top, bottom);
  }
  return make("span", "scalar", state ? short(item.value) : letters(item.text));
}

/**
 * The power of ten that the numbers in the cells are to be multiplied by: below the right corner, or,
 * where a tie runs there, beside the upper one.
 * @param {Frame} frame
 * @param {Arrangement} arrangement
 * @param {State} state
 */
export function powerOn(frame, { cells, words, width, tie, folded }, state) {
  const values = state.matrices[frame.item.name]?.values ?? [];
  const power = frame.kind === "value" && !frame.pending ? powerOf(values) : 0;
  if (!power || !readable(frame, cells)) return [];
  const made = make("div", "at power", `× ${ten(power)}`);
  made.title = "for every number in the cells";
  const half = 22 * words;
  const right = frame.x + frame.width;
  if (!tie && !folded)
    return [put(made, right - half, frame.y + frame.height + 13 * words, 12 * words)];
  const x = Math.min(width - half, right + half + 2 * words);
  return [put(made, x, frame.y - 6 * words, 12 * words)];
}
