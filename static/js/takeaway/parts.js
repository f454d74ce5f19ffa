/** What the panel is built of. */
import { make } from "../explain/dom.js";
import { NUMBERS, RUN, SHOW } from "./files.js";

/** @typedef {import("./files.js").File} File */
/** @typedef {import("./files.js").Typed} Typed */

const WORDS = {
  start: { before: "iterations", label: "First iteration of the replay" },
  until: { before: "to", label: "Last iteration of the replay" },
  copies: { before: "copies", label: "Copies of the worksheet" },
};

export function build() {
  /** @type {Map<File, HTMLAnchorElement>} */
  const links = new Map();
  const fields = /** @type {Record<keyof Typed, HTMLInputElement>} */ ({});
  const said = make("p", { role: "status", class: "takes-said" });
  const element = make(
    "div",
    {
      id: "takeaway",
      class: "sheet-over takes",
      popover: "",
      role: "dialog",
      "aria-label": "Export",
    },
    make("h2", {}, "Take this moment away"),
    said,
  );

  /** @param {keyof Typed} name */
  function field(name) {
    const { before, label } = WORDS[name];
    const input = /** @type {HTMLInputElement} */ (
      make("input", {
        class: "value",
        name: `takes-${name}`,
        inputmode: "numeric",
        "aria-label": label,
        autocomplete: "off",
        value: "1",
      })
    );
    fields[name] = input;
    return make("label", {}, before, input);
  }

  /** @param {File} file */
  function row(file) {
    const link = /** @type {HTMLAnchorElement} */ (make("a", { class: "linked" }, file.label));
    if (file.page) Object.assign(link, { target: "_blank", rel: "noopener" });
    else link.download = "";
    links.set(file, link);
    const told = make("span", {}, file.says);
    const typed = file.fields && make("span", { class: "takes-typed" }, ...file.fields.map(field));
    return make("li", {}, link, make("div", {}, told, ...(typed ? [typed] : [])));
  }

  const pictures = ["SVG", "PNG"].map((kind) =>
    make(
      "button",
      {
        type: "button",
        class: "linked",
        "data-kind": kind.toLowerCase(),
        "aria-label": `Picture as ${kind}`,
      },
      kind,
    ),
  );
  const latex = make("button", { type: "button", class: "linked" }, "LaTeX");
  const text = /** @type {HTMLTextAreaElement} */ (
    make("textarea", {
      class: "link-field",
      readonly: "",
      hidden: "",
      "aria-label": "This step as LaTeX",
    })
  );
  const copied = make("span", {}, "copies the formula with its numbers; needs amsmath");

  /** @param {string} title @param {Node[]} rows */
  function group(title, rows) {
    element.append(make("h3", {}, title), make("ul", {}, ...rows));
  }
  group("For a slide", [
    make(
      "li",
      {},
      make("div", { class: "pair" }, ...pictures),
      make("span", {}, "a picture of what is on the sheet"),
    ),
    make("li", {}, latex, make("div", {}, copied, text)),
  ]);
  group("To run", RUN.map(row));
  group("Its numbers", NUMBERS.map(row));
  group("To show", SHOW.map(row));
  return { element, links, fields, said, pictures, latex, text };
}
