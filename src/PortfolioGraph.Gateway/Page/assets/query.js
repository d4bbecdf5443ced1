// What the page asks for.

export const check = 'query Check($by: WalletInput!) { wallet(by: $by) { id } }';

const sections = {
  Tokens: `tokenBalances(first: 500, order: { valueUsd: DESC }) {
    totalCount
    nodes {
      id amount priceUsd valueUsd sharePercent isRisk
      token { id symbol name }
      network { chainId name }
      wallet { id }
      exclusion { reason explanation }
      source { provider { name } isStale }
    }
  }`,
  Positions: `positions(first: 500, order: { valueUsd: DESC }) {
    totalCount
    nodes {
      __typename id name kind valueUsd
      wallet { id }
      exclusion { reason }
      source { provider { name } isStale }
      ... on DefiPosition {
        platform { id name } network { name } debtUsd healthRate
        assets { amount valueUsd token { symbol } }
        rewards { kind valueUsd assets { amount valueUsd token { symbol } } }
      }
      ... on EquityPosition { symbol amount priceUsd performance { totalReturnUsd totalReturnPercent } }
      ... on NftPosition { amount tokenId collection { name } network { name } }
    }
  }`,
  Worth: `total { valueUsd assetsUsd debtsUsd isComplete unpriced excludedUsd asOf display }
    performance { totalReturnUsd totalReturnPercent }
    asset: allocation(by: ASSET) { key label valueUsd percent }
    network: allocation(by: NETWORK) { key label valueUsd percent }
    platform: allocation(by: PLATFORM) { key label valueUsd percent }
    exclusions { reason explanation valueUsd tokenBalance { token { symbol } network { name } } position { name } }
    perWallet: wallets {
      id
      total { display isComplete }
      cash { currency amount source { provider { name } } }
      sources { provider { id name } capability status fetchedAt asOf error { code message retryAfterSeconds } }
    }`,
};

const fragments = Object.entries(sections).map(([name, fields]) => `fragment ${name} on Portfolio { ${fields} }`).join('\n');
const spreads = defer => Object.keys(sections).map(name => `...${name}${defer ? ` @defer(label: "${name}")` : ''}`).join(' ');

export const portfolio = ({ defer }) => `query Page($by: [WalletInput!]!) { portfolio(by: $by) { wallets { id } ${spreads(defer)} } }\n${fragments}`;

export const changes = `subscription Page($by: [WalletInput!]!) { portfolioChanged(by: $by) { wallets { id } ${spreads(false)} } }\n${fragments}`;
