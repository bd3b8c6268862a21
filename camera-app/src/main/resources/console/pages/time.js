// The camera's clock and time zone.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { clockParameters } from '../lib/clock.js';
import { NumberField, SaveBar, SelectField, TextField } from '../lib/fields.js';
import { formOf } from '../lib/form.js';
import { html } from '../lib/html.js';
import { t } from '../lib/i18n.js';
import { mayChange } from '../lib/session.js';

const SECOND_MILLIS = 1000;
const METHODS = ['MANUAL', 'NTP', 'P2P'];

/** @typedef {import('../lib/form.js').Form} Form */

/**
 * Returns the camera's time, which goes on since it was read.
 * @param {string} read such as 2017-11-30 08:00:00
 */
function useRunningClock(read) {
  const start = useMemo(() => performance.now(), [read]);
  const [now, setNow] = useState(start);
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), SECOND_MILLIS);
    return () => clearInterval(timer);
  }, []);
  const at = new Date(`${read.replace(' ', 'T')}Z`).getTime() + Math.max(0, now - start);
  return read ? new Date(at).toISOString().slice(0, 19).replace('T', ' ') : '';
}

/** @param {{form: Form}} props */
function Clock({ form }) {
  const shown = useRunningClock(form.get('current_time'));
  return html`<p class="clock"><span class="label">${t('time.now')}</span> <time>${shown}</time></p>`;
}

/** Options in the way the camera names them: what it was given in lower case stays so. */
function methods(/** @type {Form} */ form) {
  const current = form.values.value.update_method ?? 'MANUAL';
  return METHODS.map((method) => [method === current.toUpperCase() ? current : method, t(`time.${method}`)]);
}

/** @param {Form} form */
async function useComputerTime(form) {
  await form.save({
    ...form.changes.value,
    update_method: 'MANUAL',
    ...clockParameters(form.get('timezone')),
  });
}

export function Content() {
  const form = useMemo(() => formOf('time'), []);
  const zones = (form.rules.value.timezone?.enum ?? []).map((zone) => [String(zone), String(zone)]);
  const ntp = form.get('update_method').toUpperCase() === 'NTP';
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    form.save();
  };
  return html`<form class="card narrow" onSubmit=${submit} novalidate>
    <${Clock} form=${form} />
    ${mayChange.value &&
    html`<div class="buttons">
        <button type="button" onClick=${() => useComputerTime(form)}>${t('time.computer')}</button>
      </div>
      <p class="hint">${t('time.computer-hint')}</p>`}
    <${SelectField} form=${form} name="timezone" label=${t('time.zone')} options=${zones} />
    <${SelectField} form=${form} name="update_method" label=${t('time.method')} options=${methods(form)} />
    ${ntp &&
    html`<div class="grid two">
      <${TextField} form=${form} name="ntpaddr" label=${t('time.server')} />
      <${NumberField} form=${form} name="port" label=${t('time.port')} />
    </div>`}
    <${SaveBar} forms=${[form]} />
  </form>`;
}
