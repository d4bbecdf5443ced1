import { h, time, count } from './dom.js';
import { usd } from './decimal.js';
import { label } from './wallets.js';

const capabilities = {
  TOKEN_BALANCES: 'tokens', PLATFORMS: 'platforms', DEFI_POSITIONS: 'DeFi positions', EQUITIES: 'shares', NFTS: 'NFTs', CASH: 'cash', PERFORMANCE: 'returns',
};
const states = {
  OK: ['Answered', 'good'], PARTIAL: ['Partly missing', 'warn'], STALE: ['Older answer', 'warn'], FAILED: ['Missing', 'bad'], UNSUPPORTED: ['Not covered', 'quiet'],
};

/** What was reported alike for several wallets or capabilities, in one row. */
function rows(wallets, walletOf) {
  const all = new Map();
  for (const wallet of wallets) {
    for (const report of wallet.sources) {
      const key = JSON.stringify([report.provider.id, report.status, report.error?.code, report.error?.message]);
      const row = all.get(key) ?? { ...report, what: new Set(), wallets: new Set() };
      row.what.add(capabilities[report.capability] ?? report.capability);
      row.wallets.add(label(walletOf(wallet.id)));
      all.set(key, row);
    }
  }

  const order = ['FAILED', 'STALE', 'PARTIAL', 'OK', 'UNSUPPORTED'];
  return [...all.values()].sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status));
}

export const sources = (wallets, walletOf) => {
  const list = rows(wallets, walletOf);
  if (list.length === 0) return [h('p.card.note.alone', {}, 'No provider covers these wallets.')];
  return [h('ul.card.reports', {}, list.map(row => {
    const [title, tone] = states[row.status] ?? [row.status, 'quiet'];
    return h('li', {},
      h(`span.state.${tone}`, {}, title),
      h('div', {},
        h('span.name', {}, row.provider.name), `: ${[...row.what].join(', ')}`,
        h('span.under', {}, count(row.wallets.size, 'wallet') + ': ' + [...row.wallets].join(', ')),
        row.error && h('span.under.why', {}, row.error.message, ' ', h('code', {}, row.error.code), row.error.retryAfterSeconds ? `, again in ${row.error.retryAfterSeconds} s` : '')),
      (row.asOf ?? row.fetchedAt) && h('span.when', {}, 'as of ', time(row.asOf ?? row.fetchedAt)));
  }))];
};

/** What has to be said before anything else: what is missing, and what is old. */
export const notices = (wallets, walletOf) => rows(wallets, walletOf)
  .filter(row => ['FAILED', 'STALE', 'PARTIAL'].includes(row.status))
  .map(row => h(`p.notice.${states[row.status][1]}`, {},
    h('strong', {}, `${states[row.status][0]}: ${[...row.what].join(', ')} from ${row.provider.name}`), ` for ${[...row.wallets].join(', ')}. `,
    row.error?.message, ' ', h('a', { href: '#sources-title', onclick: jump }, 'Where it comes from')));

// A plain link would take the place of the wallets in the address.
function jump(event) {
  event.preventDefault();
  const title = document.getElementById('sources-title');
  title.scrollIntoView();
  title.focus();
}

const reasons = { RECEIPT_OF_A_POSITION: 'Receipt', SAME_HOLDING_FROM_ANOTHER_PROVIDER: 'Reported twice', RISK_TOKEN: 'Risky' };

export const exclusions = list => list.map(exclusion => h('tr', {},
  h('th', { scope: 'row' }, h('span.name', {}, exclusion.tokenBalance?.token.symbol ?? exclusion.position?.name ?? '–'), h('span.tag', {}, reasons[exclusion.reason] ?? exclusion.reason), h('span.under.narrow', {}, exclusion.explanation)),
  h('td.wide', {}, exclusion.explanation),
  h('td.number', {}, exclusion.valueUsd ? h('data', { value: exclusion.valueUsd, title: exclusion.valueUsd }, usd(exclusion.valueUsd)) : '–')));
