/**
 * What has to be said, in place: where it diverged, that all units are off, what was refused, that
 * the server is away, how far a long jump is. One sentence of what, why, and what to do.
 */
import { brief, short } from "../numbers.js";
import { spokenEquation } from "../speech.js";
import { currentStep, indexOf, isPending } from "../state.js";
import { symbol } from "../symbols.js";
import { deadLayer, growth, lastOn, remedy, weightless } from "../trouble.js";

/** @param {string} text @param {() => void} run @param {string} [title] */
function deed(text, run, title = "") {
  const button = document.createElement("button");
  button.type = "button";
  Object.assign(button, { textContent: text, title });
  button.addEventListener("click", run);
  return button;
}

/** @param {(string|Node)[]} what */
function strong(...what) {
  const made = document.createElement("strong");
  made.append(...what);
  return made;
}

/** What was refused, with the name of its field; of an address with the value that stands in it. @param {any} state */
function reason({ message, problems, status, query }) {
  const field = problems[0]?.pointer.split("/")[1] ?? "";
  const value = status === "error" ? new URLSearchParams(query ?? "").get(field) : null;
  const most = /layers of 1 to (\d+)/.exec(message)?.[1];
  if (most && value) {
    const wrong = value
      .split(",")
      .find((size) => !(Number(size) >= 1 && Number(size) <= Number(most)));
    const here = wrong === undefined ? "" : `; here one is ${wrong || "missing"}`;
    return `Layer sizes go from 1 to ${most}${here}. Write them as 8,8, or none for no hidden layer.`;
  }
  if (value !== null) return `${field} = ${value}: ${message}`;
  return field && !message.includes(field)
    ? `${field}: ${message[0].toLowerCase()}${message.slice(1)}`
    : message;
}

/** @param {string} text */
function heading(text) {
  const made = document.createElement("h1");
  made.textContent = text;
  return made;
}

/** @param {string} word */
function capital(word) {
  return word[0].toUpperCase() + word.slice(1);
}

/**
 * @param {HTMLElement} root
 * @param {import("../store.js").Store<any>} store
 * @param {any} actions
 */
