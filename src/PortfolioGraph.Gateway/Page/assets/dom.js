// Elements, made of what providers say: always as text, never as markup.

const svg = 'http://www.w3.org/2000/svg';

/** `h('td.number', { title }, 'text', child)`; what is null or false is left out. */
export function h(what, attributes = {}, ...children) {
  const [tag, ...classes] = what.split('.');
  return build(document.createElement(tag), classes, attributes, children);
}

export function s(what, attributes = {}, ...children) {
  const [tag, ...classes] = what.split('.');
  return build(document.createElementNS(svg, tag), classes, attributes, children);
}

function build(element, classes, attributes, children) {
  if (classes.length) element.setAttribute('class', classes.join(' '));
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value);
  }

  element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

export const byId = id => document.getElementById(id);

/** A number for people, with every digit for who points at it or reads it by program. */
export const number = (text, shown, what = 'data') => (text === null || text === undefined ? h('span.unknown', { title: 'Not known' }, '–') : h(what, { value: text, title: text }, shown));

/** `1 wallet`, `2 wallets`. */
export const count = (n, one, many = one + 's') => `${n} ${n === 1 ? one : many}`;

/** Letters in a circle, in place of a picture that somebody else would have to be asked for. */
export function avatar(text, id) {
  let hash = 0;
  for (const character of id ?? text ?? '') hash = (hash * 31 + character.codePointAt(0)) | 0;
  const letters = [...(text ?? '').replace(/[^\p{L}\p{N}]/gu, '')].slice(0, 2).join('').toUpperCase();
  return h(`span.avatar.a${Math.abs(hash) % 8}`, { 'aria-hidden': 'true' }, letters || '?');
}

export const time = text => h('time', { datetime: text, title: text }, new Date(text).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' }));
