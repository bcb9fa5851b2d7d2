// What leads away from the page as it is waits for the run before it: a link, for Streamlit's page breaks when another
// page is asked for while a part of this one is still being drawn; and a button that makes a file, for the run gives the
// file another name, and the one that was pressed is gone. Leaving a field for either would do that each time.
const HEARD_MS = 1000;
const WAIT_MS = 5000;
const CONTROL = 'button, [role="radio"], [role="option"]';
const PAGE_LINK = '[data-testid="stSidebarNavLink"], [data-testid="stPageLink-NavLink"]';
const WAITS = `${PAGE_LINK}, [data-testid="stDownloadButton"] button`;
let [actedAt, ranAt] = [-Infinity, -Infinity];
// Who asks for something else while one waits gets the last one.
let asks = 0;
let hasWaited = false;

const scriptState = () => document.querySelector('[data-testid="stApp"]').dataset.testScriptState;
const whenIdle = then => {
  if (scriptState() === 'notRunning') then();
  else setTimeout(whenIdle, 50, then);
};
// Whether what the visitor did last is answered, by a run that is over or by none, and nothing else is running.
const isAnswered = () =>
  scriptState() === 'notRunning' && (ranAt > actedAt || performance.now() - actedAt > HEARD_MS);
const whenAnswered = (then, askedAt) => {
  if (isAnswered() || performance.now() - askedAt > WAIT_MS) then();
  else setTimeout(whenAnswered, 50, then, askedAt);
};

const watchLinks = () => {
  new MutationObserver(() => { if (scriptState() !== 'notRunning') ranAt = performance.now(); })
    .observe(document.querySelector('[data-testid="stApp"]'), {attributeFilter: ['data-test-script-state']});
  addEventListener('focusout', event => {
    if (!event.target.matches?.(FIELDS)) return;
    if (nameOf(event.target) in (readStore().drafts || {})) actedAt = performance.now();
  }, true);
  addEventListener('change', event => {
    if (event.target.matches?.('input, textarea')) actedAt = performance.now();
  }, true);
  addEventListener('click', event => {
    const waits = event.target.closest?.(WAITS);
    const answered = isAnswered();
    if (event.target.closest?.(CONTROL) && (answered || !waits)) actedAt = performance.now();
    if (!waits || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const ask = asks += 1;
    if (answered || hasWaited) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const key = [...waits.closest('[class*="st-key-"]')?.classList ?? []].find(name => name.startsWith('st-key-'));
    whenAnswered(() => {
      if (ask !== asks) return;
      hasWaited = true;
      // The run may have drawn a button anew.
      (waits.isConnected || !key ? waits : document.querySelector(`.${CSS.escape(key)} button`))?.click();
      hasWaited = false;
    }, performance.now());
  }, true);
};
