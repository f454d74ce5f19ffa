/** The page /examples: figures thousands of iterations away are asked for once they come into view. */
import { rows } from "./api.js";

const seen = new IntersectionObserver(
  (entries) => {
    for (const entry of entries)
      if (entry.isIntersecting) fill(/** @type {HTMLElement} */ (entry.target));
  },
  { rootMargin: "600px" },
);
for (const body of document.querySelectorAll("[data-later]")) seen.observe(body);

/** @param {HTMLElement} body a table's body that names where its rows are */
async function fill(body) {
  seen.unobserve(body);
  const path = body.dataset.later ?? "";
  try {
    const page = new DOMParser().parseFromString(`<table>${await rows(path)}</table>`, "text/html");
    body.replaceChildren(...(page.querySelector("tbody")?.children ?? []));
  } catch (error) {
    const said = body.querySelector("[role=status]");
    if (said)
      said.textContent = `${/** @type {Error} */ (error).message} Reload the page to ask again.`;
  }
}
