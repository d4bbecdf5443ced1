import { Graph, Refused } from './graph.js';
import { changes, check, portfolio as portfolioQuery } from './query.js';
import { fromLink, label, normalize, personas, toInput, toLink } from './wallets.js';
import { byId, count, h, number, time } from './dom.js';
import { amount, usd } from './decimal.js';
import { chartSkeletons, charts } from './charts.js';
import { Holdings } from './holdings.js';
import { performance, positions } from './positions.js';
import { exclusions, notices, sources } from './sources.js';

const { mode, ide } = document.documentElement.dataset;
const graph = new Graph('/graphql');
const holdings = new Holdings();
let wallets = [];
let shown = null;
let asking = null;

// ---------------------------------------------------------------- wallets

function setWallets(list) {
  if (list.join() === wallets.join()) return;
  wallets = list;
  history.pushState(null, '', toLink(wallets));
  load();
}

function showChips(answered = []) {
  const totals = new Map(answered.map((wallet, i) => [wallets[i], wallet.total]));
  keepFocus(byId('chips'), [...wallets.map(wallet => h('li.chip', {},
    h('span', { title: wallet }, label(wallet)), ' ',
    totals.get(wallet) && h('span.amount', {}, totals.get(wallet).display, !totals.get(wallet).isComplete && h('span.loss', {}, ' incomplete')),
    h('button', { type: 'button', 'aria-label': `Remove ${wallet}`, onclick: () => remove(wallet) }, '×'))),
  ...(wallets.length && byId('add').hidden ? [h('li.chip.new', {}, h('button', { type: 'button', id: 'open', onclick: () => openForm(true) }, '+ Add a wallet'))] : [])]);
}

// An update takes nothing out of anybody's hands.
function keepFocus(parent, children) {
  const focused = parent.contains(document.activeElement) ? document.activeElement.textContent + document.activeElement.ariaLabel : null;
  parent.replaceChildren(...children);
  if (focused) [...parent.querySelectorAll('button')].find(button => button.textContent + button.ariaLabel === focused)?.focus();
}

// With a portfolio on the page, the form makes way for it.
function openForm(isOpen) {
  byId('add').hidden = !isOpen;
  showChips(shown?.wallets);
  if (isOpen) byId('wallet').focus();
}

function remove(wallet) {
  setWallets(wallets.filter(w => w !== wallet));
  say(`${label(wallet)} removed.`);
  (byId('open') ?? byId('wallet')).focus();
}

function fieldProblem(message, wallet) {
  if (message) openForm(true);
  byId('wallet-error').textContent = message ?? '';
  byId('wallet').setAttribute('aria-invalid', String(Boolean(message)));
  if (wallet) byId('wallet').value = wallet;
}

byId('add').addEventListener('submit', async event => {
  event.preventDefault();
  const wallet = normalize(byId('wallet').value, byId('kind').value);
  if (!wallet) return fieldProblem('Enter an address, an account or a user id first.');
  if (wallets.includes(wallet)) return fieldProblem('This wallet is there already.');
  byId('add-button').disabled = true;
  try {
    // Asks no provider for anything: the gateway only says whether it can be a wallet.
    await graph.ask(check, { by: toInput(wallet) });
    fieldProblem(null);
    byId('wallet').value = '';
    setWallets([...wallets, wallet]);
  } catch (error) {
    if (!askForKey(error)) fieldProblem(message(error));
    else retry = () => byId('add').requestSubmit();
  } finally {
    byId('add-button').disabled = false;
    (byId('open') ?? byId('wallet')).focus();
    if (!byId('key').hidden) byId('key-text').focus();
  }
});

byId('wallet').addEventListener('input', () => fieldProblem(null));

// ---------------------------------------------------------------- asking

