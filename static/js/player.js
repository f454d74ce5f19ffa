/** Plays: one step after another, or at full speed ten iterations a second, always the same step. */

const STEP = 1600;
/** From this speed on whole iterations are played. */
export const BY_ITERATION = 16;
const ITERATION = 100;

/** @param {import("./store.js").Store<any>} store @param {any} actions */
export function mountPlayer(store, actions) {
  let timer = 0;

  function next() {
    const { speed, status, nonfinite, step, steps, playing } = store.state;
    if (!playing) return;
    const byIteration = speed >= BY_ITERATION;
    timer = setTimeout(next, byIteration ? ITERATION : STEP / speed);
    if (actions.busy()) return;
    const broken = status === "diverged" && (byIteration || step === nonfinite?.step);
    if (broken || status === "error" || !steps.length) actions.pause();
    else if (byIteration) actions.nextIteration();
    else actions.step();
  }

  store.on(
    (s) => `${s.playing} ${s.speed}`,
    () => {
      clearTimeout(timer);
      const { speed, playing } = store.state;
      if (playing) timer = setTimeout(next, Math.min(400, STEP / speed));
    },
  );
}
