// What the app adds to an address after a page was opened belongs to that step of the visitor, not to a new one:
// one press of the back button leads back to where they were. That goes for the page as well: the frontend now and
// then writes the parameters of the next page before its path.
const keepHistory = () => {
  if (window.matchAtlasHistory) return;
  window.matchAtlasHistory = true;
  let acted = true;
  for (const action of ['pointerdown', 'keydown']) addEventListener(action, () => { acted = true; }, true);
  addEventListener('popstate', () => { acted = false; });
  const push = history.pushState.bind(history);
  history.pushState = (state, title, address) => {
    if (acted) push(state, title, address);
    else history.replaceState(state, title, address);
    acted = false;
  };
};
