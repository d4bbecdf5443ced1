import { h, s, count } from './dom.js';
import { percent, usd } from './decimal.js';

const shownAtOnce = 6;
const colours = 8;
const dimensions = [['asset', 'Asset'], ['network', 'Network'], ['platform', 'Platform']];

/** A ring and its legend for each way to split the total. */
export const charts = (portfolio, networkNames, open) => dimensions.map(([dimension, title], i) => chart(title, portfolio[dimension], networkNames, open[i]));

export const chartSkeletons = () => dimensions.map(([, title]) => h('figure.card.chart', { 'aria-busy': 'true' }, h('figcaption', {}, title), h('div.ring.skeleton'), h('div.skeleton.lines')));

function chart(title, slices, networkNames, isOpen) {
  const label = labels(slices, networkNames);
  const rows = slices.map((slice, i) => h('li', {},
    h(`span.swatch.c${Math.min(i, colours)}`, { 'aria-hidden': 'true' }),
    h('span.label', { title: slice.key }, label(slice)),
    h('data.value', { value: slice.valueUsd, title: slice.valueUsd }, usd(slice.valueUsd)),
    h('data.percent', { value: slice.percent, title: slice.percent }, percent(slice.percent))));
  return h('figure.card.chart', {},
    h('figcaption', {}, title),
    ring(title, slices, label),
    slices.length
      ? h('ol.legend', { 'aria-label': `Share of each ${title.toLowerCase()}` }, rows.slice(0, shownAtOnce))
      : h('p.note', {}, 'Nothing with a known value.'),
    rows.length > shownAtOnce && h('details', { open: isOpen }, h('summary', {}, `${rows.length - shownAtOnce} more`), h('ol.legend', { start: shownAtOnce + 1 }, rows.slice(shownAtOnce))));
}

// The only place where text becomes a number: how long an arc is drawn.
function ring(title, slices, label) {
  const named = slices.slice(0, 3).map(slice => `${label(slice)} ${percent(slice.percent)}`).join(', ');
  const radius = 15.9155; // A circumference of 100.
  let start = 0;
  return s('svg.ring', { viewBox: '0 0 40 40', role: 'img', 'aria-label': slices.length ? `Allocation by ${title.toLowerCase()}: ${named}${slices.length > 3 ? ' and others' : ''}` : `No allocation by ${title.toLowerCase()}` },
    s('circle.track', { cx: 20, cy: 20, r: radius }),
    slices.map((slice, i) => {
      const length = Number(slice.percent);
      const gap = slices.length > 1 && length > 1.2 ? 0.6 : 0;
      const arc = s(`circle.arc.c${Math.min(i, colours)}`, { cx: 20, cy: 20, r: radius, 'stroke-dasharray': `${Math.max(length - gap, 0.05)} 100`, 'stroke-dashoffset': -start, transform: 'rotate(-90 20 20)' });
      start += length;
      return arc;
    }),
    s('text.big', { x: 20, y: 20.6, 'aria-hidden': 'true' }, String(slices.length)),
    s('text.small', { x: 20, y: 24.4, 'aria-hidden': 'true' }, count(slices.length, title.toLowerCase()).replace(/^\d+ /, '')));
}

// Names are not unique: where two slices have the same, what they are on is said too.
function labels(slices, networkNames) {
  const seen = Map.groupBy ? Map.groupBy(slices, slice => slice.label) : new Map(slices.map(slice => [slice.label, slices.filter(other => other.label === slice.label)]));
  return slice => {
    const network = networkNames.get(slice.key.split('/')[0]);
    return seen.get(slice.label).length > 1 && network ? `${slice.label} · ${network}` : slice.label;
  };
}
