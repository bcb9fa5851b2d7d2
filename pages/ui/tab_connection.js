// Says in the open when this page has no server, and lets nothing look alive meanwhile that is not.
const LOST = 'No connection: what you typed stays in this tab; charts wait until it is back, and choices have to be '
  + 'made then.';
const GONE = 'The connection cannot be taken up again. Reload this page: what you typed stays in this tab.';
const GRACE_MS = 1000;
const PATIENCE_MS = 4000;
const BUSY_MS = 5000;
const WAKING_MS = 15000;

const bar = document.createElement('div');
bar.className = 'connection-bar';
bar.setAttribute('role', 'status');
const say = (text, canClose) => {
  bar.replaceChildren();
  bar.hidden = !text;
  if (!text) return;
  const words = document.createElement('p');
  words.textContent = text;
  bar.append(words);
  if (!canClose) return;
  const close = document.createElement('button');
  close.type = 'button';
  close.textContent = 'Close';
  close.onclick = () => say('');
  bar.append(close);
};

let isLost = false;
const setLost = (lost, words) => {
  if (lost) say(words || LOST);
  else if (isLost) say('');
  isLost = lost;
  document.documentElement.classList.toggle('no-connection', lost);
};

const answers = async () => {
  try {
    return (await fetch('/_stcore/health', {cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS)})).ok;
  } catch { return false; }
};

// `onBack` is called when a connection stands again: whether it belongs to the same visit only the server knows.
const watchConnection = onBack => {
  const app = document.querySelector('[data-testid="stApp"]');
  document.body.append(bar);
  say('');
  let [silent, asking, since, waiting, acted, wasDown, isDead] = [false, false, 0, 0, 0, false, false];
  const isDown = () => app.dataset.testConnectionState !== 'CONNECTED';
  const look = () => {
    clearTimeout(waiting);
    if (isDead || app.dataset.testConnectionState === 'DISCONNECTED_FOREVER') return setLost(true, GONE);
    if (silent) return setLost(true);
    if (!isDown()) {
      setLost(false);
      if (wasDown) onBack();
      wasDown = false;
      return undefined;
    }
    wasDown = true;
    // A connection that is taken up again at once is nobody's concern.
    waiting = setTimeout(() => { if (isDown()) setLost(true); }, GRACE_MS);
    return undefined;
  };
  // A line can be dead without a word from the browser; then the server is asked whether it is there.
  const ask = async () => {
    if (asking) return;
    asking = true;
    silent = !(await answers());
    asking = false;
    look();
    if (silent) setTimeout(ask, PATIENCE_MS);
  };
  new MutationObserver(() => {
    const busy = scriptState() !== 'notRunning';
    clearInterval(since);
    clearTimeout(acted);
    isDead = false;
    if (busy) since = setInterval(ask, BUSY_MS);
    look();
  }).observe(app, {attributes: true, attributeFilter: ['data-test-connection-state', 'data-test-script-state']});
  addEventListener('offline', () => { silent = true; look(); ask(); });
  addEventListener('online', ask);
  document.addEventListener('visibilitychange', () => { if (!document.hidden) ask(); });
  // A page that slept may wake up with a line that never tells: then a run that it asks for does not start.
  document.addEventListener('resume', () => {
    const woken = performance.now();
    if (isDown()) return;
    onBack();
    setTimeout(async () => {
      if (ranAt > woken || isDown() || !(await answers())) return;
      isDead = true;
      look();
    }, WAKING_MS);
  });
  // An act that starts no run on the server may be one of the browser alone, or one that nobody heard.
  for (const action of ['click', 'change']) {
    addEventListener(action, event => {
      if (isLost || !event.target.closest?.('[data-testid="stApp"]')) return;
      clearTimeout(acted);
      acted = setTimeout(ask, BUSY_MS);
    }, true);
  }
  // What leads nowhere does nothing, where Streamlit or the browser would end in an error.
  for (const action of ['click', 'keydown', 'pointerdown']) {
    addEventListener(action, event => {
      if (!isLost || (action === 'keydown' && !['Enter', ' '].includes(event.key))) return;
      if (!event.target.closest?.('[data-testid="stApp"]')) return;
      if (!event.target.closest('a[href], button, [role=radio], [role=combobox], [role=checkbox]')) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    }, true);
  }
};
