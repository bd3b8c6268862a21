// The console: the page that the URL names.
import { h, render } from 'preact';
import htm from 'htm';

const html = htm.bind(h);
const language = document.documentElement.lang;
const { default: texts } = await import(`./locales/${language}.js`);
const root = /** @type {HTMLElement} */ (document.getElementById('console'));
render(html`<h1>${texts.title}</h1>`, root);
