// What the page asks for.

export const check = 'query Check($by: WalletInput!) { wallet(by: $by) { id } }';

const rows = `totalCount
    edges {
      exclusion { reason explanation }
      node {
        id amount priceUsd valueUsd sharePercent isRisk
        token { id symbol name }
        network { chainId name }
        wallet { id }
        source { provider { name } isStale }
      }
    }`;

const sections = {
  Tokens: `tokenBalances(first: 500, order: { valueUsd: DESC }) { ${rows} }`,
  Positions: `positions(first: 500, order: { valueUsd: DESC }) {
    totalCount
    edges {
      exclusion { reason }
      node {
        __typename id name kind valueUsd
        wallet { id }
        source { provider { name } isStale }
        ... on DefiPosition {
          platform { id name } network { name } debtUsd healthRate
          assets { amount valueUsd token { symbol } }
          rewards { kind valueUsd assets { amount valueUsd token { symbol } } }
        }
        ... on EquityPosition { symbol amount priceUsd performance { totalReturnUsd totalReturnPercent } }
        ... on NftPosition { amount tokenId collection { name } network { name } }
      }
    }
  }`,
  Worth: `total { valueUsd assetsUsd debtsUsd isComplete unpriced excludedUsd asOf display }
    performance { totalReturnUsd totalReturnPercent }
    asset: allocation(by: ASSET) { key label valueUsd percent }
    network: allocation(by: NETWORK) { key label valueUsd percent }
    platform: allocation(by: PLATFORM) { key label valueUsd percent }
    exclusions { reason explanation valueUsd tokenBalance { token { symbol } network { name } } position { name } }`,
};

const wallet = `total { display isComplete } cash { currency amount source { provider { name } } }`;
const reports = `sources { provider { id name } capability status fetchedAt asOf error { code message retryAfterSeconds } }`;

const fragments = Object.entries(sections).map(([name, fields]) => `fragment ${name} on Portfolio { ${fields} }`).join('\n');

// In parts, each wallet comes as soon as its own providers have answered, with its largest tokens ahead of the whole table. Reports have a part of their
// own, since they may take further steps.
const plain = `wallets { id ${wallet} ${reports} } ${Object.keys(sections).map(name => `...${name}`).join(' ')}`;
const inParts = `wallets { id ... @defer(label: "wallet") { ${wallet} tokenBalances(first: 100, order: { valueUsd: DESC }) { ${rows} } } ... @defer(label: "reports") { ${reports} } }
  ${Object.keys(sections).map(name => `...${name} @defer(label: "${name}")`).join(' ')}`;

export const portfolio = `query Page($by: [WalletInput!]!) { portfolio(by: $by) { ${inParts} } }\n${fragments}`;

export const changes = `subscription Page($by: [WalletInput!]!) { portfolioChanged(by: $by) { ${plain} } }\n${fragments}`;
