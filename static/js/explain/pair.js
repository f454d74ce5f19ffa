/** A matrix as it is and a wrong one, in the same colours; beside each other where there is room. */
import { colourOf, darkTextOn, palette } from "../colours.js";
import { cellText, four, real } from "../numbers.js";
import { createFigure } from "../plot.js";
import { make } from "./dom.js";

const GAP = 22;
const HEAD = 22;
const MOST = { rows: 16, columns: 40 };
const NUMBERS_FROM = 25;

/**
 * @typedef {{ name: string, title: (Node|string)[], values: import("../numbers.js").Value[][],
 *   r: number, wrong: boolean }} Item
 * @typedef {Item & { x: number, y: number, cw: number, ch: number }} Placed
 */

/** What is shown of a large matrix. @param {Item} item @returns {Item} */
function cropped(item) {
  const [rows, columns] = [item.values.length, item.values[0].length];
  const values = item.values.slice(0, MOST.rows).map((row) => row.slice(0, MOST.columns));
  const cut = [
    rows > MOST.rows ? `first ${MOST.rows} rows` : "",
    columns > MOST.columns ? `first ${MOST.columns} columns` : "",
  ].filter(Boolean);
  return cut.length ? { ...item, values, title: [...item.title, `, ${cut.join(", ")}`] } : item;
}

/** @param {Item[]} items @param {number} width @returns {{placed: Placed[], height: number}} */
function arrange(items, width) {
  const columns = items.map((item) => item.values[0].length);
  const all = columns.reduce((a, b) => a + b);
  const beside = (width - GAP) / all >= 30 && Math.max(...columns) * 30 >= 60;
  let [x, y] = [2, 0];
  const placed = items.map((item, i) => {
    const room = beside ? (width - GAP - 4) / all : (width - 4) / columns[i];
    const cw = Math.max(6, Math.min(46, Math.floor(room)));
    const ch = cw >= NUMBERS_FROM ? 22 : Math.max(7, Math.min(cw, 14));
    const one = { ...item, x, y: y + HEAD, cw, ch };
    if (beside) x += cw * columns[i] + GAP;
    else y += HEAD + ch * item.values.length + 10;
    return one;
  });
  return { placed, height: Math.max(...placed.map((p) => p.y + p.ch * p.values.length)) + 4 };
}

/** @param {HTMLElement} root */
export function createPair(root) {
  const figure = createFigure(root);
  const canvas = document.createElement("canvas");
  const titles = make("div", { "aria-hidden": "true" });
  const tables = make("div", { class: "unseen" });
  root.append(canvas, titles, tables);

  /** @param {Placed[]} placed @param {{width: number, height: number}} size */
  function write(placed, { width, height }) {
    const scale = devicePixelRatio || 1;
    canvas.width = width * scale;
    canvas.height = height * scale;
    Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
    const brush = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    brush.scale(scale, scale);
    for (const one of placed) {
      if (one.cw >= NUMBERS_FROM) numbers(brush, one);
      if (one.wrong) frame(brush, one);
    }
  }

  return {
    /** @param {Item[]} given */
    draw(given) {
      const items = given.map(cropped);
      const width = Math.floor(root.clientWidth);
      const { placed, height } = arrange(items, width);
      root.style.height = `${height}px`;
      titles.replaceChildren(...placed.map(title));
      tables.replaceChildren(...items.map(table));
      const boxes = placed.map((one) => ({
        ...one,
        z: one.values.map((row) => row.map(real)),
        kind: /** @type {"value"} */ ("value"),
      }));
      write(placed, { width, height });
      return figure.draw(boxes, { width, height });
    },
    destroy: () => figure.destroy(),
  };
}

/** @param {Placed} one */
function title(one) {
  const made = make("p", { class: one.wrong ? "wrong-title" : "right-title" });
  if (one.wrong) made.append(make("b", {}, "wrong"), " ");
  made.append(...one.title.map((part) => (typeof part === "string" ? part : part.cloneNode(true))));
  Object.assign(made.style, { left: `${one.x - 2}px`, top: `${one.y - HEAD}px` });
  return made;
}

/** The numbers for those who do not see them. @param {Item} item */
function table(item) {
  const caption = make("caption", {}, item.wrong ? `wrong ${item.name}` : item.name);
  const rows = item.values.map((row) =>
    make("tr", {}, ...row.map((value) => make("td", {}, four(value)))),
  );
  return make("table", {}, caption, ...rows);
}

/** @param {CanvasRenderingContext2D} brush @param {Placed} one */
function numbers(brush, { values, x, y, cw, ch, r }) {
  const { stops, darkText, lightText, ink3, font } = palette();
  const whole = values.every((row) => row.every((v) => Number.isInteger(real(v))));
  brush.font = `${cw >= 40 ? 12 : 11.5}px ${font}`;
  brush.textAlign = "center";
  brush.textBaseline = "middle";
  values.forEach((row, i) => {
    row.forEach((value, j) => {
      const v = real(value);
      const dark = darkTextOn(colourOf(v, r, stops));
      brush.fillStyle = v === 0 ? ink3 : dark ? darkText : lightText;
      brush.fillText(cellText(value, cw, whole), x + (j + 0.5) * cw, y + (i + 0.5) * ch + 0.5);
    });
  });
}

/** The wrong one stands in a frame of ink. @param {CanvasRenderingContext2D} brush @param {Placed} one */
function frame(brush, { values, x, y, cw, ch }) {
  brush.strokeStyle = palette().ink;
  brush.lineWidth = 2;
  brush.strokeRect(x - 1, y - 1, cw * values[0].length + 2, ch * values.length + 2);
}
