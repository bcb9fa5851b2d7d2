// Runs in the measured page before its own scripts. Records when the last user input happened, when a Plotly
// chart next painted something different, and when the page's content last changed. The same on both sides.
(() => {
  const bench = (window.__bench = { input: 0, chart: null, firstChart: null, dom: null, busy: false, state: "" });
  const painted = new WeakMap();
  const watched = new WeakSet();
  const afterFrame = (done) =>
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => done(performance.now());
      channel.port2.postMessage(0);
    });

  bench.reset = () => Object.assign(bench, { input: 0, chart: null, dom: null, busy: false });

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
    const app = document.querySelector("[data-test-script-state]");
    bench.state = app ? app.dataset.testScriptState : "";
    if (app && bench.state !== "notRunning") bench.busy = true;
    const inMain = (record) =>
      record.type !== "attributes" && document.querySelector("[data-testid=stMain]")?.contains(record.target);
    if (records.some(inMain)) afterFrame((at) => { bench.dom = at; });
    watchCharts();
  };
  new MutationObserver(watch).observe(document, {
    subtree: true, childList: true, characterData: true,
    attributes: true, attributeFilter: ["data-test-script-state"],
  });

  bench.settled = (quiet) =>
    bench.busy && bench.state === "notRunning" &&
    performance.now() - Math.max(bench.input, bench.chart ?? 0, bench.dom ?? 0) > quiet;
})();
