/** The view that tries an input the network has not seen: type it, see the forward pass on it. */
import { onTheme } from "../colours.js";
import { rounded } from "../edit/data.js";
import { createPad } from "../edit/pad.js";
import { later } from "../later.js";
import { createNumbers } from "../ledger-numbers.js";
import { two } from "../numbers.js";
import { drawPlane, hasPlane } from "../plane.js";
import { createFigure } from "../plot.js";
import { columnOf as chosen } from "../state.js";
import { loadStyles } from "../styles.js";
import { element } from "../training/dom.js";
import { answer, tableOf } from "./answer.js";
import { chainOf } from "./chain.js";
import { createInputs } from "./inputs.js";
import { asQuery, MOST } from "./read.js";
import { wordsOf } from "./words.js";

const QUIET = 120;
const GRID = 48;
const HOW = { size: 240, radius: 4 };
const KEYS = "The plane: arrows move the cross, Enter tries the input there";

/**
 * @param {HTMLElement} root
 * @param {import("../store.js").Store<any>} store
 * @param {any} actions
 */
export async function mount(root, store, actions) {
  await loadStyles(new URL("../../css/unseen.css", import.meta.url).href);
  const said = element("p", "try-said");
  said.role = "status";
  const ink = element("div", "ink");
  const figure = createFigure(ink);
  const numbers = createNumbers(ink);
  const words = element("div", "try-words");
  const tables = element("div", "unseen");
  ink.append(words);
  const board = element("div", "try-board", ink, tables);
  board.dataset.view = "try";
  const inputs = createInputs({ changed });
  const example = /** @type {HTMLButtonElement} */ (element("button", "linked"));
  example.type = "button";
  const pad = createPad({
    pick: (at) => inputs.put(at.map((v, i) => rounded(v, pad.spans()[i]))),
    move: (at, by) => [at[0] + by[0], at[1] + by[1]],
    words: (at) => at.map(two).join(", "),
  });
  pad.name(KEYS);
  const note = element("p", "quiet");
  const left = element("section", "try-left", inputs.element, example, pad.element);
  const title = element("h1", "title", "Try an input");
  root.replaceChildren(element("header", "try-head", title, note), left, said, board);

  /** @type {number[][] | null} the inputs, where all can be read */
  let X = null;
  /** @type {any} the matrices of the last answer */
  let matrices = null;
  /** @type {any} */
  let plane = null;
  let timer = 0;
  let asked = new AbortController();
  let from = 0;

  const here = () => store.state.view === "try" && Boolean(store.state.matrices.A0);

  /** @param {import("./read.js").Reading} reading */
  function changed(reading) {
    X = reading.X;
    board.toggleAttribute("data-old", !X);
    if (X) pad.put(/** @type {any} */ (inputs.current()));
    ask();
  }

  function ask() {
    clearTimeout(timer);
    asked.abort();
    asked = new AbortController();
    const { signal } = asked;
    if (!X || !here()) return;
    const query = asQuery(X);
    timer = setTimeout(() => {
      actions.about("predict", [query], signal).then(
        (/** @type {any} */ reply) => {
          if (signal.aborted) return;
          matrices = reply.matrices;
          inputs.refuse("");
          draw();
        },
        (/** @type {any} */ error) => {
          if (signal.aborted) return;
          board.toggleAttribute("data-old", true);
          inputs.refuse(error.errors?.[0]?.detail ?? error.message);
        },
      );
    }, QUIET);
  }

  /** What is drawn is of this network. */
  function draw() {
    const { state } = store;
    if (!here() || !matrices || matrices.A0.shape[0] !== state.layers[0]) return;
    board.removeAttribute("data-old");
    const shown = {
      ...state,
      matrices,
      m: matrices.A0.shape[1],
      examples: [...Array(MOST).keys()],
    };
    const plan = chainOf(state, matrices, board.clientWidth);
    ink.style.width = `${plan.width}px`;
    ink.style.height = `${plan.height}px`;
    figure.draw(
      plan.links.map(({ box }) => box),
      plan,
    );
    numbers.draw(plan.links, plan);
    words.replaceChildren(...plan.links.flatMap((link) => wordsOf(link, shown)));
    tables.replaceChildren(...plan.links.map(({ name }) => tableOf(shown, name, matrices[name])));
    said.replaceChildren(...answer(shown, matrices));
  }

  function look() {
    const { state } = store;
    if (!here()) return;
    note.textContent = `What the net makes of it ${updates(state.iteration)}.`;
    const first = chosen(state) ?? 0;
    if (inputs.fit(state.layers[0], column(first))) from = first + 1;
    example.textContent = `Take example ${state.examples[from % state.m] + 1}`;
    if (state.tried && state.tried.length === state.layers[0]) {
      inputs.put(state.tried);
      store.set({ tried: null });
    }
    const flat = Boolean(hasPlane(state)) && state.status !== "diverged";
    pad.element.hidden = !flat;
    if (flat) {
      actions.boundary(GRID, new AbortController().signal).then(
        (/** @type {any} */ reply) => {
          if (store.state.query !== state.query || store.state.iteration !== state.iteration)
            return;
          plane = reply;
          paint();
        },
        () => {},
      );
    }
    ask();
  }

  function paint() {
    if (!plane || !hasPlane(store.state)) return;
    pad.show(drawPlane(plane, store.state, HOW), plane);
  }

  /** @param {number} i @returns {number[]} */
  const column = (i) => store.state.matrices.A0.values.map((/** @type {number[]} */ row) => row[i]);

  example.addEventListener("click", () => {
    inputs.put(column(from % store.state.m));
    from += 1;
    look();
  });

  const soon = later(look);
  const again = later(draw);
  store.on((s) => `${s.query} ${s.iteration} ${s.view} ${s.tried}`, soon);
  new ResizeObserver(again).observe(board);
  onTheme(() => {
    paint();
    again();
  });
}

/** @param {number} k */
function updates(k) {
  return k ? `after ${k} update${k === 1 ? "" : "s"}` : "before any update";
}
