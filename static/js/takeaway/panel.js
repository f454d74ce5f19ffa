/** This moment as a file, as a picture, as LaTeX: the panel that offers them. */
import { file as fetched } from "../api.js";
import { currentStep } from "../state.js";
import { loadStyles } from "../styles.js";
import { addressOf, rangeOf, varies } from "./files.js";
import { build } from "./parts.js";
import { save } from "./save.js";
import { stepTex } from "./tex.js";

/** @typedef {import("./files.js").File} File */

/**
 * Make it, for the button that opens and closes it from then on.
 * @param {HTMLElement} root
 * @param {import("../store.js").Store<any>} store
 * @param {HTMLButtonElement} button
 */
export async function mount(root, store, button) {
  await loadStyles(new URL("../../css/takeaway.css", import.meta.url).href);
  const { element, links, fields, said, pictures, latex, text } = build();
  root.append(element);
  button.popoverTargetElement = element;
  let touched = false;
  /** @type {unknown} */
  let whose = null;

  function fill() {
    const { state } = store;
    if (!element.matches(":popover-open")) return;
    if (whose !== state.query) touched = false;
    whose = state.query;
    if (!touched) {
      const { start, until } = rangeOf(state);
      [fields.start.value, fields.until.value] = [start, until];
    }
    fields.copies.disabled = !varies(state);
    fields.copies.title = fields.copies.disabled ? "No seed draws these weights." : "";
    relink();
  }

  function relink() {
    const [start, until, copies] = [fields.start, fields.until, fields.copies].map((f) => f.value);
    for (const [file, link] of links) {
      link.href = addressOf(file, store.state, { start, until, copies });
    }
  }

  /** A refusal is said here: the page is not left for it. @param {HTMLAnchorElement} link */
  async function take(link) {
    const { href } = link;
    said.textContent = "Preparing the file …";
    try {
      const { name, blob } = await fetched(href);
      save(blob, name);
      said.textContent = `${name} is saved.`;
    } catch (error) {
      const { message, errors } = /** @type {any} */ (error);
      said.textContent = errors?.[0]?.detail ?? message;
    }
  }

  /** Where the clipboard is out of reach the text is shown, to be copied by hand. */
  async function copy() {
    const step = currentStep(store.state);
    if (!step || !store.state.matrices[step.writes]) return;
    text.value = stepTex(step, /** @type {any} */ (store.state));
    try {
      await navigator.clipboard.writeText(text.value);
      said.textContent = "Copied.";
    } catch {
      text.hidden = false;
      text.select();
      said.textContent = "The clipboard is out of reach: copy the text by hand.";
    }
  }

  /** @param {"svg" | "png"} kind */
  async function picture(kind) {
    const { step, iteration, view } = store.state;
    const what = view === "equation" ? step : view;
    const title = `${currentStep(store.state)?.title ?? "Stepgrad"}, iteration ${iteration}`;
    said.textContent = "Drawing the picture …";
    try {
      const { saveSlide } = await import("./slide.js");
      const sheet = /** @type {Element} */ (root.querySelector("main.sheet"));
      const name = `stepgrad-${what}-iteration-${iteration}`;
      said.textContent = `${await saveSlide(sheet, kind, { title, name })} is saved.`;
    } catch (error) {
      said.textContent = `No picture could be made. ${/** @type {Error} */ (error).message}`;
    }
  }

  for (const button of pictures) {
    button.addEventListener("click", () => picture(/** @type {any} */ (button.dataset.kind)));
  }
  latex.addEventListener("click", copy);
  element.addEventListener("click", (event) => {
    const link = /** @type {Element} */ (event.target).closest("a");
    const own = event.ctrlKey || event.metaKey || event.shiftKey;
    if (!link?.hasAttribute("download") || own) return;
    event.preventDefault();
    take(link);
  });
  element.addEventListener("input", ({ target }) => {
    if (target !== fields.copies) touched = true;
    relink();
  });
  element.addEventListener("toggle", () => {
    said.textContent = "";
    text.hidden = true;
    fill();
  });
  store.on((s) => `${s.query} ${s.iteration} ${s.step} ${s.beat}`, fill);
  element.showPopover();
}
