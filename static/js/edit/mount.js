/**
 * Changing the network by hand: undo and redo of every change of the spec, and the way to what
 * changes one cell of W or b, which is fetched when it is first pointed at.
 */
import { later } from "../later.js";
import { createList, difference, placeOf } from "./list.js";

/** Where the browser's own undo is at home. */
const TEXT = "textarea, [contenteditable], input:not([type=radio], [type=checkbox], [type=range])";
/** What holds cells of W and b. */
const CELLS = ".stage-slot, .ledger";

/**
 * @param {HTMLElement} root
 * @param {import("../store.js").Store<any>} store
 * @param {any} actions
 */
export function mountEdit(root, store, actions) {
  mountUndo(root, store, actions);
  /** @type {Promise<any> | null} */
  let cells = null;

  /** @param {(made: any) => void} use */
  function withCells(use) {
    cells ??= import("./cell.js").then((made) => made.create({ root, store, actions }));
    cells.then(use, reportError);
  }

  /** @param {MouseEvent} event */
  function pressed(event) {
    if (/** @type {Element} */ (event.target).closest(CELLS))
      withCells((made) => made.press(event));
  }
  root.addEventListener("click", pressed);
  root.addEventListener("dblclick", pressed);
  root.addEventListener("keydown", (event) => {
    if (!changes(event)) return;
    // The field opens before the browser would write the key into it.
    event.preventDefault();
    withCells((made) => made.type(event));
  });
  root.addEventListener("edit", (event) => {
    withCells((made) => made.offer(/** @type {CustomEvent} */ (event).detail));
  });
}

/** Whether a key begins to change a cell of W or b. @param {KeyboardEvent} event */
function changes({ key, target, ctrlKey, metaKey, altKey }) {
  if (ctrlKey || metaKey || altKey || !/^(Enter|F2|[-−.\d])$/.test(key)) return false;
  const cell = /** @type {Element} */ (target).closest("[data-at]");
  return /^[Wb]\d(\.T)?$/.test(cell?.closest("[data-matrix]")?.getAttribute("data-matrix") ?? "");
}

/**
 * @param {HTMLElement} root
 * @param {import("../store.js").Store<any>} store
 * @param {any} actions
 */
function mountUndo(root, store, actions) {
  const list = createList();
  const buttons = [...root.querySelectorAll('[data-action="undo"], [data-action="redo"]')];
  let last = store.state;
  /** @type {{ query: string, from: "past" | "future" } | null} */
  let going = null;
  /** @type {("past" | "future")[]} asked for while a network is on its way */
  const waiting = [];
  const tell = later(() => {
    for (const one of buttons) {
      const button = /** @type {HTMLButtonElement} */ (one);
      const undo = button.dataset.action === "undo";
      const to = undo ? list.back() : list.forth();
      const what = to ? `: ${difference(to, placeOf(last)).join(", ")}` : "";
      button.disabled = !to;
      button.ariaLabel = `${undo ? "Undo" : "Redo"} the change of the network${what}`;
      button.title = `${undo ? "Undo" : "Redo"}${what} (Ctrl ${undo ? "Z" : "Y"})`;
    }
  });

  store.on(
    (s) => s,
    (now) => {
      if (!now.trace) return;
      if (last.trace && last.query !== now.query) {
        const back = going?.query === now.query ? going : null;
        if (back) list.moved(back.from, placeOf(last));
        else list.changed(placeOf(last));
        going = null;
        tell();
      }
      last = now;
      const next = actions.busy() ? undefined : waiting.shift();
      if (next) queueMicrotask(() => go(next));
    },
  );

  /** @param {"past" | "future"} from */
  function go(from) {
    if (actions.busy()) {
      waiting.push(from);
      return;
    }
    const to = from === "past" ? list.back() : list.forth();
    if (!to) return;
    going = { query: to.query, from };
    actions.visit(to);
  }

  root.addEventListener("click", ({ target }) => {
    const button = /** @type {HTMLElement | null} */ (
      /** @type {Element} */ (target).closest("button")
    );
    if (button?.dataset.action === "undo") go("past");
    if (button?.dataset.action === "redo") go("future");
  });
  document.addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, shiftKey, altKey, target } = event;
    const letter = key.toLowerCase();
    if (!(ctrlKey || metaKey) || altKey || (letter !== "z" && letter !== "y")) return;
    if (target instanceof Element && target.closest(TEXT)) return;
    event.preventDefault();
    go(letter === "z" && !shiftKey ? "past" : "future");
  });
}
