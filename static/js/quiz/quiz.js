/**
 * Predict: the result of each step is hidden until its shape, signs or numbers have been told. What
 * is right is decided here, where the numbers are, so that it works in a frame without an origin.
 *
 * @typedef {import("../stage/current.js").Now} Now
 * @typedef {import("./questions.js").Question} Question
 */
import { keep, kept } from "../kept.js";
import { onNow } from "../stage/current.js";
import { toWhole } from "../stage/view.js";
import { loadStyles } from "../styles.js";
import { createMarks } from "./marks.js";
import { questionOf } from "./questions.js";
import { score, settle, startOver } from "./score.js";
import { createStrip } from "./strip.js";
import { asked, missing, slipSentence, told, verdicts } from "./words.js";

/** Where typing is not to be interrupted. */
const BUSY = "input:not([type=checkbox]), select, textarea, [role=grid], :popover-open";

/**
 * @param {HTMLElement} root
 * @param {import("../store.js").Store<any>} store
 * @param {any} actions
 */
export async function mount(root, store, actions) {
  await loadStyles(new URL("../../css/quiz.css", import.meta.url).href);
  const sheet = /** @type {HTMLElement} */ (root.querySelector(".sheet"));
  const marks = createMarks(/** @type {HTMLElement} */ (root.querySelector(".stage-slot")));
  const strip = createStrip({ check, reveal, startOver: fresh, typed, light: marks.light });
  sheet.append(strip.element);
  /** @type {Question | null} */
  let question = null;
  /** @type {Now | null} */
  let shown = null;
  let place = "";
  let praise = "";
  let controller = new AbortController();

  /** @param {any} state */
  const placeOf = ({ query, iteration, step, example, ask }) =>
    [query, iteration, step, example ?? "", ask].join("|");

  /** @param {Now} now */
  function show(now) {
    // What was drawn ahead of time knows nothing of a switch that has been turned since.
    const { ask } = store.state;
    const { state } = now.moment.whole;
    shown = now;
    if (!ask) return marks.show(now.moment, null);
    const here = placeOf({ ...state, ask });
    const moved = here !== place || !question;
    if (moved) {
      controller.abort();
      place = here;
      praise = "";
      question = questionOf(ask, now.moment);
    }
    const open = state.beat === 1;
    marks.show(now.moment, open ? question : null);
    const key = `${here} ${open}`;
    if (strip.element.dataset.at === key) return;
    strip.element.dataset.at = key;
    if (open) put();
    else tell();
  }

  /** A new question. */
  function put() {
    if (store.state.playing) actions.pause();
    praise = "";
    strip.count(score());
    if (!question) {
      strip.rest();
      return strip.say("", `Nothing of $ can be asked for. Press → to see it.`, store.state.step);
    }
    strip.ask(question, kept(place) ?? []);
    strip.say("Before you look:", asked(question), question.name);
    const { activeElement } = document;
    const free = !activeElement?.closest(BUSY) && document.hasFocus();
    if (free && matchMedia("(pointer: fine)").matches) strip.focus();
  }

  /** The result is there. */
  function tell() {
    const had = strip.focused();
    strip.rest();
    if (had) sheet.focus({ preventScroll: true });
    if (question) strip.say(praise || "Here it is:", told(question), question.name);
    else strip.say("", "", "");
    if (question && !praise) settle(place, false);
    strip.count(score());
  }

  /** @param {string[]} answers */
  function typed(answers) {
    keep(place, answers);
  }

  function check() {
    if (!question) return;
    const answers = strip.answers();
    const found = verdicts(question, answers);
    strip.mark(found);
    const left = missing(question, answers);
    if (!left) {
      praise = "Right.";
      settle(place, true);
      actions.step();
      return;
    }
    if (found.includes("wrong")) settle(place, false);
    strip.count(score());
    strip.say("", left, question.name);
    strip.focus();
    const judgeable = question.kind === "cells" && !found.includes("none");
    if (judgeable && found.includes("wrong")) slips(question, answers, left);
  }

  /** The likely slip, if the server can be asked. @param {Question} of @param {string[]} answers @param {string} left */
  async function slips(of, answers, left) {
    const { step, view, whole } = /** @type {Now} */ (shown).moment;
    // Without an origin nothing may be posted; a part of a sum is no matrix of the run.
    if (self.origin === "null" || step.writes !== whole.step.writes) return;
    const [rows, cols] = whole.state.matrices[step.writes].shape;
    const values = Array.from({ length: rows }, () => Array(cols).fill(""));
    for (const [i, cell] of of.cells.entries()) {
      const [r, c] = toWhole(view, cell);
      values[r][c] = answers[i];
    }
    controller.abort();
    controller = new AbortController();
    const { signal } = controller;
    try {
      const found = await actions.compare(step.writes, values, signal);
      const said = slipSentence(found.slips);
      if (said && !signal.aborted && question === of) strip.say("", `${left} ${said}`, of.name);
    } catch {
      // What is wrong has been said; why it may be is more than can be had here.
    }
  }

  /** Shown without a point. */
  function reveal() {
    actions.step();
  }

  function fresh() {
    startOver();
    strip.count(score());
  }

  store.on(
    (s) => s.ask,
    (ask) => {
      strip.element.hidden = !ask;
      root.dataset.asks = ask.split(":")[0];
      strip.element.dataset.at = "";
      if (shown) show(shown);
    },
  );
  onNow({ show, prepare() {} });
}
