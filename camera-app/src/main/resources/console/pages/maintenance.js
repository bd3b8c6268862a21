// Restart, factory reset and firmware.
import { useState } from 'preact/hooks';
import { Countdown, Dialog } from '../lib/dialog.js';
import { explain } from '../lib/faults.js';
import { Firmware } from '../lib/firmware.js';
import { html } from '../lib/html.js';
import { t } from '../lib/i18n.js';
import { awaitRestart } from '../lib/moving.js';
import { Problem } from '../lib/problem.js';
import { call, state } from '../lib/session.js';

/** @param {{path: string, parameters?: Record<string, string>, onFailure: (text: string) => void}} action */
function restartBy({ path, parameters = {}, onFailure }) {
  return call(path, parameters).then(awaitRestart, (fault) => onFailure(explain(fault).text));
}

function Reboot() {
  const [asked, setAsked] = useState(false);
  const [error, setError] = useState('');
  const reboot = () => {
    setAsked(false);
    restartBy({ path: 'reboot', onFailure: setError });
  };
  return html`<section class="card">
    <h2>${t('maintenance.restart')}</h2>
    <p>${t('maintenance.restart-text')}</p>
    <div class="buttons">
      <button type="button" onClick=${() => setAsked(true)}>${t('maintenance.reboot')}</button>
    </div>
    <${Problem} text=${error} />
    ${asked &&
    html`<${Countdown}
      title=${t('maintenance.restart')}
      text=${t('maintenance.restart-warning')}
      onContinue=${reboot}
      onCancel=${() => setAsked(false)}
    />`}
  </section>`;
}

function Reset() {
  const [asked, setAsked] = useState(false);
  const [error, setError] = useState('');
  const [network, setNetwork] = useState(true);
  const reset = () => {
    setAsked(false);
    restartBy({
      path: 'factory_reset',
      parameters: network ? { retain_network: '1' } : {},
      onFailure: setError,
    });
  };
  return html`<section class="card">
    <h2>${t('maintenance.reset')}</h2>
    <p>${t('maintenance.reset-text')}</p>
    <label class="check">
      <input
        type="checkbox"
        checked=${network}
        onChange=${(/** @type {any} */ event) => setNetwork(event.currentTarget.checked)}
      />
      <span>${t('maintenance.keep-network')}</span>
    </label>
    <div class="buttons">
      <button type="button" class="danger" onClick=${() => setAsked(true)}>${t('maintenance.reset-button')}</button>
    </div>
    <${Problem} text=${error} />
    ${asked && html`<${ResetDialog} network=${network} onReset=${reset} onCancel=${() => setAsked(false)} />`}
  </section>`;
}

/** @param {{network: boolean, onReset: () => void, onCancel: () => void}} props */
function ResetDialog({ network, onReset, onCancel }) {
  const lost = ['settings', 'users', 'presets', network ? '' : 'network'].filter(Boolean);
  return html`<${Dialog} title=${t('maintenance.reset')} onCancel=${onCancel}>
    <p>${t('maintenance.lost')}</p>
    <ul>
      ${lost.map((one) => html`<li>${t(`maintenance.lost-${one}`)}</li>`)}
    </ul>
    <p>${t('maintenance.kept')}</p>
    <div class="buttons">
      <button type="button" autofocus onClick=${onCancel}>${t('action.cancel')}</button>
      <button type="button" class="danger" onClick=${onReset}>${t('maintenance.erase')}</button>
    </div>
  <//>`;
}

export function Content() {
  return html`<div class="pair">
    <${Reboot} />
    <${Reset} />
    ${state.value?.parts.firmware !== false && html`<${Firmware} />`}
  </div>`;
}
