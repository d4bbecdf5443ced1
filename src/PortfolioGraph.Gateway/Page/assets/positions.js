import { h, number, avatar, count } from './dom.js';
import { amount, percent, price, usd } from './decimal.js';

const kinds = {
  SAVE: 'Saving', POOL: 'Pool', FARM: 'Farm', VAULT: 'Vault', STAKE: 'Staking', LEND: 'Lending', BORROW: 'Borrowing', LOCKED: 'Locked', VESTING: 'Vesting',
  REWARD: 'Reward', EQUITY: 'Shares', NFT: 'NFT', OTHER: 'Other',
};

/** A card a platform; what the total leaves out is in the ledger and not here. */
export function positions(connection) {
  const counted = connection.edges.filter(edge => !edge.exclusion).map(edge => edge.node);
  const left = connection.edges.length - counted.length;
  const groups = new Map();
  for (const position of counted) {
    const title = position.platform?.name ?? { EquityPosition: 'Shares', NftPosition: 'NFTs' }[position.__typename] ?? 'No platform';
    groups.set(title, [...(groups.get(title) ?? []), position]);
  }

  return [
    ...[...groups].map(([title, items]) => h('article.card.platform', {},
      h('header', {}, avatar(title, title), h('h3', {}, title), h('span.note', {}, `${items[0].source.provider.name}${items.some(p => p.source.isStale) ? ', stale' : ''}`)),
      h('ul', {}, items.map(item)))),
    groups.size === 0 && h('p.card.note.alone', {}, 'No positions.'),
    left > 0 && h('p.note', {}, `${count(left, 'position')} that another provider reports too ${left === 1 ? 'is' : 'are'} in the ledger below.`),
    connection.totalCount > connection.edges.length && h('p.note', {}, `The largest ${connection.edges.length} of ${connection.totalCount} were loaded.`),
  ].filter(Boolean);
}

function item(position) {
  const lines = {
    DefiPosition: () => [
      ...position.assets.map(asset => part(asset.amount?.startsWith('-') ? 'Owed' : 'Supplied', asset)),
      ...position.rewards.flatMap(group => group.assets.map(asset => part('Reward', asset))),
      position.healthRate && h('li.part', {}, h('span.role', {}, 'Health'), h('span', {}, number(position.healthRate, amount(position.healthRate)), ' ', h('span.note', {}, 'the lower, the nearer to liquidation'))),
    ],
    EquityPosition: () => [h('li.part', {}, h('span.role', {}, 'Held'), h('span', {}, number(position.amount, amount(position.amount)), position.amount && position.priceUsd ? ` at ${price(position.priceUsd)}` : ''), performance(position.performance))],
    NftPosition: () => [h('li.part', {}, h('span.role', {}, 'Held'), h('span', {}, [amount(position.amount), position.collection.name, position.tokenId && `no. ${position.tokenId}`].filter(Boolean).join(' · ')))],
  }[position.__typename]?.() ?? [];
  return h('li.position', {},
    h('div.line', {},
      h('div', {}, h('span.name', {}, position.name), h('span.under', {}, [position.symbol, kinds[position.kind] ?? position.kind, position.network?.name].filter(Boolean).join(' · '))),
      h('div.number.strong', {}, number(position.valueUsd, position.valueUsd && usd(position.valueUsd)))),
    h('ul.parts', {}, lines.filter(Boolean)));
}

const part = (role, asset) => h(`li.part.${role.toLowerCase()}`, {},
  h('span.role', {}, role),
  h('span', {}, number(asset.amount, asset.amount && amount(asset.amount.replace('-', ''))), ` ${asset.token.symbol ?? ''}`),
  h('span.number', {}, number(asset.valueUsd, asset.valueUsd && usd(asset.valueUsd))));

export const performance = of => of?.totalReturnUsd
  ? h(`span.number.${of.totalReturnUsd.startsWith('-') ? 'loss' : 'gain'}`, { title: 'Return since it was bought' }, usd(of.totalReturnUsd), of.totalReturnPercent ? ` (${percent(of.totalReturnPercent)})` : '')
  : null;
