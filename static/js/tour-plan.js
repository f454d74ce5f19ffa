/**
 * Where the tour's one key leads, and what the clock should show there.
 * @typedef {{step: string, seconds: number}} Station
 * @typedef {{step: string, beat: number}} Place
 */

/**
 * The result of a moment comes before the next moment's question; null at either end.
 * @param {Station[]} stations
 * @param {Place} at
 * @param {1|-1} by
 * @returns {Place|null}
 */
export function follows(stations, at, by) {
  const index = stations.findIndex(({ step }) => step === at.step);
  if (index < 0) return { step: stations[0].step, beat: 1 };
  if (by > 0 && at.beat === 1) return { step: at.step, beat: 2 };
  if (by < 0 && at.beat === 2) return { step: at.step, beat: 1 };
  const next = stations[index + by];
  return next ? { step: next.step, beat: by > 0 ? 1 : 2 } : null;
}

/**
 * Seconds planned until the end of the moment at hand.
 * @param {Station[]} stations
 * @param {Place} at
 */
export function planned(stations, at) {
  const index = stations.findIndex(({ step }) => step === at.step);
  return stations.slice(0, index + 1).reduce((sum, { seconds }) => sum + seconds, 0);
}

/** @param {number} seconds */
export function clock(seconds) {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
