/** Small pieces of the page that the stage is written with. */
import { palette } from "../colours.js";

/** The middle of the letters above the line they stand on, in em. */
export const BASE = 0.31;

/**
 * @param {string} tag
 * @param {string} className
 * @param {(Node | string)[]} content
 */
export function make(tag, className, ...content) {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...content);
  return element;
}

/**
 * Puts an element with its middle at x; y is the line its letters stand on.
 * @param {HTMLElement} element
 * @param {number} x
 * @param {number} y
 * @param {number} size of the letters
 */
export function put(element, x, y, size) {
  element.style.left = `${x}px`;
  element.style.top = `${y - BASE * size}px`;
  element.style.fontSize = `${size}px`;
  return element;
}

/** @type {CanvasRenderingContext2D | null} */
let pen = null;
/** @type {Map<string, number>} */
const wides = new Map();

/**
 * How wide digits are in the page's own letters, in em: all digits are equally wide.
 * @param {string} text
 * @param {number} [weight]
 */
export function wide(text, weight = 600) {
  const { font } = palette();
  const key = `${weight} ${text.replace(/\d/g, "0")} ${font}`;
  const known = wides.get(key);
  if (known !== undefined) return known;
  pen ??= document.createElement("canvas").getContext("2d");
  if (!pen) return 0.62 * text.length;
  pen.font = `${weight} 100px ${font}`;
  const found = pen.measureText(text.replace(/\d/g, "0")).width / 100;
  wides.set(key, found);
  return found;
}

/**
 * @param {string} top
 * @param {string} bottom
 */
export function fraction(top, bottom) {
  return make(
    "span",
    "fraction",
    make("span", "", letters(top)),
    make("span", "", letters(bottom)),
  );
}

/**
 * Single letters are quantities, and italic.
 * @param {string} text
 */
export function letters(text) {
  const made = document.createDocumentFragment();
  for (const piece of text.split(/(\d+e[−-]?\d+|[A-Za-zα-ω]+|[ₖᵢᵗᵀᶻ⁻²]+)/u)) {
    if (/^\d+e/.test(piece)) made.append("10", make("sup", "", piece.replace(/^\d+e/, "")));
    else if (/^[ₖᵢᵗᵀᶻ⁻²]/u.test(piece)) made.append(small(piece));
    else made.append(/^d?\p{L}$/u.test(piece) && piece !== "Σ" ? make("i", "", piece) : piece);
  }
  return made;
}

const SMALL = new Map(
  Object.entries({ ₖ: "k", ᵢ: "i", ᵗ: "t", ᵀ: "T", ᶻ: "z", "⁻": "−", "²": "2" }),
);

/**
 * Raised and lowered letters as such: fonts seldom have them as characters.
 * @param {string} text
 */
function small(text) {
  const plain = [...text].map((c) => SMALL.get(c) ?? c).join("");
  return make(
    /[ₖᵢ]/.test(text) ? "sub" : "sup",
    "",
    make(/[ᵀ²]/.test(text) ? "span" : "i", "", plain),
  );
}
