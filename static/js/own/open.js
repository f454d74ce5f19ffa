/** The way to one's own numbers: the button, and files dropped on the page. The rest is fetched then. */

/**
 * @param {HTMLElement} root
 * @param {import("../store.js").Store<any>} store
 * @param {any} actions
 */
export function mountOwn(root, store, actions) {
  if (!root.querySelector('[data-action="own"]')) return;
  /** @type {Promise<any>|null} */
  let page = null;

  /** @param {File} [file] */
  function open(file) {
    page ??= import("./page.js").then((made) => made.create({ root, store, actions }));
    page.then(
      (made) => made.open(file),
      () => {
        page = null;
        store.set({ message: "This part of the page cannot be fetched; try again in a moment." });
      },
    );
  }

  root.addEventListener("click", ({ target }) => {
    if (/** @type {Element} */ (target).closest('[data-action="own"]')) open();
  });
  addEventListener("dragover", (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
  addEventListener("drop", (event) => {
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    open(file);
  });
}
