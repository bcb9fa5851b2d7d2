export default ({data}) => { dispatchEvent(new CustomEvent('match-atlas-change', {detail: data})); };