export function mount(root, store, actions) {
  const announce = document.querySelector('[data-part="announce"]');
  const offline = document.querySelector('[data-part="offline"]');
  const off = store.on(
    (s) =>
      [
        ...[s.status, s.message, s.query, s.iteration, s.step, s.beat, s.beyond],
        ...[
          isPending(s, "J"),
          s.history?.iterations.length,
          s.progress?.iteration,
          s.progress?.until,
        ],
      ].join("\u0000"),
    () => root.replaceChildren(...say(store.state)),
  );
  const offAnnounce = store.on(
    (s) => `${s.query} ${s.iteration} ${s.step} ${s.beat}`,
    () => {
      if (announce) announce.textContent = sentence(store.state);
    },
  );
  const offLine = store.on(
    (s) => s.status === "offline",
    (gone) => {
      if (!offline) return;
      offline.toggleAttribute("hidden", !gone);
      offline.textContent = gone ? "Offline: the link waits" : "";
    },
  );

  /** What would do about it, where another net can be had. @param {boolean} [born] */
  function mending(born) {
    const found = actions.change && remedy(store.state, born);
    return found ? [deed(found.text, () => actions.change(found.patch), found.title)] : [];
  }

  /** @param {any} state @returns {Node[]} */
  function say(state) {
    if (state.progress) return far(state);
    if (state.status === "offline") {
      return told(
        [strong("Offline. What is loaded goes on working."), " It connects again by itself."],
        [deed("Try now", actions.reconnect)],
      );
    }
    if (state.status === "error") {
      const reset = () => actions.change({}, { query: "" });
      return told(
        [heading("This address is no network"), reason(state)],
        [deed("Start with the default net", reset)],
      );
    }
    if (state.message) {
      return told(
        [state.problems.length ? strong("Nothing was changed. ") : "", reason(state)],
        [],
      );
    }
    if (state.status === "diverged") return diverged(state);
    const grew = growth(state);
    return grew ? grown(grew) : unitsOff(state);
  }

  /** @param {(string|Node)[]} sentence @param {HTMLElement[]} deeds @returns {Node[]} */
  function told(sentence, deeds) {
    const line = document.createElement("div");
    line.append(...sentence);
    if (!deeds.length) return [line];
    const list = document.createElement("div");
    list.className = "deeds";
    list.append(...deeds);
    return [line, list];
  }

  /** @param {any} state */
  function far({ progress }) {
    const line = document.createElement("div");
    line.className = "far";
    const bar = document.createElement("progress");
    bar.max = progress.until || 1;
    bar.value = progress.iteration;
    bar.setAttribute("aria-label", "Training");
    const text = document.createElement("span");
    text.ariaHidden = "true";
    text.textContent = `Training: ${progress.iteration} of ${progress.until}`;
    line.append(bar, text);
    return [line];
  }

  /** @param {any} state */
  function diverged(state) {
    const { iteration, step } = state.nonfinite;
    if (
      state.iteration === iteration &&
      indexOf(state.steps, state.step) < indexOf(state.steps, step)
    )
      return [];
    const back = Math.max(0, iteration - 1);
    const lost = state.beyond && `Iteration ${state.beyond} was never reached. `;
    const why = `: α = ${short(state.spec.lr)} is too large for it. `;
    return told(
      [
        lost || "",
        strong(symbol(step), ` overflowed at iteration ${iteration}. `),
        `${capital(state.spec.output)} output, ${String(state.spec.loss).replaceAll("_", " ")}${why}`,
        iteration ? `The last finite iteration is ${back}.` : "",
      ],
      [
        ...(iteration ? [deed(`Go back to ${back}`, () => actions.goto({ iteration: back }))] : []),
        ...mending(),
      ],
    );
  }

  /** @param {{from: number, to: number, known: number, rising: boolean}} loss */
  function grown({ from, to, known, rising }) {
    const then = rising ? " and grows" : `, at iteration 0 it was ${brief(from)}`;
    return told(
      [
        strong(symbol("J"), ` = ${brief(to)} at iteration ${known}${then}`),
        ": the steps are too large.",
      ],
      mending(),
    );
  }

  /** @param {any} state */
  function unitsOff(state) {
    const layer = deadLayer(state);
    if (layer === null) return [];
    const last = state.layers.length - 1;
    const seen = lastOn(state);
    const on = seen?.on ?? null;
    const bare = weightless(state);
    const born = bare || (on === null && (!state.iteration || Boolean(state.history?.off)));
    const what = bare ? "All weights are 0" : `All units of layer ${layer} are off`;
    const unit = bare ? `unit of layer ${layer}` : "unit";
    const which = state.m > 1 ? `any of the ${state.m} examples` : "the one example";
    const next = seen?.next ?? state.iteration;
    // Between two known iterations the layer may have gone off at any.
    const late = on !== null && next > on + 1 ? " at the latest" : "";
    const since = on === null ? "No" : `Since iteration ${next}${late} no`;
    const nothing = state.spec.l2
      ? ["no error reaches the layers before it."]
      : [
          symbol(`dW${layer + 1}`),
          ", ",
          symbol(`dW${layer}`),
          " and ",
          symbol(`db${layer}`),
          ` are exactly 0${layer > 1 ? ", and so are those of the layers before" : ""}.`,
        ];
    return told(
      [
        strong(`${what}: `, ...only(bare ? last - 1 : layer, last, state.spec), " "),
        `${since} ${unit} is on for ${which}, so `,
        ...nothing,
      ],
      [
        ...(on === null ? [] : [deed(`Go back to ${on}`, () => actions.goto({ iteration: on }))]),
        ...mending(born),
      ],
    );
  }

  return () => {
    off();
    offAnnounce();
    offLine();
  };
}

/** What goes on learning after a layer that is off; a penalty is a gradient to every weight, a memory goes on moving. @param {number} layer @param {number} last @param {{ optimizer: string, l2: number }} spec */
function only(layer, last, { optimizer, l2 }) {
  if (layer + 1 < last) return ["only the layers after it learn."];
  const told = optimizer === "sgd" ? " still learns." : " has a gradient.";
  return ["only ", symbol(`b${last}`), l2 ? " still learns from the examples." : told];
}

/** @param {any} state */
function sentence(state) {
  const step = currentStep(state);
  if (!step) return "";
  const at = `Step ${step.index + 1} of ${state.steps.length}, iteration ${state.iteration}`;
  const pending = state.beat === 1 ? ", not computed yet" : "";
  return `${step.title}: ${spokenEquation(step)}. ${at}${pending}.`;
}
