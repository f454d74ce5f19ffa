/** Why, shapes, code and check of the step on the stage; what hangs on them is fetched when asked for. */
import { fade } from "../fade.js";
import { labelRuns, unitLabels } from "../labels.js";
import { later } from "../later.js";
import { chosenCell } from "../stage/moments.js";
import { onParts } from "../stage/view.js";
import { columnOf, isPending } from "../state.js";
import { fragment } from "../symbols.js";

const WAIT = 250;
/** @type {Record<string, () => Promise<any>>} */
const PANELS = {
  "what-if": () => import("../explain/slips.js"),
  nudge: () => import("../explain/nudge.js"),
};

/**
 * @param {HTMLElement} root
 * @param {import("../store.js").Store<any>} store
 * @param {any} actions
 */
export function mount(root, store, actions) {
  const place = /** @type {HTMLElement} */ (root.querySelector('[data-part="check"]'));
  /** @type {Promise<{ refresh(): void, destroy(): void } | void> | null} fetched with the first result; again, if the server was away */
  let check = null;
  /** @type {Map<string, Promise<{toggle(): void, refresh(): void, destroy(): void}>>} */
  const panels = new Map();
  let soon = 0;
  /** What the address wants unfolded on arrival: `#more` the aside, `#what-if` the wrong lines. */
  let wanted = location.hash.slice(1);
  const edges = fade(root);
  const grown = new ResizeObserver(edges);
  grown.observe(place);
  let library = "numpy";
  /** The switch that was pressed, while its net is on the way. */
  let turned = "";
  const refresh = later(() => {
    paint();
    bind();
    if (!isPending(/** @type {any} */ (store.state), store.state.step)) {
      check ??= Promise.all([import("../explain/check.js"), import("../explain/asked.js")]).then(
        ([{ createCheck }, { show }]) => {
          const made = createCheck(place, store, actions);
          const refresh = () => {
            made.refresh();
            show(article(), store.state);
          };
          return { ...made, refresh };
        },
        () => {
          check = null;
        },
      );
    }
    check?.then((made) => made?.refresh());
    for (const panel of panels.values()) panel.then((made) => made.refresh());
    unfold();
  });
  const offs = [
    store.on(
      (s) => s.parts,
      (parts) => parts && fill(parts.why),
    ),
    store.on(
      (s) =>
        `${s.query} ${s.steps.length} ${s.iteration} ${s.step} ${s.beat} ${s.cell} ${s.example} ${s.status}`,
      refresh,
    ),
    store.on((s) => s.step === "J" && s.history, refresh),
    onParts(refresh),
    refresh.cancel,
    () => check?.then((made) => made?.destroy()),
  ];

  /** @param {string} html */
  function fill(html) {
    const made = new DOMParser().parseFromString(html, "text/html");
    const fresh = made.querySelector('[data-part="why"]');
    if (fresh) root.querySelector('[data-part="why"]')?.replaceWith(fresh);
    if (turned) {
      paint();
      /** @type {HTMLElement|null|undefined} */ (
        article()?.querySelector(`[data-field="${turned}"]`)
      )?.focus();
      turned = "";
    }
    refresh();
  }

  /** @returns {HTMLElement|null} */
  function article() {
    return root.querySelector(`article[data-of="${CSS.escape(store.state.step)}"]`);
  }

  function paint() {
    const now = article();
    for (const one of root.querySelectorAll("article")) one.toggleAttribute("hidden", one !== now);
    const asking = now?.querySelector('[data-action="what-if"]');
    asking?.toggleAttribute(
      "hidden",
      isPending(/** @type {any} */ (store.state), store.state.step),
    );
    speak();
    clearTimeout(soon);
    soon = setTimeout(reach, WAIT);
  }

  /** What has to be scrolled must be reachable by the keyboard. */
  function reach() {
    edges();
    for (const line of article()?.querySelectorAll(".display, code") ?? []) {
      if (line.scrollWidth > line.clientWidth) line.setAttribute("tabindex", "0");
      else line.removeAttribute("tabindex");
    }
  }

  /** The code in the library chosen, which stays so from step to step. */
  function speak() {
    for (const one of article()?.querySelectorAll("[data-in]") ?? []) {
      const line = /** @type {HTMLElement} */ (one);
      line.hidden = line.dataset.in !== library;
    }
    for (const one of article()?.querySelectorAll("[data-library]") ?? []) {
      const button = /** @type {HTMLElement} */ (one);
      button.setAttribute("aria-pressed", String(button.dataset.library === library));
    }
  }

  /**
   * "here j = △, i = 4": what the letters of the sentence stand for in the cell selected. Where the
   * stage shows one example, the headings say that what they stand over is of all.
   */
  function bind() {
    const state = /** @type {any} */ (store.state);
    const all = columnOf(state) === null ? "" : `all ${state.m} examples`;
    for (const head of article()?.querySelectorAll("h2") ?? []) head.dataset.all = all;
    const note = /** @type {HTMLElement|null} */ (
      article()?.querySelector('[data-part="binding"]')
    );
    if (!note) return;
    note.replaceChildren();
    if (isPending(state, state.step)) return;
    const cell = chosenCell(state);
    const letters = [note.dataset.row, note.dataset.column];
    letters.forEach((letter, axis) => {
      const label = unitLabels(state.step, /** @type {0|1} */ (axis), state)[cell[axis]];
      if (!letter || !label) return;
      const plain = label.kind === "class" ? fragment(labelRuns(label)) : String(label.index + 1);
      const italic = document.createElement("i");
      italic.textContent = letter;
      note.append(note.childNodes.length ? ", " : "here ", italic, " = ", plain);
    });
  }

  /** The same run written otherwise: the page stays where it is. @param {DOMStringMap} data */
  function turn({ field = "", value, to }) {
    turned = field;
    const { iteration, cell } = store.state;
    actions.change({ [field]: value || null }, { iteration, step: to, beat: 2, cell });
  }

  /** @param {string} name */
  function toggle(name) {
    const known = panels.get(name);
    const panel = known ?? PANELS[name]().then((made) => made.create({ root, store, actions }));
    panels.set(name, panel);
    panel.then(
      (made) => made.toggle(),
      (error) => {
        panels.delete(name);
        reportError(error);
      },
    );
  }

  /** Once; on a phone the panel comes up that holds it. */
  function unfold() {
    const found = article()?.querySelector(
      wanted === "more" ? "details" : `[data-action="what-if"]:not([hidden])`,
    );
    if (!["more", "what-if"].includes(wanted) || !found) return;
    const section = /** @type {HTMLElement} */ (found.closest("section"));
    const tab = document.querySelector(`[data-panel="${section.dataset.panelOf}"]`);
    if (tab?.ariaPressed !== "true") /** @type {HTMLElement|null} */ (tab)?.click();
    if (wanted === "more") {
      found.setAttribute("open", "");
      found.scrollIntoView({ block: "center" });
    } else toggle(wanted);
    wanted = "";
  }

  /** @param {MouseEvent} event */
  function clicked(event) {
    const button = /** @type {Element} */ (event.target).closest("button");
    if (!button) return;
    const { action = "", field } = button.dataset;
    if (action === "copy-code") copy(button);
    if (action in PANELS) toggle(action);
    if (field) turn(button.dataset);
    if (button.dataset.library) {
      library = button.dataset.library;
      speak();
      reach();
    }
  }

  /** @param {Element} button */
  async function copy(button) {
    const code = button.parentElement?.querySelector("code:not([hidden])");
    try {
      await navigator.clipboard.writeText(code?.textContent ?? "");
      button.textContent = "Copied";
    } catch {
      if (code) getSelection()?.selectAllChildren(code);
      button.textContent = "Selected";
    }
    setTimeout(() => {
      button.textContent = "Copy";
    }, 1500);
  }

  root.addEventListener("click", clicked);
  return () => {
    for (const off of offs) off();
    grown.disconnect();
    for (const panel of panels.values()) panel.then((made) => made.destroy());
    root.removeEventListener("click", clicked);
  };
}
