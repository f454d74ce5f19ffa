/** Light, dark, or as the system has it; remembered where the browser allows it. */

const STORED = "stepgrad.theme";
const NEXT = { null: "light", light: "dark", dark: null };

/**
 * @param {HTMLElement} root
 * @param {import("./store.js").Store<any>} store
 * @param {any} actions
 */
export function mountTheme(root, store, actions) {
  try {
    const stored = localStorage.getItem(STORED);
    if (stored === "light" || stored === "dark") store.set({ theme: stored });
  } catch {
    // A sandboxed frame has no storage; the system's theme stands.
  }
  store.on(
    (s) => s.theme,
    (theme) => {
      if (theme) document.documentElement.dataset.theme = theme;
      else delete document.documentElement.dataset.theme;
      const button = root.querySelector('[data-action="theme"]');
      const words = `Theme: ${theme ?? "as the system has it"}`;
      button?.setAttribute("aria-label", words);
      button?.setAttribute("title", words);
    },
  );
  return {
    next() {
      const theme = NEXT[/** @type {"light"|"dark"|"null"} */ (String(store.state.theme))];
      actions.setTheme(theme);
      try {
        localStorage.setItem(STORED, theme ?? "");
      } catch {
        // Not remembered, then.
      }
    },
  };
}
