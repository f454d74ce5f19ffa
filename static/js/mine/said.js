/** What came of a check, as it stands in the panel. */
import { make } from "../explain/dom.js";
import { headline, lead, places, verdictsOf } from "./verdict.js";

/** Names of matrices as symbols. @param {string} text @returns {(string | Node)[]} */
function symbols(text) {
  return text.split(/((?:d?[WbZA]|g′)\[\d+\])/).flatMap((piece, i) => {
    const [letter, layer] = piece.split(/(?=\[)/);
    return /** @type {(string | Node)[]} */ (
      i % 2 ? [make("i", {}, letter), make("sup", {}, layer)] : [piece]
    );
  });
}

/** @param {import("./verdict.js").Slip} slip */
function slipOf({ label, why, code }) {
  const line = code.includes("=") ? [make("code", {}, code)] : [];
  return make("li", {}, make("strong", {}, ...symbols(label), "."), " ", ...symbols(why), ...line);
}

/**
 * @param {import("./verdict.js").Reply} reply
 * @param {boolean} marked whether the cells show how they stand
 * @returns {HTMLElement[]}
 */
export function said(reply, marked) {
  const { slips, undecided, untold } = reply;
  const paragraph = (/** @type {string} */ text) => (text ? [make("p", {}, ...symbols(text))] : []);
  const list = (/** @type {HTMLElement[]} */ items) =>
    items.length ? [make("ul", {}, ...items)] : [];
  const whys = [...new Set(untold.map(({ why }) => why))];
  return [
    make("p", { class: "mine-score" }, make("strong", {}, ...symbols(headline(reply)))),
    ...(marked ? [] : paragraph(places(verdictsOf(reply)))),
    ...paragraph(lead(reply)),
    ...list(slips.map(slipOf)),
    ...paragraph(undecided ?? ""),
    ...paragraph(whys.length ? "What these numbers cannot tell:" : ""),
    ...list(whys.map((why) => make("li", {}, ...symbols(why)))),
  ];
}
