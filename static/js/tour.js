/**
 * The ten-minute tour: one key goes from question to result and on to the next moment, and a quiet
 * clock tells how long it took beside how long it was meant to take.
 */
import { clock, follows, planned } from "./tour-plan.js";

const NEXT = new Set(["ArrowRight", "PageDown", " ", "Enter"]);
const BACK = new Set(["ArrowLeft", "PageUp"]);
const BUSY = "button, a, input, [role=grid], [popover]";
const COVERS = '[data-part="black"]:not([hidden]), [data-part="code"]:not([hidden])';

/**
 * @param {HTMLElement} root
 * @param {import("./store.js").Store<any>} store
 * @param {any} actions
 */
export function mount(root, store, actions) {
  const buttons = /** @type {HTMLElement[]} */ ([...root.querySelectorAll("[data-station]")]);
  const stations = buttons.map(({ dataset }) => ({
    step: dataset.station ?? "",
    seconds: Number(dataset.seconds),
  }));
  const part = (/** @type {string} */ name) =>
    /** @type {HTMLElement} */ (root.querySelector(`[data-part="${name}"]`));
  const here = () =>
    /** @type {import("./tour-plan.js").Place} */ (/** @type {any} */ (store.state));
  let began = 0;

  /** @param {1|-1} by */
  function go(by) {
    began ||= Date.now();
    const target = follows(stations, here(), by);
    if (target) actions.goto(target);
  }

  function tell() {
    const at = planned(stations, here());
    part("elapsed").textContent = clock(began ? (Date.now() - began) / 1000 : 0);
    part("planned").textContent = `by ${clock(at)}`;
  }

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const by = NEXT.has(event.key) ? 1 : BACK.has(event.key) ? -1 : 0;
    const target = /** @type {Element} */ (event.target);
    if (!by || root.querySelector(COVERS) || busy(target, event.key)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    go(by);
  }

  addEventListener("keydown", pressed, true);
  root.addEventListener("click", ({ target }) => {
    const button = /** @type {Element} */ (target).closest("button");
    const { station, tourKey, part: name } = button?.dataset ?? {};
    if (station) actions.goto({ step: station, beat: 1 });
    if (tourKey) go(tourKey === "next" ? 1 : -1);
    if (name === "clock") began = Date.now();
    tell();
  });
  store.on(
    (s) => `${s.step} ${s.beat}`,
    () => {
      const { step, beat } = here();
      const now = stations.findIndex((station) => station.step === step);
      buttons.forEach((button, index) => {
        if (index === now) button.setAttribute("aria-current", "step");
        else button.removeAttribute("aria-current");
        button.classList.toggle("later", index > now || (index === now && beat === 1));
      });
      for (const said of root.querySelectorAll("[data-say]")) {
        /** @type {HTMLElement} */ (said).hidden =
          beat === 1 || said.getAttribute("data-say") !== step;
      }
      tell();
    },
  );
  setInterval(tell, 1000);
}

/** A control that has the focus keeps the keys it uses; arrows it does not. @param {Element} target @param {string} key */
function busy(target, key) {
  return target.closest(key.startsWith("Arrow") ? "[role=grid], input" : BUSY) !== null;
}
