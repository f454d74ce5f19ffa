/**
 * The full view of training: every curve over the iterations seen, with one cursor through all of
 * them, and what the net says of its examples.
 */
import { later } from "../later.js";
import { loadStyles } from "../styles.js";
import { drawChart } from "./chart.js";
import { element, figureOf, headOf } from "./dom.js";
import { mountExamples } from "./examples.js";
import { chartsOf, headline, nearest, readOut } from "./series.js";

/**
 * @param {HTMLElement} root
 * @param {import("../store.js").Store<any>} store
 * @param {any} actions
 */
export async function mount(root, store, actions) {
  await loadStyles(new URL("../../css/training.css", import.meta.url).href);
  const head = headOf({
    look: (at) => look(charts[0]?.iterations[at] ?? null),
    leave: () => look(null),
    go: () => actions.goto({ iteration: here() }),
  });
  const board = element("div", "charts");
  const examples = element("section", "examples");
  root.replaceChildren(head.element, board, examples);
  /** @type {number | null} the iteration looked at; none: the one shown */
  let cursor = null;
  /** @type {import("./series.js").Chart[]} */
  let charts = [];
  /** @type {ReturnType<typeof figureOf>[]} */
  let figures = [];

  const here = () => cursor ?? store.state.iteration;

  /** @param {number | null} iteration */
  function look(iteration) {
    cursor = iteration;
    for (const one of figures) one.show(here());
    if (!charts.length) return;
    const { iterations } = charts[0];
    const at = { value: nearest(iterations, here()), last: iterations.length - 1 };
    const words = { said: readOut(charts, here()), text: headline(charts, here()) };
    head.show({ ...at, ...words, away: here() !== store.state.iteration });
  }

  function draw() {
    const { state } = store;
    if (state.view !== "training") return;
    charts = chartsOf(state);
    if (figures.map(({ name }) => name).join() !== charts.map(({ name }) => name).join()) {
      const to = { look, go: (/** @type {number} */ iteration) => actions.goto({ iteration }) };
      figures = charts.map((chart) => figureOf(chart, to));
      board.replaceChildren(...figures.map((one) => one.element));
    }
    const sizes = figures.map((one) => one.size());
    const how = { iteration: state.iteration, until: state.progress?.until ?? 0 };
    charts.forEach((chart, i) => {
      figures[i].fill(drawChart(chart, { ...how, ...sizes[i] }));
    });
    look(cursor);
  }

  const refresh = later(draw);
  store.on(
    (s) => `${s.query} ${s.iteration} ${s.step} ${s.beat} ${s.view}`,
    () => {
      cursor = null;
      refresh();
    },
  );
  store.on((s) => s.history, refresh);
  store.on((s) => s.progress, refresh);
  new ResizeObserver(refresh).observe(board);
  mountExamples(examples, store, actions);
}
