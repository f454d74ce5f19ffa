/** The builder: fields named like the spec's, and the layers as a strip. */
import { fade } from "../fade.js";

/** Windows in which the row is too short for all its fields: some of them wait under "More". */
const SHORT =
  "(min-width: 720px) and (max-width: 1279px), (min-width: 1280px) and (max-height: 819px)";
const WAITING = ["init", "seed"];
/** Fields of a spec that the strip of layers stands for. */
const LAYERED = ["hidden", "activation"];
/** A data set takes the place of X and Y that were given. */
const DRAWN = { X: null, Y: null };

/** A field's text for its input. @param {any} value */
function shown(value) {
  return value === null || value === undefined ? "" : String(value);
}

/**
 * @param {HTMLElement} root
 * @param {import("../store.js").Store<any>} store
 * @param {any} actions
 */
export function mount(root, store, actions) {
  const strip = /** @type {HTMLElement} */ (root.querySelector('[data-part="layers"]'));
  let scrolled = 0;
  scroll(false);
  const offs = [
    store.on(
      (s) => s.parts,
      (parts) => parts && fill(parts.layers),
    ),
    store.on((s) => s.spec, paint),
    store.on((s) => s.problems, refuse),
  ];

  const short = matchMedia(SHORT);
  short.addEventListener("change", arrange);
  arrange();

  /** Where the fields stand that the row has no room for. */
  function arrange() {
    const place = root.querySelector(short.matches ? ".settings .fields" : ".fields-group");
    for (const name of WAITING) place?.append(root.querySelector(`[data-field="${name}"]`) ?? "");
    const turns = root.querySelector(".turns-back");
    if (turns) root.querySelector(short.matches ? ".settings" : ".end")?.prepend(turns);
  }

  /** What does not fit in the strip scrolls; a layer that was added comes into view. @param {boolean} added */
  function scroll(added) {
    const sizes = /** @type {HTMLElement|null} */ (strip.querySelector(".sizes"));
    if (!sizes) return;
    if (added) scrolled = sizes.scrollWidth;
    sizes.scrollLeft = scrolled;
    sizes.addEventListener("wheel", ({ deltaY }) => sizes.scrollBy(deltaY, 0), { passive: true });
    sizes.addEventListener("scroll", () => {
      scrolled = sizes.scrollLeft;
    });
    fade(sizes);
  }

  /** The strip is made anew; the focus stays on the button that was pressed. @param {string} html */
  function fill(html) {
    const had = strip.querySelectorAll(".layer").length;
    const focus = /** @type {HTMLElement|null} */ (document.activeElement);
    const { action, layer } = focus && strip.contains(focus) ? focus.dataset : {};
    strip.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
    scroll(strip.querySelectorAll(".layer").length > had);
    if (!action) return;
    const exact = layer ? `[data-layer="${layer}"]` : "";
    const again = strip.querySelector(`[data-action="${action}"]${exact}:not(:disabled)`);
    const other = strip.querySelector('[data-action="add-neuron"], [data-action="add-layer"]');
    /** @type {HTMLElement|null} */ (again ?? other)?.focus();
  }

  /** @param {any} spec */
  function paint(spec) {
    for (const input of root.querySelectorAll("input[name], select[name]")) {
      const field = /** @type {HTMLInputElement} */ (input);
      if (strip.contains(field)) continue;
      const value = spec[field.name];
      if (field.type === "radio") field.checked = field.value === value;
      else if (field.type === "checkbox") field.checked = Boolean(value);
      else if (document.activeElement !== field || field.value === "") field.value = shown(value);
      const applies = field.type === "radio" || value !== undefined;
      field.disabled = !applies && !["classes", "noise"].includes(field.name);
      field.closest("[data-field]")?.toggleAttribute("hidden", !applies);
    }
    const picked = root.querySelector('input[name="data"]:checked');
    const own = root.querySelector('.thumb[data-action="own"]');
    own?.setAttribute("aria-current", String(!picked));
    const name = root.querySelector('[data-part="data-name"]');
    if (name) name.textContent = picked?.getAttribute("aria-label") ?? "Your own";
  }

  /** What was refused stands by its field. @param {{pointer: string, detail: string}[]} problems */
  function refuse(problems) {
    for (const old of root.querySelectorAll(".refusal")) old.remove();
    for (const field of root.querySelectorAll("[aria-invalid]"))
      field.removeAttribute("aria-invalid");
    for (const { pointer, detail } of problems) {
      const name = pointer.replace(/^#\//, "").split("/")[0];
      const given = new URLSearchParams(store.state.query ?? "").get(name);
      const own = root.querySelector(`[data-field] [name="${CSS.escape(name)}"]`);
      const field = own ?? (LAYERED.includes(name) ? strip : null);
      const holder = field?.closest("[data-field], .group");
      if (!field || !holder) continue;
      if (given !== null && field instanceof HTMLInputElement) field.value = given;
      field.setAttribute("aria-invalid", "true");
      const sentence = document.createElement("span");
      sentence.className = "refusal";
      sentence.setAttribute("role", "alert");
      sentence.textContent = given !== null && !own ? `${given}: ${detail}` : detail;
      holder.append(sentence);
      const inside = /** @type {HTMLElement|null} */ (holder.closest("[popover]"));
      if (inside && !inside.matches(":popover-open")) inside.togglePopover(true);
    }
  }

  /** A field's own change. An empty text means the default. @param {Event} event */
  function changed(event) {
    const field = /** @type {HTMLInputElement} */ (event.target);
    if (!field.name) return;
    if (field.dataset.layer) {
      const activations = store.state.activations.slice(0, -1);
      activations[Number(field.dataset.layer) - 1] = field.value;
      actions.change({ activation: one(activations) });
      return;
    }
    if (field.type === "radio" && !field.checked) return;
    if (field.name === "data" && field.value === "custom") {
      field.value = store.state.spec.data;
      /** @type {HTMLElement|null} */ (root.querySelector('[data-action="own"]'))?.click();
      return;
    }
    const text = field.type === "checkbox" ? String(field.checked) : field.value.trim();
    if (text === shown(store.state.spec[field.name])) refuse([]);
    else actions.change({ ...(field.name === "data" && DRAWN), [field.name]: text || null });
  }

  /** One name when all agree. @param {string[]} list */
  function one(list) {
    return new Set(list).size === 1 ? list[0] : list.length ? list : null;
  }

  /** @param {string} action @param {number} layer counted from 1 */
  function resize(action, layer) {
    const { layers, activations } = actions.planned() ?? store.state;
    const hidden = layers.slice(1, -1);
    const names = activations.slice(0, -1);
    if (action === "add-neuron") hidden[layer - 1] += 1;
    if (action === "remove-neuron") hidden[layer - 1] -= 1;
    if (action === "add-layer") {
      hidden.push(hidden.at(-1) ?? 4);
      names.push(names.at(-1) ?? "relu");
    }
    if (action === "remove-layer") {
      hidden.pop();
      names.pop();
    }
    const plan = {
      layers: [layers[0], ...hidden, layers.at(-1)],
      activations: [...names, activations.at(-1)],
    };
    actions.change({ hidden: hidden.length ? hidden : "none", activation: given(names) }, { plan });
  }

  /** Only what differs from the default is said. @param {string[]} names */
  function given(names) {
    const name = one(names);
    return name === "relu" ? null : name;
  }

  /** @param {MouseEvent} event */
  function clicked(event) {
    const target = /** @type {Element} */ (event.target);
    const button = /** @type {HTMLElement|null} */ (target.closest("button[data-action]"));
    const { action = "", layer } = button?.dataset ?? {};
    if (/^(add|remove)-(neuron|layer)$/.test(action)) resize(action, Number(layer));
  }

  /** Enter in a field is a change; Escape puts the old value back. @param {KeyboardEvent} event */
  function pressed(event) {
    const field = event.target;
    if (!(field instanceof HTMLInputElement) || field.type !== "text") return;
    if (event.key === "Escape") {
      field.value = shown(store.state.spec[field.name]);
      refuse([]);
      field.blur();
    }
  }

  root.addEventListener("change", changed);
  root.addEventListener("click", clicked);
  root.addEventListener("keydown", pressed);
  return () => {
    for (const off of offs) off();
    short.removeEventListener("change", arrange);
    root.removeEventListener("change", changed);
    root.removeEventListener("click", clicked);
    root.removeEventListener("keydown", pressed);
  };
}
