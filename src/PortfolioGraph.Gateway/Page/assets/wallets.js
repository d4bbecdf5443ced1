// A wallet as text, as it is in the link of the page: an address, a CAIP-10 account, `okx:` and an account id, `mesh:` and a user id.

const account = /^[-a-z0-9]{3,8}:[-_a-zA-Z0-9]{1,32}:[-.%a-zA-Z0-9]{1,128}$/;
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What somebody typed, as it goes into the link. */
export function normalize(text, kind) {
  const wallet = text.trim();
  if (!wallet) return null;
  if (kind && !wallet.startsWith(kind + ':')) return `${kind}:${wallet}`;
  return guid.test(wallet) ? `okx:${wallet}` : wallet;
}

/** The `WalletInput` for it. */
export function toInput(wallet) {
  if (wallet.startsWith('okx:')) return { okxAccount: wallet.slice(4) };
  if (wallet.startsWith('mesh:')) return { meshUser: { userId: wallet.slice(5) } };
  return account.test(wallet) ? { account: wallet } : { address: { address: wallet } };
}

/** Short enough to be read. */
export function label(wallet) {
  const shorten = text => (text.length > 18 ? `${text.slice(0, 8)}…${text.slice(-6)}` : text);
  if (wallet.startsWith('okx:')) return `OKX ${shorten(wallet.slice(4))}`;
  if (wallet.startsWith('mesh:')) return `Mesh ${shorten(wallet.slice(5))}`;
  return shorten(account.test(wallet) ? wallet.slice(wallet.lastIndexOf(':') + 1) : wallet);
}

// Behind the hash, so that no server has them in its log.
export const fromLink = () => [...new Set(new URLSearchParams(location.hash.slice(1)).getAll('wallet').map(w => normalize(w)).filter(Boolean))];

export function toLink(wallets) {
  const text = wallets.map(w => 'wallet=' + encodeURIComponent(w).replaceAll('%3A', ':')).join('&');
  return location.pathname + (text && '#' + text);
}

export const personas = [
  { name: 'Everything', about: 'Chains, an exchange account and shares in one portfolio', wallets: ['0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb', 'cosmos:injective-1:inj1ld53vz2u580kpwmee6fvu048fsmut56e4plyns', 'okx:4686531e-3adb-469a-8000-8fd1c2097f68', 'mesh:cex-example'] },
  { name: 'DeFi on Ethereum', about: 'Lending with a debt, pools, rewards, risky airdrops', wallets: ['0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb'] },
  { name: 'Lender on Injective', about: 'Neptune’s view and OKX’s view, counted once', wallets: ['cosmos:injective-1:inj1ld53vz2u580kpwmee6fvu048fsmut56e4plyns'] },
  { name: 'At a broker', about: 'Shares, coins and dollars by Mesh', wallets: ['mesh:Mesh'] },
  { name: 'Something is missing', about: 'One provider fails, the rest is there', wallets: ['cosmos:injective-1:inj1ld53vz2u580kpwmee6fvu048fsmut56e4plyns', 'mesh:MeshFailed'] },
];
