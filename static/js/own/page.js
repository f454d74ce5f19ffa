/**
 * Your own numbers: the dialog in which X, Y and the first weights are written, pasted or taken from
 * a file, and the way from there to a network on the stage.
 */
import { onTheme } from "../colours.js";
import { make } from "../explain/dom.js";
import { loadStyles } from "../styles.js";
import { fragment, runs } from "../symbols.js";
import { readTable } from "./csv-read.js";
import { createDraft } from "./draft.js";
import { keep, kept } from "./drafts.js";
import { Fault } from "./fault.js";
import { createFrame } from "./frame.js";
import { createPanel } from "./panel.js";
import { isRun, runOf } from "./run.js";
import { accepted, numbers, reason } from "./server.js";
import { showTable } from "./table.js";

/** What a change of data takes out of a spec. */
const GENERATED = { X: null, Y: null, data: null };
const UNCHANGED = "These are the numbers of the present net. Change any of them.";

/**
 * @param {{root: HTMLElement, store: import("../store.js").Store<any>, actions: any}} page
 * @returns {Promise<{open: (file?: File) => void}>}
 */
export async function create({ root, store, actions }) {
  await loadStyles(new URL("../../css/own.css", import.meta.url).href);
  const frame = createFrame();
  const { dialog, file, tabs, panel: place, use, why } = frame;
  root.append(dialog);
  /** @type {ReturnType<typeof createDraft>|null} */
  let draft = null;
  /** @type {ReturnType<typeof createPanel>|null} */
  let panel = null;
  let current = "X";

  /** @param {string} text what is wrong with more than one matrix; nothing: no longer */
  function say(text) {
    frame.said.textContent = text;
  }

  /** Run what may fail; what is known to be wrong is said, and nothing changes. @param {() => Promise<void>} run */
  async function attempt(run) {
    say("");
    dialog.ariaBusy = "true";
    try {
      await run();
    } catch (error) {
      const words = error instanceof Fault ? error.message : reason(error);
      say(words ?? "Something went wrong here; what you wrote is kept.");
      if (!words) reportError(error);
    }
    dialog.ariaBusy = null;
  }

  /** The present net's numbers, with what was written before. */
  async function begin() {
    const { state } = store;
    const { spec, layers } = state;
    const names = (/** @type {Record<string, any>} */ of) => Object.keys(of).filter((n) => of[n]);
    /** @type {Record<string, number[][]>} */
    let values = {};
    try {
      values = await numbers(state);
    } catch (error) {
      say(reason(error) ?? String(error));
    }
    draft = createDraft({ hidden: layers.slice(1, -1), values, own: names(spec) }, kept());
    panel = createPanel(place, draft, { state: () => store.state, changed });
    const again = draft.names.filter((name) => draft?.get(name).edited);
    if (!draft.names.includes(current)) current = "X";
    choose(again.includes(current) ? current : (again[0] ?? current));
    frame.generated.hidden = !spec.X;
    frame.drawn.hidden = !names(spec).some((name) => /^[Wb]\d$/.test(name));
  }

  /** @param {string} name @param {boolean} [focus] */
  function choose(name, focus = false) {
    current = name;
    place.setAttribute("aria-labelledby", `own-tab-${name}`);
    panel?.show(name);
    const tab = /** @type {HTMLElement|null} */ (tabs.querySelector('[aria-selected="true"]'));
    if (focus) tab?.focus();
    tab?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** After anything written: tabs, what is kept, whether it can be used. */
  function changed() {
    if (!draft) return;
    const problems = draft.problems();
    const names = /** @type {string[]} */ (draft.names);
    const focused = tabs.contains(document.activeElement);
    tabs.replaceChildren(...names.map((name) => tab(name, name in problems)));
    if (focused)
      /** @type {HTMLElement|null} */ (tabs.querySelector('[aria-selected="true"]'))?.focus();
    const first = names.find((name) => name in problems);
    use.disabled = Boolean(first) || !draft.changed();
    if (first) {
      const said = first === current ? "see what is said above." : problems[first].message;
      why.textContent = `Not yet. ${first}: ${said}`;
    } else why.textContent = draft.changed() ? draft.resized() : UNCHANGED;
    keep(draft.kept());
  }

  /** @param {string} name @param {boolean} wrong */
  function tab(name, wrong) {
    const on = name === current;
    const made = make("button", {
      type: "button",
      role: "tab",
      id: `own-tab-${name}`,
      "aria-selected": String(on),
      "aria-controls": "own-panel",
      tabindex: on ? "0" : "-1",
    });
    made.dataset.name = name;
    const symbol = make("span", { class: "own-name" }, fragment(runs(name)));
    made.append(symbol, make("span", {}, draft?.shape(name) ?? ""));
    if (wrong) made.append(make("b", { title: "does not fit" }, "!"), unseen("does not fit"));
    else if (draft?.get(name).edited) made.append(make("b", {}, "·"), unseen("changed"));
    return made;
  }

  /** @param {string} text */
  const unseen = (text) => make("span", { class: "unseen" }, `, ${text}`);

  /** @param {Record<string, any>} patch @param {{labels?: string[]}} [how] */
  function apply(patch, { labels = [] } = {}) {
    return attempt(async () => {
      const { query, note } = await accepted(store.state, patch);
      keep({ texts: {}, labels: [] });
      draft = null;
      dialog.close();
      visit({ query, note, labels });
    });
  }

  /** @param {any} to */
  function visit(to) {
    actions.visit({ iteration: 0, step: null, beat: 1, cell: null, ...to });
  }

  /** A file: a run to open again, else a table. @param {File} chosen */
  function read(chosen) {
    return attempt(async () => {
      const bytes = await chosen.arrayBuffer();
      if (/\.(json|npz)$/i.test(chosen.name) || isRun(bytes)) {
        const { spec, iteration } = runOf(bytes);
        const { query } = await accepted({ query: "", spec: {} }, spec);
        dialog.close();
        visit({ query, iteration });
        return;
      }
      const table = await readTable(bytes);
      turn(true);
      showTable(frame.table, { name: chosen.name, table }, { take, back: () => turn(false) });
    });
  }

  /** The table in place of the matrices. @param {boolean} on */
  function turn(on) {
    frame.table.hidden = !on;
    frame.matrices.hidden = on;
    frame.footer.hidden = on;
  }

  /** @param {{X: number[][], Y: number[][], labels: string[]}} made */
  function take({ X, Y, labels }) {
    // One row has no names to give; a comma would part a name in the address.
    const names = labels.length === Y.length ? labels : [];
    draft?.take(
      X,
      Y,
      names.map((name) => name.replaceAll(",", " ")),
    );
    turn(false);
    choose("X", true);
  }

  /** @type {Record<string, () => void>} */
  const deeds = {
    file: () => file.click(),
    close: () => dialog.close(),
    use: () => draft && apply(draft.patch(), { labels: draft.labels() }),
    generated: () => apply(GENERATED),
    drawn: () => apply(Object.fromEntries(weights().map((name) => [name, null]))),
  };
  const weights = () => Object.keys(store.state.spec).filter((name) => /^[Wb]\d$/.test(name));

  dialog.addEventListener("click", ({ target }) => {
    const { own = "" } = /** @type {Element} */ (target).closest("button")?.dataset ?? {};
    deeds[own]?.();
  });
  tabs.addEventListener("click", ({ target }) => {
    const name = /** @type {HTMLElement|null} */ (
      /** @type {Element} */ (target).closest("[data-name]")
    )?.dataset.name;
    if (name) choose(name, true);
  });
  tabs.addEventListener("keydown", ({ key }) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[key];
    const names = draft?.names ?? [];
    if (by) choose(names[(names.indexOf(current) + by + names.length) % names.length], true);
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || use.disabled) return;
    event.preventDefault();
    use.click();
  });
  file.addEventListener("change", () => {
    const [chosen] = file.files ?? [];
    if (chosen) read(chosen);
    file.value = "";
  });
  onTheme(() => panel?.paint());

  return {
    async open(chosen) {
      if (!dialog.open) {
        turn(false);
        say("");
        dialog.showModal();
        await begin();
      }
      if (chosen) await read(chosen);
    },
  };
}
