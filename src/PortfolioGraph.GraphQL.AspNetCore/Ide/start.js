// Runs before Banana Cake Pop does.
'use strict';

// It would keep the page of this version, and look for its service worker where the gateway has none.
delete Navigator.prototype.serviceWorker;

// A browser starts no worker from another origin, as the CDN is; one that loads the script from there it does. What that script loads is beside
// it, and not beside the worker.
const BrowserWorker = Worker;
window.Worker = class extends BrowserWorker {
  constructor(url, options) {
    const script = new URL(url, location.href);
    super(script.origin === location.origin ? script : URL.createObjectURL(new Blob([`{
      const load = importScripts.bind(self);
      self.importScripts = (...urls) => load(...urls.map(url => String(url).replace(/^blob:.*?(?=[.][.][/])/, ${JSON.stringify(new URL('.', script).href)})));
      importScripts(${JSON.stringify(script.href)});
    }`], { type: 'text/javascript' })), options);
  }
};

// Without network there is no CDN, but there is the plain page.
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
