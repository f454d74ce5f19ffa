/** Equations as one would say them, for those who listen to the page. */
import { spoken, whole } from "./symbols.js";

/** What stands between matrices, longest first. @type {[RegExp, string][]} */
const WORDS = [
  [/1\/m/g, "1 over m times"],
  [/λ\/(2?)m/g, "lambda over $1 m times"],
  [/1e−8/g, "10 to the minus 8"],
  [/Σᵢ/g, "the sum over the examples of"],
  [/Σₖ/g, "the sum over the classes of"],
  [/Σ/g, "the sum of"],
  [/⊙/g, ", cell by cell, times"],
  [/·/g, "times"],
  [/\+/g, "plus"],
  [/−/g, "minus"],
  [/\//g, "over"],
  [/>/g, "is greater than"],
  [/½/g, "half"],
  [/²/g, "squared"],
  [/√/g, "the root of"],
  [/α/g, "alpha"],
  [/μ/g, "mu"],
  [/ᵗ/g, "to the t"],
  [/′/g, " prime"],
  [/ᵀ/g, " transposed"],
  [/[(]/g, "the quantity"],
  [/[)]/g, ","],
];
/** A factor right before a matrix. */
const FACTOR = /([\d.]|alpha|mu|,)$/;
const FUNCTION = /^[a-z][a-z ]*$/i;
const TIDY = /** @type {[RegExp, string][]} */ ([
  [/transposed (?=[a-z])/g, "transposed, "],
  [/\s+/g, " "],
  [/(?: ?,)+/g, ","],
  [/,$/, ""],
]);

/**
 * A step's equation in words: "dW layer 2 equals 1 over m times dZ layer 2 times A layer 1,
 * transposed".
 * @param {{ writes: string, reads: string[], equation: string[] }} step
 */
export function spokenEquation({ writes, reads, equation }) {
  const known = new Set([writes, ...reads]);
  const isMatrix = (/** @type {string | undefined} */ token) =>
    token !== undefined && (token === "1" || known.has(whole(token).replace(/\.T$/, "")));
  const said = equation.map((token, i) => {
    if (token === "1") return "a column of ones";
    if (isMatrix(token)) return spoken(token);
    const next = equation[i + 1];
    if (next === "(" && FUNCTION.test(token)) return `${token} of`;
    if (token === "(" && FUNCTION.test(equation[i - 1] ?? "")) return "";
    const text = WORDS.reduce((all, [sign, word]) => all.replace(sign, ` ${word} `), token).trim();
    return isMatrix(next) && FACTOR.test(text) ? `${text} times` : text;
  });
  const text = `${spoken(writes)} equals ${said.join(" ")}`;
  return TIDY.reduce((all, [sign, word]) => all.replace(sign, word), text).trim();
}
