/** The link to this moment, the frame for a slide, and the same as JSON. */
import { pairs, write } from "./address.js";
import { currentStep } from "./state.js";

/** @param {HTMLElement} root @param {import("./store.js").Store<any>} store */
export function mountShare(root, store) {
  const link = /** @type {HTMLTextAreaElement|null} */ (part("share-link"));
  const code = /** @type {HTMLTextAreaElement|null} */ (part("embed-code"));
  const json = /** @type {HTMLAnchorElement|null} */ (part("json-link"));
  if (!link || !code || !json) return;

  const takes = /** @type {HTMLButtonElement|null} */ (
    root.querySelector('[data-action="export"]')
  );
  takes?.addEventListener("click", take, { once: true });

  /** What takes a moment away is fetched when it is first asked for. */
  function take() {
    import("./takeaway/panel.js").then(
      (made) => takes && made.mount(root, store, takes),
      () => {
        takes?.addEventListener("click", take, { once: true });
        store.set({ message: "This part of the page cannot be fetched; try again in a moment." });
      },
    );
  }

  /** @param {string} name */
  function part(name) {
    return root.querySelector(`[data-part="${name}"]`);
  }

  /** What is ticked there. @param {string} where @param {string} name */
  function ticked(where, name) {
    const boxes = root.querySelectorAll(`#${where} [name="${name}"]:checked`);
    return [...boxes].map((box) => /** @type {HTMLInputElement} */ (box).value);
  }

  /** The address with what is ticked there hidden. @param {string} where @param {any} [other] */
  function here(where = "share", other = {}) {
    const state = { ...store.state, ...other, hide: ticked(where, "hide") };
    return write(state).replace(/^[^?]*/, "");
  }

  /** The frame for a slide or a page: its theme is chosen, its title is the step's. */
  function frame() {
    const theme = ticked("embedding", "embed-theme")[0] || null;
    const query = here("embedding", { theme, pinned: theme !== null, view: "equation" });
    const source = `${location.origin}/embed${query}`.replaceAll("&", "&amp;");
    const title = `${currentStep(store.state)?.title ?? "A net"} · Stepgrad`;
    return `<iframe src="${source}" width="960" height="540" title="${title}"></iframe>`;
  }

  /** The spec and the iteration are the wire's own names. */
  function wire() {
    const { query, iteration } = store.state;
    const fields = [...pairs(query), ["iteration", iteration]].map((pair) => pair.join("="));
    return `/api/v1/trace?${fields.join("&")}`;
  }

  function fill() {
    if (!link || !code || !json) return;
    link.value = `${location.origin}/${here()}`;
    code.value = frame();
    json.href = wire();
    part("qr")?.setAttribute("hidden", "");
  }

  const asQr = root.querySelector('[data-action="qr"]');
  asQr?.addEventListener("click", () => {
    const picture = /** @type {HTMLImageElement|null} */ (part("qr"));
    if (!picture) return;
    picture.src = `/qr.svg${here()}`;
    picture.hidden = !picture.hidden;
    asQr.setAttribute("aria-expanded", String(!picture.hidden));
  });

  /** @param {HTMLElement} button */
  async function copy(button) {
    const field = /** @type {HTMLTextAreaElement} */ (part(button.dataset.copies ?? ""));
    try {
      await navigator.clipboard.writeText(field.value);
      button.textContent = "Copied";
    } catch {
      field.select();
    }
  }

  const copies = /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-copies]"));
  function again() {
    fill();
    for (const button of copies) button.textContent = "Copy";
  }
  for (const button of copies) button.addEventListener("click", () => copy(button));
  for (const at of root.querySelectorAll("#share, #embedding")) {
    at.addEventListener("beforetoggle", again);
    at.addEventListener("change", again);
  }
}
