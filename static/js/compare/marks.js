/** Names, ranges and frames over the compared matrices, the selected cell, and what it says. */
import { dimLabels, spokenLabel } from "../labels.js";
import { four, full, range, real } from "../numbers.js";
import { largestCell } from "../stage/selection.js";
import { dimsOf, spoken, symbol } from "../symbols.js";
import { largest } from "./rows.js";

/** @typedef {ReturnType<typeof import("./plan.js").planOf>} Plan */

/** @param {string} tag @param {string} className @param {...(string | Node)} inside */
export function element(tag, className, ...inside) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...inside);
  return made;
}

/** @param {HTMLElement} made @param {number} x @param {number} y @param {number} [width] @param {number} [height] */
function put(made, x, y, width, height) {
  made.style.left = `${x}px`;
  made.style.top = `${y}px`;
  if (width !== undefined) made.style.width = `${width}px`;
  if (height !== undefined) made.style.height = `${height}px`;
  return made;
}

/** A cell in words: "unit 2, example 4". @param {string} name @param {[number, number]} cell @param {any} state */
function place(name, [r, c], state) {
  const [rows, columns] = dimsOf(name, state).map((dim) => dimLabels(dim, state));
  return [rows[r], columns[c]]
    .map((one) => (one ? spokenLabel(one) : ""))
    .filter(Boolean)
    .join(", ");
}

/** What one cell was, is, and how far it moved. @param {any} row @param {[number, number]} cell @param {any} state */
function sentence(row, [r, c], state) {
  if (!row.difference) return row.note;
  const [pinned, now, moved] = [row.pinned, row.now, row.difference].map(
    (values) => values[r]?.[c],
  );
  const sign = real(moved) > 0 ? "+" : "";
  const where = place(row.name, [r, c], state);
  const what = [spoken(row.name), where].filter(Boolean).join(", ");
  return `${what}: ${full(pinned)} → ${full(now)}, difference ${sign}${full(moved)}`;
}

/** The largest difference of a matrix, in words. @param {any} row @param {any} state */
function most(row, state) {
  if (!row.difference) return row.note;
  const at = largest(row.difference);
  if (!at) return "no difference";
  const where = place(row.name, at, state);
  const value = row.difference[at[0]][at[1]];
  const largestOne = `largest ${real(value) > 0 ? "+" : ""}${four(value)}`;
  return [largestOne, where].filter(Boolean).join(": ");
}

/**
 * @param {HTMLElement} ink
 * @param {(words: string) => void} say
 */
export function createMarks(ink, say) {
  const layer = element("div", "compare-marks");
  ink.append(layer);

  /** @param {Plan} plan @param {any} state */
  function heads({ starts, narrow }, { pin, iteration }) {
    const words = narrow
      ? [`${pin.iteration}, pinned`, `${iteration}, now`, "now − pinned"]
      : [
          `pinned: iteration ${pin.iteration}`,
          `now: iteration ${iteration}`,
          "difference: now − pinned",
        ];
    return words.map((text, i) => put(element("span", "compare-column", text), starts[i], 0));
  }

  /** @param {any} row @param {any} one @param {any} state */
  function frame(row, one, state) {
    const { box, which, width, height } = one;
    const made = put(element("div", "compare-frame"), box.x, box.y, width, height);
    made.dataset.compare = box.name;
    if (!box.z) {
      made.dataset.pending = "";
      return made;
    }
    const at =
      which === "pinned"
        ? ` at iteration ${state.pin.iteration}`
        : which === "now"
          ? " now"
          : ", difference";
    const more = which === "difference" ? `: ${most(row, state)}` : "";
    made.role = "img";
    made.ariaLabel = `${spoken(row.name)}${at}, ${row.now.length} by ${row.now[0].length}${more}`;
    if (which === "difference") made.tabIndex = 0;
    return made;
  }

  /** @param {any} row @param {any} state @param {Plan} plan */
  function texts(row, state, { block }) {
    const name = element("span", "compare-name");
    if (row.name.endsWith("_next")) name.append(element("span", "quiet", "new "));
    name.append(symbol(row.name, { short: true }));
    const [first, , last] = row.boxes;
    const mask = first.box.kind === "mask";
    const under = row.y + row.height + 4;
    const made = [put(name, 0, row.y + row.height / 2 - 12)];
    made.push(put(element("span", "shape", mask ? "" : range(row.r)), first.box.x, under));
    made.push(put(element("span", "shape", most(row, state)), last.box.x, under, block));
    return made;
  }

  return {
    /** @param {Plan} plan @param {any} state */
    draw(plan, state) {
      const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset?.compare;
      const frames = plan.rows.flatMap((row) => row.boxes.map((one) => frame(row, one, state)));
      layer.replaceChildren(
        ...heads(plan, state),
        ...plan.rows.flatMap((row) => texts(row, state, plan)),
        ...frames,
      );
      const select = selection(layer, plan, state, say);
      frames.find((one) => focused && one.dataset.compare === focused)?.focus();
      select(
        0,
        state.cell ?? largest(plan.rows[0].difference ?? []) ?? largestCell(state, state.step),
      );
    },
  };
}

/**
 * The selected cell: a ring in all three columns of its row, moved by the pointer or the arrows.
 * @param {HTMLElement} layer @param {Plan} plan @param {any} state @param {(words: string) => void} say
 */
function selection(layer, plan, state, say) {
  const rings = [0, 1, 2].map(() => element("div", "compare-ring"));
  layer.append(...rings);
  /** @type {[number, number]} */
  let at = [0, 0];

  /** @param {number} i @param {[number, number]} cell */
  function select(i, cell) {
    const row = plan.rows[i];
    const whole =
      row.now &&
      row.boxes[1].box.z?.length === row.now.length &&
      row.boxes[1].box.z[0].length === row.now[0].length;
    at = cell;
    say(row.now ? sentence(row, cell, state) : row.note);
    row.boxes.forEach(({ box }, n) => {
      rings[n].hidden = !whole || !box.z;
      put(rings[n], box.x + cell[1] * box.cw, box.y + cell[0] * box.ch, box.cw, box.ch);
    });
  }
  plan.rows.forEach((row, i) => {
    for (const { box } of row.boxes) {
      const frame = /** @type {HTMLElement} */ (
        layer.querySelector(`[data-compare="${box.name}"]`)
      );
      if (!row.now || !box.z) continue;
      const [high, wide] = [row.now.length - 1, row.now[0].length - 1];
      frame.addEventListener("pointermove", ({ offsetX, offsetY }) =>
        select(i, [
          Math.min(high, Math.floor(offsetY / box.ch)),
          Math.min(wide, Math.floor(offsetX / box.cw)),
        ]),
      );
      frame.addEventListener("focus", () => select(i, largest(row.difference ?? []) ?? [0, 0]));
      frame.addEventListener("keydown", (event) => {
        const move = MOVES[event.key];
        if (!move) return;
        event.preventDefault();
        const [r, c] = [at[0] + move[0], at[1] + move[1]];
        if (r >= 0 && c >= 0 && r <= high && c <= wide) select(i, [r, c]);
      });
    }
  });
  return select;
}

/** @type {Record<string, [number, number]>} */
const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
