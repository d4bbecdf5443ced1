// Renders the list as a browser would, presses "More" until there is no more, and prints what it shows.
import { Suspense } from 'react';
import { RelayEnvironmentProvider, fetchQuery, graphql, useLazyLoadQuery } from 'react-relay';
import { act, create } from 'react-test-renderer';
import type { ReactTestRenderer } from 'react-test-renderer';
import { TokenList } from './TokenList';
import type { mainHoldingsQuery } from './__generated__/mainHoldingsQuery.graphql';
import type { mainWalletQuery } from './__generated__/mainWalletQuery.graphql';
import { environment } from './environment';

const ethereum = (address: string) => ({ address: { address, networks: ['eip155:1'] } });
const by = ethereum('0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb');

function Wallet() {
  const { wallet } = useLazyLoadQuery<mainWalletQuery>(graphql`query mainWalletQuery($by: WalletInput!) { wallet(by: $by) { ...TokenList_wallet } }`, { by });
  return <TokenList wallet={wallet} />;
}

let page!: ReactTestRenderer;
const rows = () => page.root.findAllByType('li').map((row) => row.props.children as string);
const buttons = () => page.root.findAllByType('button');

async function rowsBeyond(count: number) {
  for (let tries = 0; rows().length <= count; tries++) {
    if (tries === 1000) throw new Error(`No more than ${count} rows`);
    await act(() => new Promise<void>((resolve) => setTimeout(resolve, 10)));
  }
}

async function main() {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  await act(async () => { page = create(<RelayEnvironmentProvider environment={environment}><Suspense><Wallet /></Suspense></RelayEnvironmentProvider>); });
  await rowsBeyond(0);
  const shown = [rows().length];
  while (buttons()[0]) {
    await act(async () => buttons()[0]!.props.onClick());
    await rowsBeyond(shown.at(-1)!);
    shown.push(rows().length);
  }

  // Two portfolios that hold the same asset: the store must not make one of them.
  const Holdings = graphql`query mainHoldingsQuery($by: [WalletInput!]!) { portfolio(by: $by) { holdings(first: 500) { nodes { id amount } } } }`;
  const ask = async (wallets: (typeof by)[]) =>
    (await fetchQuery<mainHoldingsQuery>(environment, Holdings, { by: wallets }, { fetchPolicy: 'store-or-network' }).toPromise())?.portfolio.holdings?.nodes;
  const [one, both] = [[by], [by, ethereum('0x70b60b7dcd10d6aa0d4b1fcc3a5f8a1b4de4e9d0')]];
  await ask(one);
  await ask(both);
  console.log(JSON.stringify({ shown, tokens: rows(), portfolios: [await ask(one), await ask(both)] }));
}

main();
