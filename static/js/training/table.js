/** What the net says of each example beside what is true; digits are drawn as pictures. */
import { palette } from "../colours.js";
import { dimLabels } from "../labels.js";
import { classOf, columnOf } from "../plane.js";
import { element } from "./dom.js";
import { figure } from "./figure.js";

/** Inputs written out; more are left to the stage. */
const WRITTEN = 4;
const SIDE = 8;

/**
 * @param {any} state
 * @param {any} said the last layer's A, null before it is computed
 * @returns {Node[]}
 */
export function tableOf(state, said) {
  const numbers = state.activations.at(-1) === "identity";
  const right = numbers ? "off by" : "told";
  const head = ["example", "input", "said", "true", right].map((text) => {
    const cell = /** @type {HTMLTableCellElement} */ (element("th", "", text));
    cell.scope = "col";
    return cell;
  });
  const rows = Array.from({ length: state.m }, (_, i) => rowOf(state, said, i, numbers));
  const title = element("h2", "", "Predictions ", element("span", "quiet", told(state, said)));
  const table = element("table", "", element("thead", "", element("tr", "", ...head)));
  table.append(element("tbody", "", ...rows));
  const scroll = element("div", "predictions", table);
  scroll.tabIndex = 0;
  scroll.role = "region";
  scroll.ariaLabel = "Predictions";
  return [title, scroll];
}

/** @param {any} state @param {any} said */
function told({ m, spec }, said) {
  const which = spec.batch && spec.batch < spec.m ? `the ${m} of this batch` : `${m} examples`;
  return said ? which : `${which}, not computed yet`;
}

/** @param {any} state @param {any} said @param {number} i @param {boolean} numbers */
function rowOf(state, said, i, numbers) {
  const truth = columnOf(state.matrices.Y, i);
  const outputs = said && columnOf(said, i);
  const cells = numbers ? amounts(outputs, truth) : classes(state, outputs, truth);
  const [{ text }] = dimLabels("m", state).slice(i, i + 1);
  return element(
    "tr",
    "",
    element("td", "quiet", text),
    element("td", "input", inputOf(state, i)),
    ...cells.map((words) => element("td", "", words)),
  );
}

/** @param {any[] | null} outputs @param {any[]} truth */
function amounts(outputs, truth) {
  const list = (/** @type {any[]} */ values) => values.map((v) => figure(Number(v))).join(", ");
  if (!outputs) return ["", list(truth), ""];
  return [list(outputs), list(truth), list(outputs.map((v, k) => Number(v) - truth[k]))];
}

/** @param {any} state @param {any[] | null} outputs @param {any[]} truth */
function classes(state, outputs, truth) {
  const last = state.layers.length - 1;
  const names = truth.length > 1 ? dimLabels(`n${last}`, state).map((one) => one.text) : ["0", "1"];
  const is = classOf(truth);
  if (!outputs) return ["", names[is], ""];
  const says = classOf(outputs);
  const value = outputs.length > 1 ? outputs[says] : outputs[0];
  return [`${names[says]}  ${figure(Number(value))}`, names[is], says === is ? "right" : "wrong"];
}

/** @param {any} state @param {number} i @returns {string | Node} */
function inputOf({ matrices, spec }, i) {
  const values = columnOf(matrices.A0, i);
  if (spec.data === "digits" && values.length === SIDE * SIDE) return picture(values);
  const written = values.slice(0, WRITTEN).map((v) => figure(Number(v)));
  return written.join("  ") + (values.length > WRITTEN ? " …" : "");
}

/** @param {number[]} values */
function picture(values) {
  const canvas = document.createElement("canvas");
  canvas.width = SIDE;
  canvas.height = SIDE;
  canvas.className = "digit";
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const most = Math.max(...values, 1e-9);
  pen.fillStyle = palette().ink;
  values.forEach((v, at) => {
    pen.globalAlpha = Math.max(0, v / most);
    pen.fillRect(at % SIDE, Math.floor(at / SIDE), 1, 1);
  });
  return canvas;
}
