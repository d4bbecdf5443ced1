import { graphql, usePaginationFragment } from 'react-relay';
import type { TokenList_wallet$key } from './__generated__/TokenList_wallet.graphql';
import type { TokenListPageQuery } from './__generated__/TokenListPageQuery.graphql';

export function TokenList({ wallet }: { wallet: TokenList_wallet$key }) {
  const { data, hasNext, loadNext } = usePaginationFragment<TokenListPageQuery, TokenList_wallet$key>(
    graphql`
      fragment TokenList_wallet on Wallet
      @argumentDefinitions(count: { type: "Int", defaultValue: 4 }, cursor: { type: "String" })
      @refetchable(queryName: "TokenListPageQuery") {
        tokenBalances(first: $count, after: $cursor) @connection(key: "TokenList_tokenBalances") {
          totalCount
          edges { node { id amount token { symbol } } }
        }
      }
    `,
    wallet,
  );
  return (
    <>
      <ul>{data.tokenBalances?.edges.map(({ node }) => <li key={node.id}>{`${node.amount} ${node.token.symbol}`}</li>)}</ul>
      {hasNext && <button onClick={() => loadNext(4)}>More</button>}
    </>
  );
}
