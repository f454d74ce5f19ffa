/**
 * The view that compares: the current step's matrices at the pinned iteration and now, and their
 * difference, all in one range of colours.
 */
import { onTheme } from "../colours.js";
import { later } from "../later.js";
import { createNumbers } from "../ledger-numbers.js";
import { createFigure } from "../plot.js";
import { loadStyles } from "../styles.js";
import { createMarks, element } from "./marks.js";
import { planOf } from "./plan.js";
import { rowsOf } from "./rows.js";
import { headOf } from "./words.js";

/**
 * @param {HTMLElement} root
 * @param {import("../store.js").Store<any>} store
 * @param {any} actions
 */
export async function mount(root, store, actions) {
  await loadStyles(new URL("../../css/compare.css", import.meta.url).href);
  const head = element("header", "compare-head");
  const board = element("div", "compare-board");
  board.dataset.view = "compare";
  const ink = element("div", "ink");
  const said = element("p", "compare-said");
  said.role = "status";
  board.append(ink);
  root.replaceChildren(head, board, said);
  const figure = createFigure(ink);
  const numbers = createNumbers(ink);
  const marks = createMarks(ink, (words) => {
    said.textContent = words;
  });

  /** @param {any} state @param {any} trace */
  function draw(state, trace) {
    const { pin, ranges } = state;
    const rows = rowsOf(state, trace);
    const size = { width: board.clientWidth, height: board.clientHeight };
    const plan = planOf(rows, size, pin.iteration, ranges);
    ink.style.width = `${plan.width}px`;
    ink.style.height = `${plan.height}px`;
    const boxes = plan.rows.flatMap((row) => row.boxes).filter(({ box }) => box.z);
    figure.draw(/** @type {any[]} */ (boxes.map(({ box }) => box)), plan);
    numbers.draw(boxes, plan);
    marks.draw(plan, state);
    head.replaceChildren(...headOf(state, actions));
  }

  async function refresh() {
    const { state } = store;
    if (state.view !== "compare" || !state.pin || !state.trace) return;
    try {
      const trace = await actions.pinnedTrace();
      const now = store.state;
      if (trace && now.pin === state.pin && now.view === "compare") draw(now, trace);
    } catch (error) {
      said.textContent = `The pinned iteration cannot be had. ${/** @type {Error} */ (error).message}`;
    }
  }

  const soon = later(refresh);
  store.on((s) => `${s.query} ${s.iteration} ${s.step} ${s.beat} ${s.cell} ${s.view}`, soon);
  store.on((s) => s.pin, soon);
  store.on((s) => s.ranges, soon);
  new ResizeObserver(soon).observe(board);
  onTheme(soon);
}
