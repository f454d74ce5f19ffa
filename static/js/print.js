/**
 * A step on paper: one sheet, the stage as wide as it allows, the reasons beside it; light, and
 * drawn finely enough for a printer.
 */
import { write } from "./address.js";

/** Of an A4 sheet what the stage may take, in CSS pixels, and by how much it may grow. */
const ROOM = { width: 770, height: 668 };
const MOST = 1.25;

/** @param {HTMLElement} root @param {import("./store.js").Store<any>} store */
export function mount(root, store) {
  const page = document.documentElement;
  const sheet = /** @type {HTMLElement} */ (root.querySelector(".sheet"));
  /** @type {string|undefined} */
  let theme;
  /** @type {HTMLElement[]} */
  let copies = [];

  addEventListener("beforeprint", () => {
    const { clientWidth: width, clientHeight: height } = sheet;
    const zoom = Math.min(MOST, ROOM.width / width, ROOM.height / height);
    root.style.setProperty("--print-zoom", String(zoom));
    root.style.setProperty("--print-width", `${width}px`);
    root.style.setProperty("--print-height", `${height}px`);
    root.dataset.address = location.origin + write({ ...store.state, pinned: false });
    theme = page.dataset.theme;
    // Whoever paints by the theme paints again, even where it was light before.
    page.dataset.printing = "";
    page.dataset.theme = "light";
  });
  // The stage has been painted anew by now.
  addEventListener("beforeprint", () => {
    copies = [...sheet.querySelectorAll("canvas")].map(pixels);
  });
  addEventListener("afterprint", () => {
    for (const copy of copies) copy.remove();
    delete page.dataset.printing;
    if (theme) page.dataset.theme = theme;
    else delete page.dataset.theme;
  });
}

/**
 * A canvas that was just painted would be printed as strokes, and those a little out of place; its
 * pixels, as a bitmap over it, are not.
 * @param {HTMLCanvasElement} canvas
 */
function pixels(canvas) {
  const copy = /** @type {HTMLCanvasElement} */ (canvas.cloneNode());
  const off = new OffscreenCanvas(canvas.width, canvas.height);
  off.getContext("2d")?.drawImage(canvas, 0, 0);
  copy.getContext("bitmaprenderer")?.transferFromImageBitmap(off.transferToImageBitmap());
  copy.classList.add("printed");
  canvas.after(copy);
  return copy;
}
