/** Ask whether the server is back, ever more rarely, and at once when the browser says so. */
import { alive } from "./api.js";

const SHORTEST = 500;
const LONGEST = 20_000;

/** @param {() => void} back called once when the server answers again */
export function createReconnect(back) {
  let wait = SHORTEST;
  let timer = 0;
  let lost = false;

  async function attempt() {
    clearTimeout(timer);
    if (!lost) return;
    if (await alive()) {
      if (!lost) return;
      lost = false;
      back();
      return;
    }
    wait = Math.min(wait * 2, LONGEST);
    timer = setTimeout(attempt, wait);
  }

  return {
    start() {
      if (lost) return;
      lost = true;
      wait = SHORTEST;
      timer = setTimeout(attempt, wait);
    },
    now: () => void attempt(),
  };
}
