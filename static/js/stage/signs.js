/**
 * The signs between matrices: operators and numbers, above and again between the cells.
 *
 * @typedef {import("./arrange.js").Arrangement} Arrangement
 * @typedef {import("./types.d.ts").State} State
 */
import { short } from "../numbers.js";
import { fractionText } from "./arithmetic.js";
import { isFraction } from "./sizes.js";
import { BASE, fraction, letters, make, put } from "./text.js";

/**
 * @param {import("./arrange.js").Sign} sign
 * @param {Arrangement} arrangement
 * @param {State} state
 */
export function signsOf({ item, centre, caption }, arrangement, state) {
  const { words, symbolY, captionY, middle, letters: size } = arrangement;
  const top = make("div", "at sign", glyph(item, null));
  const again = make("div", "at sign middle", glyph(item, state));
  again.ariaHidden = "true";
  const made = [put(top, centre, symbolY, size)];
  if (!arrangement.folded) made.push(put(again, centre, middle + BASE * size, size));
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
