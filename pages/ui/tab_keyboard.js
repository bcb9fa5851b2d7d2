// Tab lands on the chosen option of a selector, as it does in a form of the browser's own; arrows lead on from there.
const watchKeyboard = () => {
  let tabbed = false;
  addEventListener('keydown', event => { tabbed = event.key === 'Tab'; }, true);
  addEventListener('focusin', ({target, relatedTarget}) => {
    const group = tabbed && target.closest?.('[role="radiogroup"]');
    if (!group || group.contains(relatedTarget)) return;
    group.querySelector('[role="radio"][aria-checked="true"]')?.focus();
  });
};
