/** The dialog's frame: what stands in it, by name. */
import { make } from "../explain/dom.js";

/** @param {string} action @param {string} text @param {string} look */
export function button(action, text, look = "linked") {
  const made = make("button", { type: "button", class: look, "data-own": action }, text);
  return /** @type {HTMLButtonElement} */ (made);
}

export function createFrame() {
  const title = make("h1", { id: "own-title" }, "Your own numbers");
  const file = /** @type {HTMLInputElement} */ (
    make("input", {
      type: "file",
      class: "unseen",
      id: "own-file",
      tabindex: "-1",
      "aria-hidden": "true",
    })
  );
  file.accept = ".csv,.tsv,.txt,.json,.npz,text/csv";
  const lead = make(
    "p",
    { class: "own-lead" },
    "Type, or paste from NumPy, MATLAB, a spreadsheet or a table; or drop a file anywhere: CSV, or a run saved here.",
  );
  const header = make(
    "div",
    { class: "own-head" },
    make("div", {}, title, lead),
    button("file", "Choose a file…"),
    file,
  );
  const said = make("p", { class: "own-said", role: "alert", id: "own-said" });
  const tabs = make("div", { role: "tablist", class: "own-tabs", "aria-label": "Matrices" });
  const panel = make("section", { role: "tabpanel", class: "own-panel", id: "own-panel" });
  const matrices = make("div", { class: "own-matrices" }, tabs, panel);
  const table = make("section", { class: "own-table", "aria-label": "From a CSV file" });
  table.hidden = true;
  const use = button("use", "Use these numbers", "go");
  const why = make("p", { class: "own-why", id: "own-why", "aria-live": "polite" });
  use.setAttribute("aria-describedby", "own-why");
  const [generated, drawn] = [
    button("generated", "Back to generated data"),
    button("drawn", "Remove own weights"),
  ];
  const footer = make(
    "div",
    { class: "own-foot" },
    use,
    why,
    generated,
    drawn,
    button("close", "Cancel"),
  );
  const dialog = /** @type {HTMLDialogElement} */ (
    make(
      "dialog",
      { class: "own", "aria-labelledby": "own-title" },
      header,
      said,
      matrices,
      table,
      footer,
    )
  );
  return { dialog, file, said, tabs, panel, matrices, table, use, why, generated, drawn, footer };
}
