/** What is pinned: the button that pins and lets go, and the way to the view that compares. */

/**
 * @param {HTMLElement} root
 * @param {import("../store.js").Store<any>} store
 */
export function mount(root, store) {
  const leads = "shows" in root.dataset;
  return store.on(
    (s) => s.pin,
    (pin) => {
      if (leads) root.hidden = !pin;
      else {
        root.textContent = pin ? `Pinned ${pin.iteration}` : "Pin";
        root.ariaPressed = String(Boolean(pin));
        root.title = pin
          ? `Let go of iteration ${pin.iteration}. K at another iteration compares the two`
          : "Pin this iteration, to compare another with it (K)";
      }
    },
  );
}
