/**
 * What stands on the sheet as one SVG that needs nothing else: no style sheet, no script, no font
 * of the page. It is read off the page as painted; the numbers on the canvas are written again.
 */
import { palette } from "../colours.js";
import { draw } from "../explain/dom.js";
import { written } from "../ledger-numbers.js";
import { onNow } from "../stage/current.js";
import { write } from "../stage/paint.js";
import { boxOf } from "./boxes.js";
import { drawingOf, heatmapsOf } from "./figures.js";
import { Pen } from "./pen.js";
import { textsOf } from "./texts.js";

/** What serves the page, and is no part of its picture. */
const TOOLS =
  ".views, .waiting, .grids, .unseen, .points, .press, .compare-deeds, [data-ahead], [data-view='status'], input, select, textarea, script, style";

/**
 * @param {Element} sheet
 * @param {{ title: string, address: string, style?: string }} how
 */
export function pictureOf(sheet, { title, address, style = "" }) {
  const origin = sheet.getBoundingClientRect();
  const [width, height] = [Math.round(origin.width), Math.round(origin.height)];
  const root = draw("svg", { width, height, viewBox: `0 0 ${width} ${height}` });
  root.append(draw("title", {}, title), draw("desc", {}, address));
  if (style) root.append(draw("style", {}, style));
  root.append(draw("rect", { width, height, fill: palette().paper }));
  for (const child of sheet.children) add(root, child, origin);
  return { width, height, text: new XMLSerializer().serializeToString(root) };
}

/** @param {Element} into @param {Element} from @param {DOMRect} origin */
function add(into, from, origin) {
  const style = getComputedStyle(from);
  const opacity = Number(style.opacity);
  if (style.display === "none" || opacity < 0.01 || from.matches(TOOLS)) return;
  const box = from.getBoundingClientRect();
  const at = { x: box.x - origin.x, y: box.y - origin.y, width: box.width, height: box.height };
  let place = into;
  if (opacity < 1) {
    place = draw("g", { opacity });
    into.append(place);
  }
  if (from instanceof SVGSVGElement) return place.append(placed(from, at));
  if (from instanceof HTMLCanvasElement) return place.append(numbers(from, at));
  if (from.matches(".figure")) {
    const maps = heatmapsOf(from);
    if (maps) return place.append(draw("g", { transform: `translate(${at.x} ${at.y})` }, ...maps));
  }
  const visible = style.visibility !== "hidden";
  if (visible && at.width && at.height) place.append(...boxOf(style, at));
  for (const name of ["::before", "::after"]) place.append(...beside(from, name, at));
  for (const node of from.childNodes) {
    if (node instanceof Text && visible) place.append(...textsOf(node, style, origin));
    else if (node instanceof Element) add(place, node, origin);
  }
}

/**
 * A mark that the style sheet puts there.
 * @param {Element} from @param {string} name @param {{ x: number, y: number }} at
 */
function beside(from, name, { x, y }) {
  const style = getComputedStyle(from, name);
  if (style.content === "none" || style.position !== "absolute") return [];
  const [left, top, width, height] = [style.left, style.top, style.width, style.height].map(
    Number.parseFloat,
  );
  return boxOf(style, { x: x + left, y: y + top, width, height });
}

/** @param {SVGSVGElement} from @param {{ x: number, y: number, width: number, height: number }} at */
function placed(from, at) {
  const made = drawingOf(from);
  if (!made) return "";
  for (const [name, value] of Object.entries(at)) made.setAttribute(name, String(value));
  if (getComputedStyle(from).overflow === "visible") made.setAttribute("overflow", "visible");
  return made;
}

/** @param {HTMLCanvasElement} canvas @param {{ x: number, y: number, width: number, height: number }} at */
function numbers(canvas, at) {
  const group = draw("g", { transform: `translate(${at.x} ${at.y})` });
  const pen = /** @type {any} */ (new Pen(group));
  const again = written.get(canvas);
  if (again) {
    again(pen);
    return group;
  }
  if (!canvas.matches(".scene .numbers")) {
    group.append(draw("image", { ...at, x: 0, y: 0, href: canvas.toDataURL() }));
    return group;
  }
  const stop = onNow({
    show: ({ moment: { arrangement, step, state } }) => {
      write(pen, arrangement, step, state);
    },
    prepare() {},
  });
  stop();
  return group;
}
