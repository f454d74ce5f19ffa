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
      }
    },
  );
}