async function load({ again = false } = {}) {
  asking?.abort();
  const { signal } = (asking = new AbortController());
  if (!again) shown = null;
  byId('add').hidden = wallets.length > 0 && !byId('wallet-error').textContent;
  byId('start').hidden = wallets.length > 0;
  byId('portfolio').hidden = wallets.length === 0;
  byId('share').hidden = byId('refresh').hidden = wallets.length === 0;
  byId('notices').replaceChildren();
  byId('live').hidden = true;
  if (!again) showChips();
  if (wallets.length === 0) {
    document.title = 'PortfolioGraph';
    return busy(false);
  }

  if (!again) render({});
  busy(true);
  const by = wallets.map(toInput);
  try {
    const answer = await graph.ask(portfolioQuery, { by }, { signal, onPart: part => part.data && render(part.data.portfolio) });
    render(answer.data.portfolio);
    sayTotal(answer.data.portfolio);
    busy(false);
    await follow(by, signal);
  } catch (error) {
    if (signal.aborted) return;
    busy(false);
    await fail(error);
  }
}

// Tells of changes until there are other wallets. A stream that breaks off is taken up again; one that is refused is not: there is still the button.
async function follow(by, signal) {
  for (let seconds = 2; !signal.aborted; seconds = Math.min(seconds * 2, 60)) {
    try {
      for await (const { data } of graph.subscribe(changes, { by }, signal)) {
        if (!data?.portfolioChanged) continue;
        const isNews = shown?.total?.valueUsd !== data.portfolioChanged.total.valueUsd;
        byId('live').hidden = false;
        seconds = 2;
        render(data.portfolioChanged);
        if (isNews) sayTotal(data.portfolioChanged);
      }
    } catch (error) {
      if (error instanceof Refused) return;
    } finally {
      if (!signal.aborted) byId('live').hidden = true;
    }

    await new Promise(resolve => setTimeout(resolve, seconds * 1000));
  }
}

const message = error => (error instanceof Refused
  ? error.message.replace(/^(Argument|Variable) [^;]*; /, '') + (error.retryAfter ? ` Try again in ${error.retryAfter} s.` : '')
  : 'The gateway does not answer. Is it still running?');

async function fail(error) {
  if (askForKey(error)) return void (retry = () => load());
  const culprit = error instanceof Refused && wallets.length > 0 ? await findCulprit() : null;
  if (!shown) byId('portfolio').hidden = true;
  if (culprit) {
    // What came with a link and is no wallet goes back into the field.
    fieldProblem(culprit.message, culprit.wallet);
    wallets = wallets.filter(wallet => wallet !== culprit.wallet);
    history.replaceState(null, '', toLink(wallets));
    return load();
  }

  byId('notices').replaceChildren(h('p.notice.bad', { role: 'alert' }, h('strong', {}, 'No answer. '), message(error)));
}

async function findCulprit() {
  const codes = new Set(['FORBIDDEN']);
  for (const wallet of wallets) {
    try {
      await graph.ask(check, { by: toInput(wallet) });
    } catch (error) {
      const code = error.errors?.[0]?.extensions?.code ?? '';
      if (error instanceof Refused && error.status !== 401 && error.status !== 429 && error.status < 500 && (codes.has(code) || error.errors.length > 0)) return { wallet, message: message(error) };
    }
  }

  return null;
}

let retry = null;

function askForKey(error) {
  if (!(error instanceof Refused) || error.status !== 401) return false;
  byId('portfolio').hidden = true;
  byId('key-error').textContent = graph.key ? 'This one is not known here.' : '';
  byId('key').hidden = false;
  byId('key-text').focus();
  return true;
}

byId('key').addEventListener('submit', event => {
  event.preventDefault();
  const key = byId('key-text').value.trim();
  if (!key) return;
  graph.key = key;
  byId('key-text').value = '';
  byId('key').hidden = true;
  retry?.();
});

// ---------------------------------------------------------------- showing

