// Makes each group of the navigation a list with a name. Streamlit puts all of them, headings included, into one list of
// boxes, which a screen reader can make nothing of.
const nameGroups = () => {
  const all = document.querySelector('[data-testid="stSidebarNavItems"]');
  if (!all) return;
  all.setAttribute('role', 'presentation');
  for (const heading of all.querySelectorAll('[data-testid="stNavSectionHeader"]')) {
    heading.parentElement.setAttribute('role', 'list');
    heading.parentElement.setAttribute('aria-label', heading.firstElementChild.textContent);
    // The name of the list says it.
    heading.setAttribute('aria-hidden', 'true');
  }
};

// A run may bring the navigation anew, as when a room is left, and Streamlit draws it a moment after that run.
const watchNavigation = () => {
  const whenDrawn = new MutationObserver(nameGroups);
  const look = () => {
    nameGroups();
    const around = document.querySelector('[data-testid="stSidebarContent"]');
    if (around) whenDrawn.observe(around, {childList: true});
  };
  look();
  new MutationObserver(look)
    .observe(document.querySelector('[data-testid="stApp"]'), {attributeFilter: ['data-test-script-state']});
};
