/**
 * What can be done on the page. Every action ends in one `show` of a target, which is a spec's
 * query and a position; of two requests only the later one is ever painted.
 */
import { parse } from "./address.js";
import { createAhead } from "./ahead.js";
import * as api from "./api.js";
import { createAsking } from "./asking.js";
import { createBar } from "./bar.js";
import { createExamples } from "./examples.js";
import { createLoader } from "./loading.js";
import { createMoments } from "./moments.js";
import { createPins } from "./pins.js";
import { createReconnect } from "./reconnect.js";
import { changed, withoutUnfit } from "./specs.js";
import * as position from "./state.js";

/** @param {import("./store.js").Store<any>} store */
export function createActions(store) {
  const moments = createMoments();
  const bar = createBar(store);
  const load = createLoader(moments, {
    progress: (progress) => store.set({ progress }),
    specOf: (query) => (query === store.state.query ? store.state.spec : bar.specOf(query)),
  });
  const pins = createPins(store, moments, () => bar.remember(false));
  /** @type {any} the target asked for and not painted yet */
  let wanted = null;
  /** @type {any} the target that could not be had while the server was away */
  let missed = null;
  let controller = new AbortController();
  let sequence = 0;
  const after = createAhead(
    store,
    moments,
    () => wanted !== null,
    pins.pinnedTrace,
    (error) => failed(error, {}),
  );
  const reconnect = createReconnect(() => {
    store.set({ status: store.state.nonfinite ? "diverged" : "ok", message: null });
    if (missed) show(missed, { push: missed.push });
    else after();
  });

  /** What belongs to the address, but is no other moment. @param {any} patch */
  function keep(patch) {
    store.set(patch);
    bar.remember(false);
  }

  /** What the next action starts from: the target on its way, else what is painted. */
  const base = () => wanted ?? store.state;

  /** A result that is to be predicted is not shown on arrival. @param {number} beat */
  const arriving = (beat) => (store.state.ask ? 1 : beat);

  /** @param {any} target @param {any} trace @param {import("./moments.js").Parts|null} parts @param {boolean} push */
  function paint(target, trace, parts, push) {
    const { state } = store;
    const end = trace.nonfinite;
    if (end && end.iteration < trace.iteration) {
      // The run ends where it broke: what would follow was never computed.
      const { query } = target;
      show({ query, ...end, beat: 2, parts, beyond: trace.iteration }, { push });
      return;
    }
    const known = position.indexOf(trace.steps, target.step) >= 0;
    const lost = target.step !== null && !known;
    const step = known ? target.step : trace.steps[0].writes;
    const beat = known ? target.beat : 1;
    const same = trace.query === state.query && step === state.step;
    /** @type {any} */
    const patch = {
      ...(trace === state.trace ? {} : position.fromTrace(trace)),
      ...{ trace, iteration: trace.iteration, step, beat, progress: null, problems: [] },
      cell: target.cell ?? (same ? state.cell : null),
      message: lost ? "This net has no such step. Here is its first one." : (target.note ?? null),
      beyond: target.beyond ?? null,
      labels: target.labels ?? state.labels,
    };
    if (patch.ranges && String(trace.layers) === String(state.layers))
      patch.ranges = position.held(state, patch.ranges);
    patch.status = state.status === "offline" ? "offline" : trace.status;
    if (parts !== null) patch.parts = parts;
    if (trace.query !== state.query) Object.assign(patch, { history: null, next: null });
    wanted = null;
    missed = null;
    store.set(patch);
    bar.remember(push);
    after();
  }

  /** @param {any} target @param {{push?: boolean}} options */
  function show(target, { push = false } = {}) {
    const mine = ++sequence;
    controller.abort();
    controller = new AbortController();
    wanted = { ...target, push };
    const trace = moments.peek(target.query, target.iteration, target.step);
    const parts = partsNeeded(target.query)
      ? moments.peekParts(target.query)
      : (target.parts ?? null);
    if (trace && parts !== undefined) {
      paint(target, trace, parts, push);
      return;
    }
    if (store.state.status !== "offline") store.set({ status: "loading", message: null });
    load(target, partsNeeded(target.query), controller.signal).then(
      ([loaded, html]) => mine === sequence && paint(target, loaded, html, push),
      (error) => mine === sequence && failed(error, target),
    );
  }

  /** The tape, the layers and the texts change with the program only. @param {string} query */
  const partsNeeded = (query) => query !== store.state.query;

  /** @param {any} error @param {any} target */
  function failed(error, target) {
    if (error?.name === "AbortError") return;
    if (error instanceof api.Unreachable) {
      missed = wanted;
      wanted = null;
      store.set({ status: "offline", progress: null, playing: false });
      reconnect.start();
      return;
    }
    wanted = null;
    const { state } = store;
    const status = state.trace ? state.trace.status : "error";
    const problems = error instanceof api.Refusal ? error.errors : [];
    const less = withoutUnfit(target, problems);
    if (less) {
      change(less.patch, less.how);
      return;
    }
    const message = problems[0]?.detail ?? error.message;
    store.set({ status, progress: null, playing: false, problems, message });
    if (!(error instanceof api.Refusal)) reportError(error);
  }

  /** @param {any} to @param {{push?: boolean}} [options] */
  function move(to, options) {
    const from = base();
    const target = { query: from.query, cell: null, ...to };
    show(target, options);
  }

  /**
   * A changed spec, from its first step on. `plan` is the layers it will have.
   * @param {Record<string, any>} patch
   * @param {{left?: string[], note?: string, query?: string, plan?: any}} [how]
   */
  function change(patch, how = {}) {
    const start = { iteration: 0, step: null, beat: 1, cell: null, patch, ...how };
    const query = changed(how.query ?? base().query, store.state.spec, patch, controller.signal);
    if (typeof query === "string") show({ ...start, query }, { push: true });
    else
      query.then(
        (q) => show({ ...start, query: q }, { push: true }),
        (e) => failed(e, start),
      );
  }

  /** @param {(steps: any, at: any, beats: number) => any} rule @param {{push?: boolean}} [options] */
  function go(rule, options) {
    const at = base();
    const { steps, beats } = store.state;
    if (!steps.length || at.step === null) return;
    move(rule(steps, { iteration: at.iteration, step: at.step, beat: at.beat }, beats), options);
  }

  /** Start from what the server put into the page. @param {any} moment */
  function start(moment) {
    const at = parse(location.search, store.state.page);
    const { beats, ask, example, hide, theme, view, pin } = at;
    store.set({ beats, ask, example, hide, view, pin, ...(theme && { theme, pinned: true }) });
    if (moment.trace) {
      moments.keep(at.query, moment.trace);
      const { query } = moment.trace;
      store.set({ query, pin: pin?.query === at.query ? { ...pin, query } : pin });
      paint({ ...at, query: moment.trace.query }, moment.trace, null, false);
    } else {
      const { problem } = moment;
      store.set({ query: problem ? at.query : null });
      if (problem) {
        const problems = api.errorsOf(problem);
        const message = problems[0]?.detail ?? problem.detail;
        store.set({ status: "error", message, problems });
      } else show(at);
    }
    addEventListener("popstate", () => {
      bar.forget();
      const back = parse(location.search, store.state.page);
      const { example, view, beats, ask, pin } = back;
      store.set({ example, view, beats, ask, pin });
      show(back);
    });
    addEventListener("online", reconnect.now);
  }

  return {
    start,
    change,
    step: () => go(position.after),
    back: () => go(position.before),
    nextPhase: () => go(position.afterPhase),
    nextIteration: () =>
      go((_, at) => ({ ...at, beat: arriving(at.beat), iteration: at.iteration + 1 })),
    previousIteration: () => go((_, at) => ({ ...at, iteration: Math.max(0, at.iteration - 1) })),
    first: () => go(position.start),
    /** @param {{iteration?: number, step?: string, beat?: number}} to */
    goto(to) {
      const { iteration, step, beat } = base();
      move({ iteration, step, beat: arriving(to.step ? 2 : beat), ...to }, { push: true });
    },
    /** Another network, at a place of it. @param {any} place */
    visit: (place) => show(place, { push: true }),
    /** @param {[number, number]|null} cell */
    select(cell) {
      if (String(store.state.cell) !== String(cell)) keep({ cell });
    },
    toggle: () => store.set({ playing: !store.state.playing }),
    play: () => store.set({ playing: true }),
    pause: () => store.set({ playing: false }),
    /** @param {number} speed */
    setSpeed: (speed) => store.set({ speed }),
    /** @param {string} view */
    setView: (view) => keep({ view }),
    /** @param {"light"|"dark"|null} theme */
    setTheme: (theme) => keep({ theme }),
    /** @param {string} parameter @param {[number, number]} cell @param {AbortSignal} signal */
    check: (parameter, cell, signal) =>
      api.check(store.state.query, store.state.iteration, parameter, cell, signal),
    /** A question about the iteration shown. @param {string} route @param {string[]} own @param {AbortSignal} signal @param {{query: string, iteration: number}} [at] or about another */
    about: (route, own, signal, at = /** @type {any} */ (store.state)) =>
      api.about(route, at.query, at.iteration, own, signal),
    /** @param {number} resolution @param {AbortSignal} signal */
    boundary: (resolution, signal) =>
      api.boundary(store.state.query, store.state.iteration, resolution, signal),
    ...pins,
    ...createExamples(store, () => bar.remember(false)),
    ...createAsking(store, () => bar.remember(false)),
    reconnect: reconnect.now,
    /** Whether a target is on its way. */
    busy: () => wanted !== null,
    /** The layers of the spec on its way, for the next click. */
    planned: () => wanted?.plan ?? null,
  };
}
