// Tests of the places to which the camera sends snapshots.
import { useState } from 'preact/hooks';
import { explain } from '../lib/faults.js';
import { html } from '../lib/html.js';
import { t } from '../lib/i18n.js';
import { Problem } from '../lib/problem.js';
import { call, state } from '../lib/session.js';

const TARGETS = ['sd', 'ftp', 'email', 'nfs'];

/** @param {{target: string}} props */
function Target({ target }) {
  const [result, setResult] = useState('');
  const [error, setError] = useState('');
  const [busy, setBusy] = useState(false);
  const configured = state.value?.uploads[target];
  const test = async () => {
    setBusy(true);
    setResult('');
    setError('');
    try {
      await call('snapshot.cgi', {
        stream: 1,
        upload: TARGETS.indexOf(target),
      });
      setResult(t('snapshots.ok', { time: new Date().toLocaleTimeString() }));
    } catch (fault) {
      setError(explain(fault).text);
    }
    setBusy(false);
  };
  return html`<section class="card target" aria-label=${t(`snapshots.${target}`)}>
    <h2>${t(`snapshots.${target}`)}</h2>
    <p class="hint">${t(configured ? `snapshots.${target}-text` : `snapshots.${target}-setup`)}</p>
    ${configured &&
    html`<div class="buttons">
      <button type="button" disabled=${busy} onClick=${test}>
        ${t(busy ? 'snapshots.sending' : `snapshots.test-${target}`)}
      </button>
    </div>`}
    <p class="note good" role="status">${result}</p>
    <${Problem} text=${error} />
  </section>`;
}

export function Content() {
  return html`<div class="pair">${TARGETS.map((target) => html`<${Target} key=${target} target=${target} />`)}</div>`;
}
