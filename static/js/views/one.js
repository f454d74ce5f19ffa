/** Which example the stage shows: all of them, or one alone. */
import { later } from "../later.js";

/** @param {HTMLElement} root @param {any} store @param {any} actions */
export function mount(root, store, actions) {
  const select = document.createElement("select");
  select.ariaLabel = "Examples shown";
  select.name = "example";
  select.title = "One example alone (E), the next ( ] ), the one before ( [ )";
  root.append(select);
  let held = "";

  /** The options follow the batch. */
  function fill() {
    const { examples, example } = store.state;
    const numbers = examples.map((/** @type {number} */ i) => i + 1).sort(ascending);
    if (example && !numbers.includes(example)) numbers.push(example);
    const key = numbers.join();
    if (key !== held) {
      held = key;
      select.replaceChildren(
        new Option("All examples", ""),
        ...numbers.map((/** @type {number} */ n) => new Option(`Example ${n}`, String(n))),
      );
    }
    select.value = example ? String(example) : "";
    select.classList.toggle("chosen", Boolean(example));
  }

  select.addEventListener("change", () => {
    actions.setExample(select.value ? Number(select.value) : null);
    select.blur();
  });
  const soon = later(fill);
  store.on((/** @type {any} */ s) => s.examples, soon);
  store.on((/** @type {any} */ s) => s.example, soon);
}

/** @param {number} a @param {number} b */
function ascending(a, b) {
  return a - b;
}
