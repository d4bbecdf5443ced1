import { h, byId, number, avatar } from './dom.js';
import { amount, compare, percent, price, usd } from './decimal.js';
import { label } from './wallets.js';

const page = 100;
const columns = [
  { key: 'symbol', title: 'Asset', text: row => row.token.symbol ?? row.token.name },
  { key: 'wallet', title: 'Wallet', class: 'wide', text: row => row.walletText },
  { key: 'priceUsd', title: 'Price', class: 'number wide', number: row => row.priceUsd },
  { key: 'amount', title: 'Amount', class: 'number wide', number: row => row.amount },
  { key: 'valueUsd', title: 'Value', class: 'number', number: row => row.valueUsd },
  { key: 'sharePercent', title: 'Of wallet', class: 'number wide', number: row => row.sharePercent },
];
const toggles = [
  { key: 'dust', title: 'Under $1', is: row => !row.exclusion && row.valueUsd !== null && compare(row.valueUsd, '1') < 0 },
  { key: 'risk', title: 'Risky', is: row => row.exclusion?.reason === 'RISK_TOKEN' || row.isRisk },
  { key: 'elsewhere', title: 'Counted elsewhere', is: row => row.exclusion !== null && row.exclusion.reason !== 'RISK_TOKEN' },
];
const tags = { RISK_TOKEN: 'Risky', RECEIPT_OF_A_POSITION: 'Counted as its position', SAME_HOLDING_FROM_ANOTHER_PROVIDER: 'Reported twice' };

/** The table of token balances: sorted, searched and filtered here, over rows as they came. */
export class Holdings {
  #rows = null;
  #total = 0;
  #sort = { key: 'valueUsd', descending: true };
  #shown = new Set();
  #find = '';
  #length = page;

  constructor() {
    byId('holdings-head').replaceChildren(...columns.map(column => h('th', { scope: 'col', class: column.class, 'data-key': column.key },
      h('button', { type: 'button', onclick: () => this.#sortBy(column) }, column.title, h('span.arrow', { 'aria-hidden': 'true' })))));
    byId('toggles').replaceChildren(...toggles.map(toggle => h('button.toggle', { type: 'button', 'aria-pressed': 'false', 'data-key': toggle.key, onclick: event => this.#toggle(toggle, event.currentTarget) }, toggle.title)));
    byId('filter').addEventListener('input', event => {
      this.#find = event.target.value.trim().toLowerCase();
      this.#length = page;
      this.#render();
    });
    byId('more').addEventListener('click', () => {
      this.#length += page;
      this.#render();
    });
  }

  /** @param connection Null while it is on its way. */
  show(connection, walletOf) {
    this.#rows = connection?.edges.map(({ node, exclusion }) => ({ ...node, exclusion, walletText: label(walletOf(node.wallet.id)) })) ?? null;
    this.#total = connection?.totalCount ?? 0;
    this.#render();
  }

  #sortBy(column) {
    this.#sort = { key: column.key, descending: this.#sort.key === column.key ? !this.#sort.descending : Boolean(column.number) };
    this.#render();
  }

  #toggle(toggle, button) {
    if (!this.#shown.delete(toggle.key)) this.#shown.add(toggle.key);
    button.setAttribute('aria-pressed', String(this.#shown.has(toggle.key)));
    this.#render();
  }

  #render() {
    const { key, descending } = this.#sort;
    for (const cell of byId('holdings-head').children) {
      const isSorted = cell.dataset.key === key;
      if (isSorted) cell.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
      else cell.removeAttribute('aria-sort');
    }

    const body = byId('holdings-body');
    byId('more').hidden = true;
    if (!this.#rows) {
      body.replaceChildren(...Array.from({ length: 6 }, () => h('tr', {}, columns.map(column => h('td', { class: column.class }, h('span.skeleton.word'))))));
      byId('holdings-note').textContent = 'On its way …';
      return;
    }

    for (const button of byId('toggles').children) {
      const toggle = toggles.find(t => t.key === button.dataset.key);
      const n = this.#rows.filter(toggle.is).length;
      button.textContent = `${toggle.title} (${n})`;
      button.disabled = n === 0;
    }

    const hidden = toggles.filter(toggle => !this.#shown.has(toggle.key));
    const rows = this.#rows
      .filter(row => !hidden.some(toggle => toggle.is(row)))
      .filter(row => !this.#find || [row.token.symbol, row.token.name, row.network?.name, row.walletText].some(text => text?.toLowerCase().includes(this.#find)))
      .sort(ordering(columns.find(column => column.key === key), descending));
    body.replaceChildren(...rows.slice(0, this.#length).map(line));
    if (rows.length === 0) body.append(h('tr', {}, h('td.empty', { colspan: columns.length }, this.#rows.length === 0 ? 'No tokens.' : 'Nothing that fits.')));
    byId('more').hidden = rows.length <= this.#length;
    byId('holdings-note').textContent = `${Math.min(rows.length, this.#length)} of ${this.#rows.length} rows`
      + (this.#total > this.#rows.length ? `; the largest ${this.#rows.length} of ${this.#total} were loaded.` : '.');
  }
}

// Rows without a value come last either way.
function ordering(column, descending) {
  const sign = descending ? -1 : 1;
  const [value, order] = column.text ? [column.text, (x, y) => x.localeCompare(y)] : [column.number, compare];
  return (a, b) => {
    const [x, y] = [value(a), value(b)];
    return x === null || y === null ? (x === null) - (y === null) : sign * order(x, y);
  };
}

function line(row) {
  const name = row.token.symbol ?? row.token.name ?? 'Unnamed';
  return h(row.exclusion ? 'tr.out' : 'tr', {},
    h('th', { scope: 'row' }, h('div.asset', {}, avatar(name, row.token.id), h('div', {},
      h('span.name', {}, name),
      row.exclusion && h('span.tag', { title: row.exclusion.explanation }, tags[row.exclusion.reason] ?? row.exclusion.reason),
      row.source.isStale && h('span.tag', {}, 'Stale'),
      h('span.under', {}, [row.network?.name ?? 'No network', row.source.provider.name].join(' · '))))),
    h('td.wide', {}, row.walletText),
    h('td.number.wide', {}, number(row.priceUsd, row.priceUsd && price(row.priceUsd))),
    h('td.number.wide', {}, number(row.amount, row.amount && amount(row.amount))),
    h('td.number', {}, number(row.valueUsd, row.valueUsd && usd(row.valueUsd)), h('span.under.narrow', {}, row.amount ? `${amount(row.amount)} ${name}` : '')),
    h('td.number.wide', {}, number(row.sharePercent, row.sharePercent && percent(row.sharePercent))));
}
