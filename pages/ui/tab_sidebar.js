// Leads to the first field, and lets the sidebar of a phone make way for what was chosen in it.
const NARROW = '(max-width: 768px)';
const FIRST_FIELD = '[data-testid="stSidebar"] .st-key-profile_group input';
const LOOK_FOR_MS = 3000;

const sidebarIsOpen = () => document.querySelector('[data-testid="stSidebar"]')?.dataset.collapsed === 'false';

const leadToFirstField = () => {
  const until = performance.now() + LOOK_FOR_MS;
  let isOpening = sidebarIsOpen();
  const look = () => {
    // The button that opens a sidebar which was closed a moment ago may not be there yet.
    const opens = isOpening ? null : document.querySelector('[data-testid="stExpandSidebarButton"]');
    if (opens) {
      isOpening = true;
      opens.click();
    }
    const field = document.querySelector(FIRST_FIELD);
    const box = field?.getBoundingClientRect();
    // A sidebar that still slides in would be scrolled by the focus.
    if (field && sidebarIsOpen() && box.left >= 0 && box.right <= innerWidth) {
      field.scrollIntoView({block: 'center'});
      field.focus();
      if (document.activeElement === field) return;
    }
    if (performance.now() < until) requestAnimationFrame(look);
  };
  look();
};

const closeOnPhone = () => {
  if (!matchMedia(NARROW).matches || !sidebarIsOpen()) return;
  document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
};

const watchSidebar = () => {
  addEventListener('click', event => {
    if (event.target.closest?.('.st-key-invite button')) leadToFirstField();
    // After Streamlit has heard of the click.
    else if (event.target.closest?.('[data-testid="stSidebar"] a[href]')) setTimeout(closeOnPhone);
  }, true);
};
