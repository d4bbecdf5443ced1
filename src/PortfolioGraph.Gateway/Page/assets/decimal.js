// Amounts come as text with every digit and stay text: they are cut, grouped and compared here, and never calculated with.

function parts(text) {
  const [whole, fraction = ''] = text.replace('-', '').split('.');
  return { negative: text.startsWith('-'), whole: whole.replace(/^0+(?=\d)/, ''), fraction };
}

const group = digits => digits.replace(/\B(?=(\d{3})+$)/g, ',');
const isZero = text => !/[1-9]/.test(text);

/** Below, at or above zero: where `a` comes before `b` in ascending order. */
export function compare(a, b) {
  const [x, y] = [parts(a), parts(b)];
  if (isZero(a) && isZero(b)) return 0;
  if (x.negative !== y.negative) return x.negative ? -1 : 1;
  const size = x.whole.length - y.whole.length || order(x.whole, y.whole) || order(x.fraction.replace(/0+$/, ''), y.fraction.replace(/0+$/, ''));
  return x.negative ? -size : size;
}

const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** `-$1,125.65`, cut to cents; `<$0.01` for what is less than one. */
export function usd(text) {
  const { negative, whole, fraction } = parts(text);
  const sign = negative && !isZero(text) ? '−' : '';
  const cents = fraction.slice(0, 2).padEnd(2, '0');
  if (isZero(whole + cents) && !isZero(text)) return `${negative ? '>−' : '<'}$0.01`;
  return `${sign}$${group(whole)}.${cents}`;
}

/** Of one unit: small ones have four digits that say something. */
export const price = text => (compare(text, '1') < 0 && !isZero(text) ? '$' + amount(text, 4) : usd(text));

/** At most six digits behind the point, and four that say something where the number is small. */
export function amount(text, least = 6) {
  const { negative, whole, fraction } = parts(text);
  const zeros = /^0*/.exec(fraction)[0].length;
  const digits = whole === '0' ? Math.max(least, zeros + 4) : whole.length > 6 ? 2 : 6;
  const cut = fraction.slice(0, digits).replace(/0+$/, '');
  return (negative && !isZero(text) ? '−' : '') + group(whole) + (cut ? '.' + cut : '');
}

/** Cut to two digits behind the point. */
export function percent(text) {
  const { negative, whole, fraction } = parts(text);
  const cut = fraction.slice(0, 2).padEnd(2, '0');
  if (isZero(whole + cut) && !isZero(text)) return '<0.01%';
  return `${negative && !isZero(text) ? '−' : ''}${group(whole)}.${cut}%`;
}
