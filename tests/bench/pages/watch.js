// Put into every page of the bench: when was what a key or click asked for painted?
(() => {
  const bench = { expect: null, found: null, first: null };
  globalThis.bench = bench;

  function shown() {
    const app = document.querySelector("#app");
    if (!app) return document.body.dataset.drawn === bench.expect.drawn;
    const graph = document.querySelector('[data-view="stage"] .figure');
    const { step, iteration } = bench.expect;
    return graph?.data?.[0]?.name === step && app.dataset.iteration === iteration;
  }

  /** Calls back after the frame in which `holds` was true before the paint. */
  function painted(holds, then) {
    requestAnimationFrame(() => {
      const held = holds();
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => (held ? then(performance.now()) : painted(holds, then));
      port2.postMessage(0);
    });
  }

  function asked(event) {
    if (!bench.expect) return;
    painted(shown, (now) => {
      bench.found = now - event.timeStamp;
      performance.mark("bench:seen");
      bench.expect = null;
    });
  }

  /** Whether a step stands in a pane that is not seen yet. */
  bench.ahead = (step) =>
    [...document.querySelectorAll(".figure")].some(
      (graph) => graph.data?.[0]?.name === step && !graph.closest('[data-view="stage"]'),
    );

  addEventListener("keydown", asked);
  addEventListener("click", asked);
  const drawn = () => document.querySelector('[data-view="stage"] .figure :is(image, canvas)');
  painted(drawn, (now) => {
    bench.first = now;
  });
})();
