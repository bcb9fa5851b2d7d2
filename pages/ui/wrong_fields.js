// A field that cannot be read is marked as wrong, and described by the sentence below it. Streamlit has no such setting.
// Fields and sentences are known by the keys of their elements.
const field = (key) => document.querySelector(`.st-key-${key} :is(input, textarea)`);
const sentence = (key) => document.querySelector(`.st-key-${key}`);

export default function ({ data }) {
  const mark = () => {
    for (const [key, sentenceKey] of data.fields) {
      const input = field(key);
      const said = sentence(sentenceKey);
      if (!input || !said) continue;
      said.id = sentenceKey;
      if (input.getAttribute('aria-invalid') !== 'true') input.setAttribute('aria-invalid', 'true');
      if (input.getAttribute('aria-describedby') !== said.id) input.setAttribute('aria-describedby', said.id);
    }
  };
  mark();
  // The page draws a field again when it likes, and forgets what was set from outside.
  const watch = new MutationObserver(mark);
  const around = document.querySelector(data.within) ?? document.body;
  const attributeFilter = ['aria-invalid', 'aria-describedby'];
  watch.observe(around, { subtree: true, childList: true, attributes: true, attributeFilter });
  return () => {
    watch.disconnect();
    for (const [key] of data.fields) {
      field(key)?.setAttribute('aria-invalid', 'false');
      field(key)?.removeAttribute('aria-describedby');
    }
  };
}
