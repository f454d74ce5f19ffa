/**
 * The labels along the rows and columns of a matrix.
 *
 * @typedef {import("./arrange.js").Frame} Frame
 * @typedef {import("./fit.js").Axis} Axis
 * @typedef {import("../labels.js").Label} Label
 */

const SVG = "http://www.w3.org/2000/svg";

/** Room that a label needs along its matrix, at scale 1. */
const LABEL_WIDE = 27;

const LABEL_HIGH = 13;

const ROUND = [1, 2, 5, 10, 20, 50, 100];

/**
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {(Node | string)[]} children
 */
export function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/**
 * A class's shape around a point.
 * @param {string} shape
 * @param {number} x
 * @param {number} y
 * @param {number} size
 */
export function classMark(shape, x, y, size) {
  const s = size / 2;
  if (shape === "circle") return svg("circle", { class: "k", cx: x, cy: y, r: s * 0.98 });
  if (shape === "square") {
    return svg("rect", {
      class: "k",
      x: x - s * 0.92,
      y: y - s * 0.92,
      width: s * 1.84,
      height: s * 1.84,
    });
  }
  const corners = { triangle: 3, diamond: 4, pentagon: 5 }[shape] ?? 4;
  const radius = s * (corners === 3 ? 1.25 : 1.15);
  const drop = corners === 3 ? s * 0.22 : 0;
  const points = Array.from({ length: corners }, (_, i) => {
    const angle = (2 * Math.PI * i) / corners - Math.PI / 2;
    return `${(x + radius * Math.cos(angle)).toFixed(1)} ${(y + drop + radius * Math.sin(angle)).toFixed(1)}`;
  });
  return svg("path", { class: "k", d: `M${points.join("L")}Z` });
}

/**
 * @param {Label} label
 * @param {number} x
 * @param {number} y the middle of the letters
 * @param {number} scale
 */
function labelMark(label, x, y, scale) {
  const size = 11 * scale;
  const group = svg("g", { class: "idx" });
  if (label.shape) group.append(classMark(label.shape, x, y, 9.4 * scale));
  else if (["unit", "input", "output"].includes(label.kind)) {
    const parts = [
      svg("tspan", { class: "it", "font-size": size * 1.24 }, label.text[0]),
      svg("tspan", { class: "m", dy: 2.4 * scale, "font-size": size * 0.88 }, label.text.slice(1)),
    ];
    if (label.off) {
      parts.push(svg("tspan", { dy: -2.4 * scale, dx: 2 * scale, "font-size": size * 0.82 }, "✕"));
    }
    group.append(svg("text", { x, y: y + 3.8 * scale, "text-anchor": "middle" }, ...parts));
  } else {
    group.append(
      svg(
        "text",
        { x, y: y + 3.8 * scale, "text-anchor": "middle", "font-size": size },
        label.text,
      ),
    );
  }
  return group;
}

/**
 * Which of the entries have a label: all, or every second, fifth, tenth …
 * @param {Axis} axis
 * @param {number} need
 */
function every(axis, need) {
  const size = axis.entries[0]?.size ?? need;
  return ROUND.find((n) => n * size >= need) ?? ROUND.at(-1);
}

/**
 * Every second label means 1, 3, 5 …; every fifth 1, 5, 10 …
 * @param {number} number
 * @param {number} step
 */
function spare(number, step) {
  return step === 2 ? number % 2 === 0 : number !== 1 && number % step !== 0;
}

/**
 * @param {Label[]} labels
 */
function wideOf(labels) {
  if (labels.some((one) => one.kind === "example")) return LABEL_WIDE;
  const longest = Math.max(...labels.map(({ text }) => text.length));
  return 3 + 7 * longest + (labels.some((one) => one.off) ? 10 : 0);
}

/**
 * The selected label is always shown; neighbours that it would touch are not.
 * @param {ReturnType<typeof labelsAlong>} labels
 * @param {number} selected
 */
export function pick({ at, close }, selected) {
  at.get(selected)?.classList.add("on");
  for (let k = 1; k < close; k += 1) {
    for (const near of [at.get(selected - k), at.get(selected + k)]) near?.classList.add("near");
  }
}

/**
 * The labels along one side of a frame.
 * @param {Frame} frame
 * @param {"rows" | "cols"} side
 * @param {number} scale
 */
export function labelsAlong(frame, side, scale) {
  const labels = side === "rows" ? frame.rowLabels : frame.colLabels;
  const axis = side === "rows" ? frame.down : frame.across;
  const made = svg("g", { class: `labels ${side}` });
  const mores = svg("g", {});
  /** @type {Map<number, Element>} */
  const at = new Map();
  if (!labels) return { made, mores, at, close: 0 };
  const blocks = side === "cols" && frame.dims[1].includes("*") ? frame.rows : 1;
  const shift = blocks % 2 ? 0 : frame.cw / 2;
  const need = ((side === "rows" ? LABEL_HIGH : wideOf(labels)) * scale) / blocks;
  const step = every(axis, need) ?? 1;
  for (const entry of axis.entries) {
    const middle = entry.at + entry.size / 2;
    const [x, y] =
      side === "rows"
        ? [frame.x - (frame.gutter / 2 + 0.5 * scale), frame.y + middle]
        : [frame.x + middle, frame.y - 11 * scale];
    if (entry.index < 0) {
      mores.append(moreMark(entry.more, side, x, y, frame, scale));
      continue;
    }
    const label = labels[entry.index];
    const mark = labelMark(label, label.kind === "none" ? x : x + shift, y, scale);
    const number = blocks > 1 ? label.index + 1 : entry.index + 1;
    if (step > 1 && spare(number, step)) mark.classList.add("spare");
    made.append(mark);
    at.set(entry.index, mark);
  }
  const close = step > 1 ? Math.ceil(need / (axis.entries[0]?.size ?? need)) : 0;
  return { made, mores, at, close };
}

/**
 * "… 84 more" in place of what is not shown.
 * @param {number} more
 * @param {"rows" | "cols"} side
 * @param {number} x
 * @param {number} y
 * @param {Frame} frame
 * @param {number} scale
 */
function moreMark(more, side, x, y, frame, scale) {
  const attributes = { class: "more", "text-anchor": "middle", "font-size": 11 * scale };
  if (side === "rows") {
    return svg(
      "text",
      { ...attributes, x: frame.x + frame.width / 2, y: y + 4 * scale },
      `… ${more} more`,
    );
  }
  const below = frame.y + frame.height / 2;
  const turn = frame.height > 70 * scale ? `rotate(-90 ${x} ${below})` : "";
  const text = turn ? `… ${more} more` : "…";
  const made = svg("text", { ...attributes, x, y: below + 4 * scale }, text);
  if (turn) made.setAttribute("transform", turn);
  return made;
}
