// What was typed lives in this tab: sessionStorage, which a reload keeps and no other tab sees. The server says what
// a visit holds after each run that changed it; what is being typed meanwhile is read from the fields themselves.
const STORE = 'match-atlas';
const FIELDS = '[class*="st-key-profile_"] input:not([role=combobox]), [class*="st-key-note_"] textarea';

const readStore = () => {
  try { return JSON.parse(sessionStorage.getItem(STORE)) || {}; } catch { return {}; }
};
const writeStore = stored => {
  try {
    if (Object.keys(stored.kept || {}).length || Object.keys(stored.drafts || {}).length) {
      sessionStorage.setItem(STORE, JSON.stringify(stored));
    } else sessionStorage.removeItem(STORE);
  } catch { /* A browser that keeps nothing for pages: everything else works as ever. */ }
};

const nameOf = field => (/st-key-((?:profile|note)_\w+)/.exec(field.closest('[class*="st-key-"]').className) || [])[1];

// What stands in the fields and has not reached the server: typed, and not yet left.
const withDrafts = ({kept = {}, drafts = {}}) => {
  const whole = structuredClone(kept);
  for (const [name, text] of Object.entries(drafts)) {
    const [kind, ...rest] = name.split('_');
    if (kind === 'profile') whole.numbers = {...whole.numbers, [rest.join('_')]: text};
    else if (whole.plan?.views[rest[0]]) whole.plan.views[rest[0]].note = text;
  }
  return whole;
};

const notesIn = kept => (kept.plan?.views || []).map(view => view.note).filter(Boolean);
const stepsIn = kept => JSON.stringify(kept.next_steps || null);

// Leaving asks first only while a note, or what stands under Next steps, is in no file; a page that always listens
// would keep browsers from bringing it back at once.
const askFirst = event => event.preventDefault();
const guardNotes = () => {
  const stored = readStore();
  const filed = new Set(stored.filed || []);
  const kept = withDrafts(stored);
  const isLost = kept.next_steps && stepsIn(kept) !== stored.filedSteps;
  if (isLost || notesIn(kept).some(note => !filed.has(note))) addEventListener('beforeunload', askFirst);
  else removeEventListener('beforeunload', askFirst);
};

// A change made in a part of the page comes apart from the page, which then knows an older state.
let newest = {};
const keepInStore = ({visit, serial, kept, in_file: inFile, steps_in_file: stepsInFile}) => {
  if (visit === newest.visit && serial < newest.serial) return;
  newest = {visit, serial};
  const before = readStore();
  const field = document.activeElement?.matches(FIELDS) ? nameOf(document.activeElement) : undefined;
  const drafts = before.visit === visit && field in (before.drafts || {}) ? {[field]: before.drafts[field]} : {};
  writeStore({
    visit, kept, drafts,
    filed: inFile ? notesIn(kept) : before.filed,
    filedSteps: stepsInFile ? stepsIn(kept) : before.filedSteps,
  });
  guardNotes();
};

const watchFields = () => {
  addEventListener('input', event => {
    if (!event.target.matches?.(FIELDS)) return;
    const stored = readStore();
    const drafts = {...stored.drafts, [nameOf(event.target)]: event.target.value};
    writeStore({...stored, visit: stored.visit || newest.visit, drafts});
    guardNotes();
  }, true);
  addEventListener('click', event => {
    const saves = name => event.target.closest?.(`.st-key-${name} button`);
    if (!saves('save_plan') && !saves('save_next_steps')) return;
    const stored = readStore();
    const kept = withDrafts(stored);
    writeStore({...stored, ...(saves('save_plan') ? {filed: notesIn(kept)} : {filedSteps: stepsIn(kept)})});
    guardNotes();
  }, true);
};

// Fields can be gone to meanwhile, for they are filled in a moment; nothing is entered or chosen.
const closeFields = isClosed => {
  for (const action of ['beforeinput', 'pointerdown', 'click', 'keydown']) {
    addEventListener(action, event => {
      if (!isClosed() || !event.target.closest?.('[data-testid="stApp"]')) return;
      if (action === 'keydown' && (event.key === 'Tab' || event.ctrlKey || event.metaKey || event.altKey)) return;
      const isTyped = event.target.matches('input:not([role=combobox], [type=checkbox], [type=radio], [type=file]), textarea');
      const isChoice = event.target.closest('button, label, input, [role=radio], [role=combobox], [role=checkbox]');
      if (isTyped ? action === 'pointerdown' || action === 'click' : !isChoice) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    }, true);
  }
};
