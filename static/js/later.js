/**
 * What need not be there with the step itself waits until the step has been painted: asked for any
 * number of times, it runs once.
 * @param {() => void} run
 * @returns {{ (): void, cancel(): void }}
 */
export function later(run) {
  let frame = 0;
  const ask = () => {
    frame ||= requestAnimationFrame(() => {
      setTimeout(() => {
        frame = 0;
        run();
      });
    });
  };
  return Object.assign(ask, { cancel: () => cancelAnimationFrame(frame) });
}
