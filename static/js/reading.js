/** What to see in the ledger: a unit that is off, and what follows from it. */
import { isPending } from "./state.js";
import { symbol } from "./symbols.js";

/** The first hidden unit that is 0 for every example shown. @param {any} state @returns {[number, number]|null} layer and unit */
function firstOff(state) {
  for (let layer = 1; layer < state.layers.length - 1; layer += 1) {
    const name = `A${layer}`;
    if (isPending(state, name)) return null;
    const unit = state.matrices[name].values.findIndex((/** @type {any[]} */ row) =>
      row.every((v) => v === 0),
    );
    if (unit >= 0) return [layer, unit];
  }
  return null;
}

/** @param {string} letter @param {number} index */
function unitName(letter, index) {
  const italic = document.createElement("i");
  italic.textContent = letter;
  const low = document.createElement("sub");
  low.textContent = String(index + 1);
  const made = document.createDocumentFragment();
  made.append(italic, low);
  return made;
}

/** One remark on the matrices shown, or nothing. @param {any} state @returns {(string|Node)[]} */
export function remark(state) {
  const off = firstOff(state);
  if (!off) return [];
  const [layer, unit] = off;
  const said = [
    unitName("a", unit),
    " is off in every example. Its row of ",
    symbol(`A${layer}`),
    " is zero, hence its column of ",
    symbol(`dW${layer + 1}`),
  ];
  if (state.activations[layer - 1] !== "relu" || state.spec.l2) return [...said, "."];
  const own = [symbol(`dZ${layer}`), ", ", symbol(`dW${layer}`), ", ", symbol(`db${layer}`)];
  return [...said, "; its gates are shut, hence its row of ", ...own, "."];
}
