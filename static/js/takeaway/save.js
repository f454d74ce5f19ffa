/** A file made on the page goes where the browser keeps what is downloaded. */

/** It is read after the click. */
const KEPT = 60_000;

/** @param {Blob} blob @param {string} name */
export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT);
}
