// A field that cannot be read is marked as wrong, and described by the sentence below it. Streamlit has no such setting.
const field = (name) => document.querySelector(`.st-key-profile_${name} input`);
const sentence = (name) => document.querySelector(`.st-key-wrong_${name}`);

export default function ({ data }) {
  const mark = () => {
    for (const name of data) {
      const input = field(name);
      const said = sentence(name);
      if (!input || !said) continue;
      said.id = `wrong-${name}`;
      if (input.getAttribute('aria-invalid') !== 'true') input.setAttribute('aria-invalid', 'true');
      if (input.getAttribute('aria-describedby') !== said.id) input.setAttribute('aria-describedby', said.id);
    }
  };
  mark();
  // The page draws a field again when it likes, and forgets what was set from outside.
  const watch = new MutationObserver(mark);
  const sidebar = document.querySelector('[data-testid="stSidebar"]') ?? document.body;
  const attributeFilter = ['aria-invalid', 'aria-describedby'];
  watch.observe(sidebar, { subtree: true, childList: true, attributes: true, attributeFilter });
  return () => {
    watch.disconnect();
    for (const name of data) {
      field(name)?.setAttribute('aria-invalid', 'false');
      field(name)?.removeAttribute('aria-describedby');
    }
  };
}
