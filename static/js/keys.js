/** What the keyboard does, wherever the focus is. Keys of a focused matrix stay with the matrix. */

const FIELD = "input, select, textarea, [contenteditable], [role=grid], [role=slider], dialog";
const CONTROL = `${FIELD}, button, a, summary, [tabindex="0"]`;
const STORED = "stepgrad.letters";

/** Storage is refused in a sandboxed frame. @param {() => any} use */
function guarded(use) {
  try {
    return use();
  } catch {
    return null;
  }
}

/** @param {boolean} on */
export function setLetters(on) {
  guarded(() => localStorage.setItem(STORED, on ? "on" : "off"));
}

/** Whether single letters act; some people speak to their computer. */
export function letters() {
  return guarded(() => localStorage.getItem(STORED)) !== "off";
}

/** Keys that step, whatever button has the focus. @param {any} actions @returns {Record<string, () => void>} */
function arrows(actions) {
  return {
    ArrowRight: actions.step,
    "Shift+ArrowRight": actions.nextPhase,
    ArrowLeft: actions.back,
    Home: actions.first,
  };
}

/**
 * @param {HTMLElement} root
 * @param {any} actions
 * @param {Record<string, () => void>} others letters the page itself knows: L, B, D, C, ?
 */
export function listen(root, actions, others) {
  const stepping = arrows(actions);
  /** @type {Record<string, () => void>} */
  const single = {
    n: actions.nextIteration,
    " ": actions.toggle,
    ...others,
  };
  [0.5, 1, 2, 4, 16].forEach((speed, index) => {
    single[String(index + 1)] = () => actions.setSpeed(speed);
  });

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target instanceof Element ? event.target : root;
    const name = (event.shiftKey && event.key.startsWith("Arrow") ? "Shift+" : "") + event.key;
    const act = target.closest(FIELD) ? undefined : stepping[name];
    const key = event.key.length === 1 ? event.key.toLowerCase() : "";
    const letter = !act && key && !target.closest(CONTROL) && letters() ? single[key] : undefined;
    const run = act ?? letter;
    if (!run) return;
    event.preventDefault();
    run();
  }

  document.addEventListener("keydown", pressed);
  // A button clicked with the mouse gives the keys back to the page.
  root.addEventListener("pointerup", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (event.pointerType === "mouse" && button && !button.popoverTargetElement) {
      setTimeout(() => button.blur());
    }
  });
  // A frame has no focus until it takes it, and a heatmap's click does not give it.
  addEventListener("pointerdown", () => window.focus(), true);
}