/** Shows what is there; what is on its way has its place already. */
function render(portfolio) {
  shown = portfolio;
  const all = portfolio.wallets ?? [];
  const answered = all.filter(wallet => wallet.sources);
  const walletOf = id => wallets[all.findIndex(wallet => wallet.id === id)] ?? '';
  showChips(all);
  showWorth(portfolio);
  holdings.show(tokens(portfolio), walletOf);
  byId('positions').replaceChildren(...(portfolio.positions === undefined
    ? [h('div.card.platform.skeleton'), h('div.card.platform.skeleton')]
    : positions(portfolio.positions ?? { edges: [], totalCount: 0 })));
  const names = new Map((portfolio.tokenBalances?.edges ?? []).flatMap(({ node }) => (node.network ? [[node.network.chainId, node.network.name]] : [])));
  const open = [...byId('charts').children].map(chart => chart.querySelector('details')?.open);
  byId('charts').replaceChildren(...(portfolio.asset ? charts(portfolio, names, open) : chartSkeletons()));
  byId('sources').replaceChildren(...(answered.length ? sources(answered, walletOf) : [h('div.card.skeleton.lines')]));
  byId('notices').replaceChildren(...notices(answered, walletOf));
  byId('exclusions').replaceChildren(...exclusions(portfolio.exclusions ?? []));
  byId('exclusions-section').hidden = !portfolio.exclusions?.length;
  const cash = all.flatMap(wallet => wallet.cash ?? []);
  byId('cash-section').hidden = cash.length === 0;
  byId('cash').replaceChildren(...cash.map(row => h('p.line', {}, h('span', {}, row.source.provider.name), number(row.amount, `${amount(row.amount)} ${row.currency}`))));
}

// Until the table is there, what the wallets that have answered hold.
function tokens(portfolio) {
  if (portfolio.tokenBalances !== undefined) return portfolio.tokenBalances ?? { edges: [], totalCount: 0 };
  const early = (portfolio.wallets ?? []).flatMap(wallet => wallet.tokenBalances?.edges ?? []);
  return early.length ? { edges: early, totalCount: early.length } : null;
}

function showWorth({ total, performance: returns }) {
  byId('total').replaceChildren(total ? h('data', { value: total.valueUsd, title: total.valueUsd }, total.display) : h('span.skeleton.sum'));
  byId('total-sub').replaceChildren(...(total
    ? [h(`span.state.${total.isComplete ? 'good' : 'bad'}`, {}, total.isComplete ? 'Complete' : 'Something is missing'), ' ', total.asOf ? h('span', {}, 'as of ', time(total.asOf)) : '']
    : [h('span.skeleton.word')]));
  document.title = total ? `${total.display} · PortfolioGraph` : 'PortfolioGraph';
  const fact = (title, value, why) => h('div', {}, h('dt', {}, title, why && h('span.under', {}, why)), h('dd', {}, value));
  const word = h('span.skeleton.word');
  byId('facts').replaceChildren(...[
    fact('Assets', total ? number(total.assetsUsd, usd(total.assetsUsd)) : word),
    fact('Debts', total ? number(total.debtsUsd, usd(total.debtsUsd)) : word.cloneNode()),
    fact('Left out', total ? number(total.excludedUsd, usd(total.excludedUsd)) : word.cloneNode(), 'counted elsewhere, or risky'),
    fact('Without a price', total ? String(total.unpriced) : word.cloneNode(), 'rows, not in the sum'),
    fact('Return', total ? performance(returns) ?? number(null) : word.cloneNode(), 'where the cost is known'),
  ]);
}

function busy(is) {
  byId('progress').hidden = !is;
  byId('portfolio').setAttribute('aria-busy', String(is));
  byId('refresh').disabled = is;
  if (is) say('Loading …');
}

const say = text => void (byId('status').textContent = text);

const sayTotal = ({ total }) => say(`Net worth ${total.display} in ${count(wallets.length, 'wallet')}${total.isComplete ? '' : '; something is missing'}.`);

// ---------------------------------------------------------------- start

byId('refresh').addEventListener('click', () => load({ again: true }));

byId('share').addEventListener('click', async event => {
  const button = event.currentTarget;
  try {
    await navigator.clipboard.writeText(location.href);
    button.textContent = 'Copied';
    say('The link is copied.');
  } catch {
    button.textContent = 'See the address bar';
  }

  setTimeout(() => (button.textContent = 'Copy link'), 2000);
});

addEventListener('popstate', () => {
  wallets = fromLink();
  fieldProblem(null);
  load();
});

byId('mode').hidden = byId('banner').hidden = byId('personas').hidden = mode !== 'sandbox';
byId('ide').hidden = ide === undefined;
byId('persona-list').replaceChildren(...personas.map(persona => h('li', {}, h('button', { type: 'button', onclick: () => setWallets(persona.wallets) },
  h('strong', {}, persona.name), h('span', {}, persona.about)))));
wallets = fromLink();
load();
