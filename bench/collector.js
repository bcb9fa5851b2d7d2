// Runs in the measured page before its own scripts. Records when the last user input happened, when a Plotly
// chart next painted something different, and when the page's content last changed. The same on both sides.
(() => {
  const bench = (window.__bench = { input: 0, chart: null, firstChart: null, dom: null, answered: null });
  const painted = new WeakMap();
  const watched = new WeakSet();
  const afterFrame = (done) =>
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => done(performance.now());
      channel.port2.postMessage(0);
    });

  bench.reset = () => Object.assign(bench, { input: 0, chart: null, dom: null, answered: null });

  for (const type of ["click", "keydown"]) {
    addEventListener(type, (event) => { bench.input = event.timeStamp; }, true);
  }

  const repaint = (chart) =>
    afterFrame((at) => {
      const drawing = [...chart.querySelectorAll(".main-svg")].map((svg) => svg.innerHTML).join("");
      if (!drawing || painted.get(chart) === drawing) return;
      painted.set(chart, drawing);
      bench.chart = at;
      bench.firstChart ??= at;
    });

  const watchCharts = () => {
    for (const chart of document.querySelectorAll(".js-plotly-plot")) {
      if (watched.has(chart) || !chart.on) continue;
      watched.add(chart);
      chart.on("plotly_afterplot", () => repaint(chart));
      if (chart.querySelector(".main-svg")) repaint(chart);
    }
  };

  const watch = (records) => {
    const main = document.querySelector("[data-testid=stMain]");
    if (records.some((record) => main?.contains(record.target))) {
      afterFrame((at) => { bench.dom = at; });
    }
    watchCharts();
  };
  new MutationObserver(watch).observe(document, { subtree: true, childList: true, characterData: true });

  // The page shows "running" too briefly to be seen when a run is quick; the server's messages are always seen.
  window.WebSocket = class extends WebSocket {
    constructor(...target) {
      super(...target);
      this.addEventListener("message", () => { bench.answered = performance.now(); });
    }
  };

  // Parts of Streamlit's own code load late and leave a placeholder in their place: the page is not there yet.
  const rests = () =>
    bench.answered !== null &&
    document.querySelector("[data-test-script-state]")?.dataset.testScriptState === "notRunning" &&
    !document.querySelector("[data-testid=stSkeleton]");
  // The Dash page answers over plain HTTP and knows no script state.
  bench.settled = (surface, quiet) =>
    bench[surface] !== null && (document.getElementById("react-entry-point") !== null || rests()) &&
    performance.now() - Math.max(bench.input, bench.answered, bench.chart ?? 0, bench.dom ?? 0) > quiet;
})();
