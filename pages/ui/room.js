// A room: tells the server how large the screen is, and listens to the keys of a clicker wherever the focus is.
const ON = ['PageDown', 'ArrowRight', 'ArrowDown', ' '];
const BACK = ['PageUp', 'ArrowLeft', 'ArrowUp'];
const ENDS = {Home: 'first', End: 'last'};
const SETTLED = 150;
const FIELDS = 'input, textarea, select, [contenteditable], [role="combobox"], [role="dialog"]';

let now = null;
let waiting = 0;
let walkedByTab = false;
let blank = null;

const press = name => {
  const button = document.querySelector(`.st-key-stage [class*="st-key-${name}"] button`);
  if (button && !button.disabled) button.click();
};

const lift = () => {
  blank?.remove();
  blank = null;
};

const cover = () => {
  blank = document.createElement('div');
  blank.id = 'blank';
  blank.addEventListener('click', lift);
  document.body.append(blank);
};

const onKey = event => {
  const {key, target} = event;
  if (!document.querySelector('.st-key-stage')) return;
  if (key === 'Tab') walkedByTab = true;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (!blank && target instanceof Element && target.closest(FIELDS)) return;
  const covers = key === 'b' || key === 'B' || key === '.';
  const moves = ON.includes(key) || BACK.includes(key) || key in ENDS;
  if (!covers && !moves && key !== 'Escape') return;
  // Whoever came to a button with the Tab key presses it with Space; after a click Space is the clicker's.
  if (!blank && key === ' ' && walkedByTab && target instanceof Element && target.closest('button, a, summary')) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (event.repeat) return;
  if (blank) lift();
  else if (covers) cover();
  else if (ON.includes(key)) press('On_');
  else if (BACK.includes(key)) press('Back_');
  else if (key === 'Escape') press('leave');
  else now.setTriggerValue('end', ENDS[key]);
};

// A button is pressed when Space is let go.
const onKeyUp = event => {
  if (event.key === ' ' && !walkedByTab && !(event.target instanceof Element && event.target.closest(FIELDS)))
    event.preventDefault();
};

const onPointer = () => { walkedByTab = false; };

const report = () => {
  const size = [window.innerWidth, window.innerHeight];
  if (size.join() !== now.data.size.join()) now.setStateValue('size', size);
};

const onResize = () => {
  clearTimeout(waiting);
  waiting = setTimeout(report, SETTLED);
};

export default function (component) {
  now = component;
  window.addEventListener('keydown', onKey, true);
  window.addEventListener('keyup', onKeyUp, true);
  window.addEventListener('pointerdown', onPointer, true);
  window.addEventListener('resize', onResize);
  report();
  return () => {
    clearTimeout(waiting);
    lift();
    window.removeEventListener('keydown', onKey, true);
    window.removeEventListener('keyup', onKeyUp, true);
    window.removeEventListener('pointerdown', onPointer, true);
    window.removeEventListener('resize', onResize);
  };
}
