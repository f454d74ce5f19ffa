/** The strip of steps: what is done, what is shown, what is to come; and the transport. */
import { fade } from "../fade.js";
import { indexOf } from "../state.js";

const SPEEDS = [0.5, 1, 2, 4, 16];

/** @param {number} speed */
function speedName(speed) {
  return speed >= 16 ? "10/s" : `${String(speed).replace("0.5", "½")}×`;
}

/**
 * @param {HTMLElement} root
 * @param {import("../store.js").Store<any>} store
 * @param {any} actions
 */
export function mount(root, store, actions) {
  const strip = /** @type {HTMLElement} */ (root.querySelector('[data-part="tape"]'));
  const input = /** @type {HTMLInputElement|null} */ (
    root.querySelector('input[name="iteration"]')
  );
  /** @type {{width: number, chips: number[], phases: number[]}|null} */
  let geometry = null;
  let scrolled = 0;
  const faded = fade(strip);
  measure();
  const offs = [
    store.on(
      (s) => s.parts,
      (parts) => parts && fill(parts.tape),
    ),
    store.on((s) => `${s.query} ${s.step} ${s.beat} ${s.steps.length}`, paint),
    store.on((s) => s.iteration, paintIteration),
    store.on(
      (s) => s.problems,
      () => paintIteration(store.state.iteration),
    ),
    store.on((s) => s.playing, paintPlay),
    store.on((s) => s.speed, paintSpeed),
  ];

  /** Phases share the width by the number of their steps. */
  function measure() {
    geometry = null;
    faded();
    for (const phase of strip.querySelectorAll("li[data-phase]")) {
      const count = phase.querySelectorAll("button[data-step]").length;
      /** @type {HTMLElement} */ (phase).style.setProperty("--n", String(count));
    }
  }

  /** @param {string} html */
  function fill(html) {
    const made = new DOMParser().parseFromString(html, "text/html");
    strip.replaceChildren(...(made.querySelector('[data-part="tape"]')?.childNodes ?? []));
    measure();
  }

  function paint() {
    const { state } = store;
    const now = indexOf(state.steps, state.step);
    const first = state.beat === 1;
    for (const chip of strip.querySelectorAll("button[data-step]")) {
      const at = indexOf(state.steps, /** @type {HTMLElement} */ (chip).dataset.step ?? "");
      chip.classList.toggle("later", at > now || (at === now && first));
      if (at === now) chip.setAttribute("aria-current", "step");
      else chip.removeAttribute("aria-current");
    }
    place(now);
  }

  /** Where chips and phases stand; measured once, so that a step needs no layout. */
  function measured() {
    if (geometry) return geometry;
    const box = strip.getBoundingClientRect();
    scrolled = strip.scrollLeft;
    const left = (/** @type {Element} */ of) =>
      of.getBoundingClientRect().left - box.left + scrolled;
    const chips = [...strip.querySelectorAll("button[data-step]")].map((chip) => {
      const { width } = chip.getBoundingClientRect();
      return left(chip) + width / 2;
    });
    const phases = [...strip.querySelectorAll("li[data-phase]")].map(left);
    geometry = { width: box.width, chips, phases };
    return geometry;
  }

  /** Rules, playhead and scroll follow the current chip. @param {number} now */
  function place(now) {
    const { steps } = store.state;
    if (!steps[now]) return;
    const { width, chips, phases } = measured();
    const middle = chips[now];
    [...strip.querySelectorAll("li[data-phase]")].forEach((item, index) => {
      const name = item.getAttribute("data-phase");
      const last = steps.findLastIndex((/** @type {any} */ s) => s.phase === name);
      const current = steps[now].phase === name;
      const rule = /** @type {HTMLElement} */ (item.querySelector(".rule"));
      const done = current ? `${middle - phases[index]}px` : last < now ? "100%" : "0%";
      rule.style.setProperty("--done", done);
      if (current) item.setAttribute("aria-current", "true");
      else item.removeAttribute("aria-current");
    });
    const head = /** @type {HTMLElement} */ (strip.querySelector(".playhead"));
    head.style.transform = `translateX(${middle}px)`;
    head.style.setProperty("--head", `var(--${steps[now].phase})`);
    const at = middle - scrolled;
    if (at < width / 3 || at > (2 * width) / 3) strip.scrollLeft = middle - width / 2;
  }

  /** @param {number} iteration */
  function paintIteration(iteration) {
    if (input) input.value = String(iteration);
  }

  /** @param {boolean} playing */
  function paintPlay(playing) {
    const button = root.querySelector('[data-action="play"]');
    button?.setAttribute("aria-pressed", String(playing));
    button?.setAttribute("aria-label", playing ? "Pause" : "Play");
  }

  /** @param {number} speed */
  function paintSpeed(speed) {
    const button = root.querySelector('[data-action="speed"]');
    if (!button) return;
    button.textContent = speedName(speed);
    const words = speed >= 16 ? "ten iterations a second" : `${speed} times`;
    button.setAttribute("aria-label", `Speed: ${words}`);
    button.setAttribute("title", `Speed: ${words}`);
  }

  /** @param {MouseEvent} event */
  function clicked(event) {
    const target = /** @type {Element} */ (event.target);
    const chip = /** @type {HTMLElement|null} */ (target.closest("button[data-step]"));
    if (chip) actions.goto({ step: chip.dataset.step });
    if (!target.closest('[data-action="speed"]')) return;
    actions.setSpeed(SPEEDS[(SPEEDS.indexOf(store.state.speed) + 1) % SPEEDS.length]);
  }

  /** A whole number leads there; anything else is put back. */
  function typed() {
    if (!input) return;
    const text = input.value.trim();
    if (/^\d{1,6}$/.test(text)) {
      actions.goto({ iteration: Number(text) });
      input.blur(); // the keys step again
    } else input.value = String(store.state.iteration);
  }

  const resized = new ResizeObserver(() => {
    geometry = null;
    place(indexOf(store.state.steps, store.state.step));
  });
  resized.observe(strip);
  strip.addEventListener("scroll", () => {
    scrolled = strip.scrollLeft;
  });
  root.addEventListener("click", clicked);
  input?.addEventListener("change", typed);
  return () => {
    for (const off of offs) off();
    resized.disconnect();
    root.removeEventListener("click", clicked);
    input?.removeEventListener("change", typed);
  };
}
