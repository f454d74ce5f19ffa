/** The parts of the full view that hold the charts: its head with the cursor, and their frames. */

/** @param {string} tag @param {string} className @param {...(string | Node)} inside */
export function element(tag, className, ...inside) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...inside);
  return made;
}

/**
 * The head: the cursor as a slider over the iterations known, what stands there, and the way to it.
 * @param {{ look: (at: number) => void, leave: () => void, go: () => void }} to
 */
export function headOf(to) {
  const slider = /** @type {HTMLInputElement} */ (element("input", "look"));
  slider.type = "range";
  slider.min = "0";
  slider.ariaLabel = "Iteration looked at: arrows move along the curves, Enter goes there";
  slider.addEventListener("input", () => to.look(Number(slider.value)));
  slider.addEventListener("keydown", ({ key }) => {
    if (key === "Enter") to.go();
    if (key === "Escape") to.leave();
  });
  const go = /** @type {HTMLButtonElement} */ (element("button", "go-there", "Go there"));
  go.type = "button";
  go.addEventListener("click", to.go);
  const text = element("p", "read-out");
  return {
    element: element(
      "header",
      "training-head",
      element("h1", "title", "Training so far"),
      element("div", "looking", text, go),
      slider,
    ),
    /** @param {{ value: number, last: number, text: string, said: string, away: boolean }} at */
    show({ value, last, text: words, said, away }) {
      slider.max = String(last);
      slider.value = String(value);
      slider.ariaValueText = said;
      text.textContent = words;
      go.hidden = !away;
    },
  };
}

/** The letters of a title as mathematics has them: "Loss J", "RMS of dZ". @param {string} title */
function symbols(title) {
  const parts = title.split(/(d?[JWZ]\b)/);
  return [...parts.map((part, i) => (i % 2 ? element("i", "", part) : part)), " "];
}

/**
 * The frame of one chart: hovering looks, a click goes there.
 * @param {import("./series.js").Chart} chart
 * @param {{ look: (iteration: number | null) => void, go: (iteration: number) => void }} to
 */
export function figureOf({ name, title, about }, to) {
  const slot = element("div", "slot");
  const made = element("figure", "curve-of");
  made.dataset.chart = name;
  made.append(element("figcaption", "", ...symbols(title), element("span", "quiet", about)), slot);
  /** @type {ReturnType<typeof import("./chart.js").drawChart> | null} */
  let drawn = null;
  const under = (/** @type {MouseEvent} */ event) =>
    drawn?.iterationAt(event.clientX - slot.getBoundingClientRect().left) ?? 0;
  slot.addEventListener("pointermove", (event) => to.look(under(event)));
  slot.addEventListener("pointerleave", () => to.look(null));
  slot.addEventListener("click", (event) => to.go(under(event)));
  return {
    name,
    element: made,
    size: () => ({ width: slot.clientWidth, height: slot.clientHeight }),
    /** @param {ReturnType<typeof import("./chart.js").drawChart>} chart */
    fill(chart) {
      drawn = chart;
      slot.replaceChildren(chart.picture);
    },
    /** @param {number} iteration */
    show: (iteration) => drawn?.show(iteration),
  };
}
