/**
 * The chain rule so far: ∂ℒ/∂Z[2] · ∂Z[2]/∂A[1] · ∂A[1]/∂Z[1]. Multiplied already is ink, this step
 * its phase's colour, what is to come dashed. dW and db end the chain: their factor hangs below the
 * one it multiplies. It follows from the names that the program writes. What is derived is ℒ, or, with
 * the mean taken into the loss, J.
 *
 * @typedef {import("./types.d.ts").Step} Step
 * @typedef {import("../symbols.js").Run} Run
 * @typedef {{ of: string, by: string, writes: string[], state: "done" | "now" | "todo" }} Factor
 */
import { fragment, italic, runs, split, upright } from "../symbols.js";
import { make } from "./text.js";

const MOST = 4;
/** The chain is read to the right; a product of matrices grows to the left. */
const JOINS = "← with columns, it joins from the left";

/**
 * The factors in the order in which they are multiplied.
 * @param {Step[]} steps
 * @param {string} top
 * @returns {Omit<Factor, "state">[]}
 */
function factors(steps, top) {
  const names = steps.map((step) => step.writes);
  const last = Math.max(...names.map((name) => (/^Z\d+$/.test(name) ? Number(name.slice(1)) : 0)));
  const long = names.includes(`dA${last}`);
  const found = long
    ? [
        { of: top, by: `A${last}`, writes: [`dA${last}`] },
        { of: `A${last}`, by: `Z${last}`, writes: [`gprime${last}`, `Jac${last}`, `dZ${last}`] },
      ]
    : [{ of: top, by: `Z${last}`, writes: [`dZ${last}`] }];
  for (let l = last - 1; l >= 0; l -= 1) {
    if (names.includes(`dA${l}`)) found.push({ of: `Z${l + 1}`, by: `A${l}`, writes: [`dA${l}`] });
    if (names.includes(`dZ${l}`)) {
      found.push({ of: `A${l}`, by: `Z${l}`, writes: [`gprime${l}`, `dZ${l}`] });
    }
  }
  return found;
}

/**
 * @param {Step} step
 * @param {Step[]} steps
 * @param {unknown} [average] field of the spec: where the 1/m stands
 * @returns {{ shown: Factor[], before: boolean, after: boolean, hanging: Factor | null, at: number } | null}
 */
export function chain(step, steps, average) {
  if (step.phase !== "backward") return null;
  const all = factors(steps, average === "loss" ? "J" : "L");
  const { base, layer } = split(step.writes);
  const ends = base === "dW" || base === "db";
  const at = ends
    ? all.findIndex(({ by }) => by === `Z${layer}`)
    : all.findIndex(({ writes }) => writes.includes(step.writes));
  if (at < 0) return null;
  const from = all.length > MOST ? Math.min(all.length - MOST + 1, Math.max(0, at - 1)) : 0;
  const to = all.length > MOST ? from + MOST - 1 : all.length;
  const shown = all.slice(from, to).map((factor, i) => {
    const now = from + i === at && !ends;
    const state = now ? "now" : from + i <= at ? "done" : "todo";
    return { ...factor, state: /** @type {Factor["state"]} */ (state) };
  });
  const hanging = { of: `Z${layer}`, by: `${base.slice(1)}${layer}`, writes: [step.writes] };
  return {
    ...{ shown, before: from > 0, after: to < all.length, at: at - from },
    hanging: ends ? { ...hanging, state: "now" } : null,
  };
}

/** @param {Factor} factor */
function node({ of, by, state }) {
  const bottom = by === "A0" ? [italic("X")] : runs(by);
  return make(
    "span",
    `factor ${state}`,
    fragment([upright("∂"), ...runs(of), upright(" ∕ ∂"), ...bottom]),
  );
}

/**
 * @param {HTMLElement} element
 * @param {Step} step
 * @param {Step[]} steps
 * @param {unknown} average
 */
export function showChain(element, step, steps, average) {
  const found = chain(step, steps, average);
  element.hidden = !found;
  element.replaceChildren();
  if (!found) return;
  const joins = /^dA/.test(step.writes) && (found.at > 0 || found.before);
  const line = found.shown.flatMap((factor, i) => [
    ...(i || found.before ? [make("span", "times", "·")] : []),
    joins && i === found.at
      ? make("span", "hanger", node(factor), make("span", "joins", JOINS))
      : hang(node(factor), i === found.at ? found.hanging : null, i === found.shown.length - 1),
  ]);
  if (found.before) line.unshift(make("span", "times", "…"));
  if (found.after) line.push(make("span", "times", "· …"));
  element.append(...line);
}

/**
 * @param {HTMLElement} factor
 * @param {Factor | null} hanging
 * @param {boolean} last at the edge: then it hangs to the left
 */
function hang(factor, hanging, last) {
  if (!hanging) return factor;
  const below = make("span", `hanging${last ? " back" : ""}`, "· ", node(hanging));
  return make("span", "hanger", factor, below);
}
