/** The link to this moment, the frame for a slide, and the same as JSON. */
import { pairs, write } from "./address.js";

/** @param {HTMLElement} root @param {import("./store.js").Store<any>} store */
export function mountShare(root, store) {
  const link = /** @type {HTMLTextAreaElement|null} */ (part("share-link"));
  const code = /** @type {HTMLTextAreaElement|null} */ (part("embed-code"));
  const json = /** @type {HTMLAnchorElement|null} */ (part("json-link"));
  if (!link || !code || !json) return;

  /** @param {string} name */
  function part(name) {
    return root.querySelector(`[data-part="${name}"]`);
  }

  /** The address with what is ticked there hidden. @param {string} where */
  function here(where = "share") {
    const boxes = root.querySelectorAll(`#${where} [name="hide"]:checked`);
    const hide = [...boxes].map((box) => /** @type {HTMLInputElement} */ (box).value);
    return write({ ...store.state, hide }).replace(/^[^?]*/, "");
  }

  /** The spec and the iteration are the wire's own names. */
  function wire() {
    const { query, iteration } = store.state;
    const fields = [...pairs(query), ["iteration", iteration]].map((pair) => pair.join("="));
    return `/api/v1/trace?${fields.join("&")}`;
  }

  async function fill() {
    if (!link || !code || !json) return;
    link.value = `${location.origin}/${here()}`;
    const source = `${location.origin}/embed${here("embedding")}`.replaceAll("&", "&amp;");
    code.value = `<iframe src="${source}" width="960" height="540" title="Stepgrad"></iframe>`;
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
  async function share() {
    await fill();
    const said = part("copied");
    if (!said || !link) return;
    try {
      await navigator.clipboard.writeText(link.value);
      said.textContent = "Copied. The address is all of it: the network, the iteration, the step.";
    } catch {
      said.textContent = "The address is all of it: the network, the iteration, the step.";
      link.select();
    }
  }

  root.querySelector('[data-action="share"]')?.addEventListener("click", share);
  root.querySelector("#share .hides")?.addEventListener("change", share);
  root.querySelector("#embedding .hides")?.addEventListener("change", fill);
  root.querySelector('[data-action="embed"]')?.addEventListener("click", fill);
}
