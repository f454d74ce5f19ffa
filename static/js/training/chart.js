/**
 * One chart: lines over the iterations, told apart by their dashes and by a label at their end,
 * which reads out the value at the cursor. The cursor moves without drawing the chart again.
 * @typedef {import("./series.js").Chart} Chart
 * @typedef {{ iteration: number, until: number, width: number, height: number }} How
 */
import { apart, linear, log } from "./scale.js";
import { nearest, said, summary } from "./series.js";

const NS = "http://www.w3.org/2000/svg";
const EDGE = { left: 44, right: 104, narrow: 58, top: 8, bottom: 20 };
const LABEL = 13;

/** @param {string} name @param {Record<string, string | number>} attributes @param {string} [text] */
export function svg(name, attributes, text) {
  const made = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  if (text !== undefined) made.textContent = text;
  return made;
}

/** The dashes of a layer's line: nine kinds. @param {number} layer */
const lineClass = (layer) => `line line-${layer % 10}`;

/** @param {Chart} chart */
function scaleOf({ kind, lines }) {
  const values = lines.flatMap((line) => line.values.filter((v) => v !== null));
  if (kind === "share") return { ...linear(values, 1), ticks: SHARES };
  return kind === "log" ? log(values) : linear(values);
}

const SHARES = [0, 0.5, 1].map((share) => ({ share, text: `${share * 100} %` }));

/**
 * @param {Chart} chart
 * @param {How} how
 */
export function drawChart(chart, { iteration, until, width, height }) {
  const scale = scaleOf(chart);
  const right = width - (chart.lines[0].label ? EDGE.right : EDGE.narrow);
  const foot = height - EDGE.bottom;
  const last = Math.max(until, chart.iterations.at(-1) ?? 0, 1);
  const x = (/** @type {number} */ k) => EDGE.left + (k / last) * (right - EDGE.left);
  const y = (/** @type {number} */ share) => foot - share * (foot - EDGE.top);
  const points = chart.lines.map(({ values }) =>
    values.map((v) => (v === null ? null : scale.at(v))),
  );
  const picture = svg("svg", { width, height, class: "chart", role: "img" });
  picture.setAttribute("aria-label", summary(chart));
  picture.append(...axes(scale.ticks, { x, y, right, foot, iteration, last }));
  chart.lines.forEach(({ layer }, i) => {
    const d = pathOf(chart.iterations, points[i], x, y);
    picture.append(svg("path", { class: lineClass(layer), d }));
  });
  const cursor = marks(chart, points, { x, y, right, foot });
  picture.append(...cursor.elements);
  return {
    picture,
    show: cursor.show,
    /** The iteration under a place on the chart. @param {number} px */
    iterationAt: (px) => {
      const share = (px - EDGE.left) / (right - EDGE.left);
      return chart.iterations[nearest(chart.iterations, share * last)];
    },
  };
}

/** @param {number[]} iterations @param {(number | null)[]} shares @param {(k: number) => number} x @param {(s: number) => number} y */
function pathOf(iterations, shares, x, y) {
  let pen = "M";
  let d = "";
  shares.forEach((share, i) => {
    if (share !== null) d += `${pen}${x(iterations[i]).toFixed(1)} ${y(share).toFixed(1)}`;
    pen = share === null ? "M" : "L";
  });
  return d;
}

/** Lines and numbers of both axes; the iteration shown is marked below. @param {{share: number, text: string}[]} ticks @param {any} to */
function axes(ticks, { x, y, right, foot, iteration, last }) {
  const made = ticks.flatMap(({ share, text }) => [
    svg("line", {
      class: share ? "grid" : "axis",
      x1: EDGE.left,
      x2: right,
      y1: y(share),
      y2: y(share),
    }),
    svg("text", { x: EDGE.left - 8, y: y(share) + 4, "text-anchor": "end" }, text),
  ]);
  const near = (/** @type {number} */ k) => Math.abs(x(k) - x(iteration)) < 26;
  for (const k of new Set([0, last])) {
    if (!near(k))
      made.push(svg("text", { x: x(k), y: foot + 16, "text-anchor": "middle" }, String(k)));
  }
  const here = { class: "strong", x: x(iteration), y: foot + 16, "text-anchor": "middle" };
  made.push(
    svg("line", { class: "here", x1: x(iteration), x2: x(iteration), y1: EDGE.top, y2: foot }),
  );
  made.push(svg("text", here, String(iteration)));
  return made;
}

/**
 * The cursor: a line, a dot on every curve, and what each says there at its end.
 * @param {Chart} chart @param {(number | null)[][]} points @param {any} to
 */
function marks(chart, points, { x, y, right, foot }) {
  const line = svg("line", { class: "cursor", y1: EDGE.top, y2: foot });
  const dots = chart.lines.map(() => svg("circle", { class: "dot", r: 3.2 }));
  const ends = points.map((list) => list.findLast((share) => share !== null) ?? 0);
  const places = apart(ends.map(y), LABEL, EDGE.top, foot);
  const labels = chart.lines.map((_, i) =>
    svg("text", { class: "said", x: right + 8, y: places[i] + 4 }),
  );
  return {
    elements: [line, ...dots, ...labels],
    /** @param {number} iteration */
    show(iteration) {
      const at = chart.iterations.indexOf(iteration);
      line.setAttribute("x1", String(x(iteration)));
      line.setAttribute("x2", String(x(iteration)));
      chart.lines.forEach(({ label, values }, i) => {
        const share = points[i][at] ?? null;
        dots[i].classList.toggle("none", share === null);
        dots[i].setAttribute("cx", String(x(iteration)));
        dots[i].setAttribute("cy", String(y(share ?? 0)));
        labels[i].textContent = [label, said(chart, values[at])].filter(Boolean).join("  ");
      });
    },
  };
}
