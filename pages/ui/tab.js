// Called when the visit's data or the theme changes, not with every run: see pages/ui/tab.py.
let latest;
let ask;
let asked;
let askedAt;
let themeAskedFor;
let saidFor;
let runs = 0;

const isDark = parent => {
  const paper = getComputedStyle(parent.host || parent).getPropertyValue('--st-background-color').trim();
  const [red, green, blue] = [1, 3, 5].map(at => parseInt(paper.slice(at, at + 2), 16));
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
};

const ANSWER_MS = 10000;

// What an earlier visit of this tab held, and this one does not know of.
const unknownToVisit = () => {
  const stored = readStore();
  if (!stored.visit || latest.answered || stored.visit === latest.visit) return undefined;
  const whole = withDrafts(stored);
  return JSON.stringify(whole) === JSON.stringify(latest.kept) ? undefined : whole;
};

const bringBack = () => {
  const whole = unknownToVisit();
  if (!whole) return false;
  if (asked !== latest.visit) {
    const again = Boolean(saidFor);
    askedAt = performance.now();
    // A run that is cut short may leave fields without what it put into them.
    whenIdle(() => ask('back', {kept: unknownToVisit() || whole, again}));
  }
  asked = latest.visit;
  return true;
};

// What is entered before the answer would be replaced by it; one that never comes closes nothing for long.
const isBringingBack = () => Boolean(asked) && asked === latest.visit && !latest.answered
  && (isLost || performance.now() - askedAt < ANSWER_MS);

// A connection that was lost may stand again with a new visit: a run shows which.
const onBack = () => {
  asked = undefined;
  if (!bringBack()) ask('again', runs += 1);
};

export default function ({data, parentElement, setTriggerValue}) {
  if (!latest) {
    // See tab_change.js.
    addEventListener('match-atlas-change', ({detail}) => {
      if (detail.visit === latest.visit && !bringBack()) keepInStore(detail);
    });
    keepHistory();
    watchFields();
    closeFields(isBringingBack);
    watchLinks();
    watchNavigation();
    watchSidebar();
    watchKeyboard();
    watchConnection(onBack);
  }
  latest = data;
  ask = setTriggerValue;
  if (bringBack()) return;
  keepInStore(data);
  if (data.said && saidFor !== data.visit) say(data.said, true);
  saidFor = data.visit;
  const dark = isDark(parentElement);
  if (dark !== data.dark && dark !== themeAskedFor) {
    themeAskedFor = dark;
    ask('again', runs += 1);
  } else if (dark === data.dark) themeAskedFor = undefined;
}
