// Draws what a visitor sees of a chart, with its headline, legend and source, into one SVG; a PNG is that SVG painted.
const NS = 'http://www.w3.org/2000/svg';
const PAD = 28;
const PNG_SCALE = 2;
// Below this width the letters in a grid of squares are as small as on a phone, as in the page's style sheet.
const NARROW = 480;
const FONT = 'IBM Plex Sans';
const WEIGHTS = {headline: 600, subtitle: 400, legend: 400, source: 400};
const SIZES = {headline: 22, subtitle: 15, legend: 14, source: 12};

const make = (name, attributes, text) => {
  const element = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text !== undefined) element.textContent = text;
  return element;
};

const ruler = document.createElement('canvas').getContext('2d');
const widthOf = (text, kind) => {
  ruler.font = `${WEIGHTS[kind]} ${SIZES[kind]}px "${FONT}", sans-serif`;
  return ruler.measureText(text).width;
};

// Breaks a text where it would run out of the picture.
const lines = (text, kind, room) => text.split(/\s+/).reduce((done, word) => {
  const longer = done.length ? `${done[done.length - 1]} ${word}` : word;
  if (done.length && widthOf(longer, kind) <= room) return [...done.slice(0, -1), longer];
  return [...done, word];
}, []);

const paragraph = (svg, text, kind, room, top, colour) => {
  let y = top;
  for (const line of lines(text, kind, room)) {
    y += SIZES[kind] * 1.35;
    svg.append(make('text', {
      x: PAD, y, fill: colour, 'font-size': SIZES[kind], 'font-weight': WEIGHTS[kind],
    }, line));
  }
  return y;
};

const legend = (svg, marks, room, top, colour) => {
  let [x, y] = [PAD, top + SIZES.legend * 1.5];
  for (const [glyph, ink, meaning] of marks) {
    const wide = widthOf(`${glyph}  ${meaning}`, 'legend') + 22;
    if (x > PAD && x + wide > PAD + room) [x, y] = [PAD, y + SIZES.legend * 1.5];
    const text = make('text', {x, y, fill: colour, 'font-size': SIZES.legend});
    text.append(make('tspan', {fill: ink, 'font-weight': 600}, `${glyph}\u2002`), make('tspan', {}, meaning));
    svg.append(text);
    x += wide;
  }
  return y;
};

// An SVG that is opened elsewhere, or painted, cannot ask this page for its font.
const fontFace = async address => {
  const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
  let binary = '';
  bytes.forEach(byte => { binary += String.fromCharCode(byte); });
  return `@font-face{font-family:"${FONT}";font-weight:100 700;`
    + `src:url(data:font/woff2;base64,${btoa(binary)}) format("woff2")}`;
};

const compose = async (chart, data) => {
  const box = chart.getBoundingClientRect();
  // What a narrow screen cuts off below a grid of squares is empty.
  const shown = chart.closest('[class*="st-key-chart"]').getBoundingClientRect();
  const chartWidth = Math.round(box.width);
  const chartHeight = Math.round(Math.min(box.height, shown.height));
  const width = Math.max(chartWidth, 480) + 2 * PAD;
  const room = width - 2 * PAD;
  const svg = make('svg', {xmlns: NS, width, role: 'img', 'font-family': `"${FONT}", sans-serif`});
  svg.append(make('title', {}, data.headline), make('desc', {}, data.alt));
  // As the page's style sheet does: a line that passes behind letters is parted round them.
  svg.append(make('style', {}, `${await fontFace(data.font)}
    .main-svg text{paint-order:stroke;stroke:${data.paper};stroke-width:4px;stroke-linejoin:round}
    .main-svg .bartext,.main-svg text[style*="transparent 0px"]{stroke:none}
    ${chartWidth < NARROW ? '.main-svg text[style*="transparent 0px"]{font-size:11px!important}' : ''}`));
  const paper = make('rect', {width, fill: data.paper});
  svg.append(paper);
  let y = paragraph(svg, data.headline, 'headline', room, PAD - 10, data.ink);
  y = paragraph(svg, data.subtitle, 'subtitle', room, y + 4, data.ink);
  if (data.legend.length) y = legend(svg, data.legend, room, y + 4, data.ink);
  const place = make('g', {transform: `translate(${PAD} ${y + 14})`});
  for (const layer of chart.querySelectorAll('.main-svg')) {
    const copy = layer.cloneNode(true);
    copy.querySelectorAll('.hoverlayer, .drag, .draglayer').forEach(part => part.remove());
    copy.removeAttribute('style');
    copy.setAttribute('width', chartWidth);
    copy.setAttribute('height', chartHeight);
    copy.setAttribute('overflow', 'visible');
    place.append(copy);
  }
  svg.append(place);
  y += 14 + chartHeight;
  for (const text of data.below) y = paragraph(svg, text, 'source', room, y + 8, data.ink);
  const height = Math.ceil(y + PAD);
  svg.setAttribute('height', height);
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  paper.setAttribute('height', height);
  return {text: new XMLSerializer().serializeToString(svg), width, height};
};

const paint = async ({text, width, height}) => {
  const picture = new Image();
  picture.src = URL.createObjectURL(new Blob([text], {type: 'image/svg+xml'}));
  await picture.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width * PNG_SCALE, height * PNG_SCALE];
  const context = canvas.getContext('2d');
  context.scale(PNG_SCALE, PNG_SCALE);
  context.drawImage(picture, 0, 0, width, height);
  URL.revokeObjectURL(picture.src);
  return new Promise(resolve => { canvas.toBlob(resolve, 'image/png'); });
};

const save = (blob, name) => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
};

export default function ({data, parentElement}) {
  const said = parentElement.querySelector('[role=status]');
  parentElement.querySelectorAll('button').forEach(button => {
    button.onclick = async () => {
      const chart = document.querySelector(`.st-key-${data.chart} .js-plotly-plot`);
      if (!chart) {
        said.textContent = 'The chart is not drawn yet; try again in a moment.';
        return;
      }
      try {
        const drawn = await compose(chart, data);
        const kind = button.dataset.kind;
        const blob = kind === 'png' ? await paint(drawn) : new Blob([drawn.text], {type: 'image/svg+xml'});
        save(blob, `${data.name}.${kind}`);
        said.textContent = `Saved ${data.name}.${kind}`;
      } catch (problem) {
        said.textContent = 'This browser could not make the picture; the data and the table are still there.';
      }
    };
  });
}
