// The console: signs in, and shows the page that the URL names.
import { render } from 'preact';
import { html } from './lib/html.js';
import { preferredLanguage, useLanguage } from './lib/i18n.js';
import { keepAlive, resume } from './lib/session.js';
import { Console } from './lib/shell.js';
import { onChange } from './lib/signals.js';
import { applyTheme } from './lib/theme.js';

const root = /** @type {HTMLElement} */ (document.getElementById('console'));
const draw = () => render(html`<${Console} />`, root);

applyTheme();
await Promise.all([useLanguage(preferredLanguage()), resume()]);
onChange(draw);
draw();
keepAlive();
