// Model, versions, health and licences.
import { useEffect, useState } from 'preact/hooks';
import { attributes } from '../lib/cgi.js';
import { html } from '../lib/html.js';
import { has, t } from '../lib/i18n.js';
import { call, eventually, refreshState, state } from '../lib/session.js';

const LICENCES = [
  ['Camerad', 'Apache-2.0'],
  ['Preact', 'MIT'],
  ['htm', 'Apache-2.0'],
];

/** @param {{name: string, value: string}} props */
function Row({ name, value }) {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}

function useIdentity() {
  const [identity, setIdentity] = useState(/** @type {Record<string, string>} */ ({}));
  useEffect(() => {
    eventually(() => Promise.all([call('getmodel'), call('getinfo')])).then(
      ([model, info]) => setIdentity({ model: model.textContent ?? '', ...attributes(info) }),
      () => {},
    );
    refreshState().catch(() => {});
  }, []);
  return identity;
}

function Health() {
  const { status, reasons } = state.value?.health ?? {
    status: 'UNKNOWN',
    reasons: [],
  };
  return html`<section class="card">
    <h2>${t('about.health')}</h2>
    <p class="health ${status === 'UP' ? 'good' : 'bad'}">${t(status === 'UP' ? 'about.up' : 'about.down')}</p>
    <ul>
      ${reasons.map(({ part, text }) => html`<li><strong>${part}</strong>: ${text}</li>`)}
    </ul>
  </section>`;
}

export function Content() {
  const identity = useIdentity();
  const versions = Object.entries(state.value?.versions ?? {}).filter(([name]) => !(name in identity));
  const rows = ['model', 'sn', 'kernel', 'filesystem'].map((name) => [t(`about.${name}`), identity[name] ?? '']);
  const label = (/** @type {string} */ name) => (has(`about.${name}`) ? t(`about.${name}`) : name);
  return html`<div class="pair">
    <section class="card">
      <h2>${t('about.camera')}</h2>
      <dl>
        ${[...rows, ...versions.map(([name, value]) => [label(name), value])].map(
          ([name, value]) => html`<${Row} name=${name} value=${value} />`,
        )}
      </dl>
    </section>
    <${Health} />
    <section class="card">
      <h2>${t('about.licences')}</h2>
      <dl>${LICENCES.map(([name, value]) => html`<${Row} name=${name} value=${value} />`)}</dl>
      <p class="hint">${t('about.libraries')}</p>
      <p><a href="/api.html">${t('about.api')}</a></p>
    </section>
  </div>`;
}
