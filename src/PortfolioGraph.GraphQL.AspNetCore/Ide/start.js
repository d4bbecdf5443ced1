// Runs before Banana Cake Pop does.
'use strict';

// It would keep the page of this version, and look for its service worker where the gateway has none.
delete Navigator.prototype.serviceWorker;

// Where its files can't be had, there is the plain page.
const { plain } = document.currentScript.dataset;
addEventListener('error', event => {
  if (event.target instanceof HTMLScriptElement) location.replace(plain + location.search);
}, { capture: true });

// Who was never here before gets the examples at once.
const opening = new MutationObserver(() => {
  const create = [...document.querySelectorAll('button')].find(button => button.textContent === 'Create Document');
  if (!create) return;
  opening.disconnect();
  create.click();
});
opening.observe(document, { childList: true, subtree: true });
addEventListener('load', () => setTimeout(() => opening.disconnect(), 15000));
