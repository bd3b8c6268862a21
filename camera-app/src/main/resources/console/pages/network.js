// Addresses and the port, with a warning before a change that cuts the user off.
import { useMemo, useState } from 'preact/hooks';
import { Countdown } from '../lib/dialog.js';
import { NumberField, SaveBar, Switch, TextField } from '../lib/fields.js';
import { formOf } from '../lib/form.js';
import { html } from '../lib/html.js';
import { t } from '../lib/i18n.js';
import { moveTo } from '../lib/moving.js';
import { fits } from '../lib/schema.js';
import { mayChange } from '../lib/session.js';

const ADDRESSES = ['ipaddr', 'netmask', 'gateway'];
const NAME_SERVERS = ['dns1', 'dns2'];
const HTTP_PORT = '80';

/** @typedef {import('../lib/form.js').Form} Form */

/**
 * Returns where the camera will be after the changes. The port is that of HTTP, so HTTPS stays where it is.
 * @param {Form} form
 */
function nextOrigin(form) {
  const { values, changes } = form;
  const byAddress = location.hostname === values.value.ipaddr;
  const host = byAddress && form.get('dhcp') === '0' ? form.get('ipaddr') : location.hostname;
  const moved = location.protocol === 'http:' && 'port' in changes.value;
  const port = moved ? form.get('port') : location.port;
  return `${location.protocol}//${host}${!port || (port === HTTP_PORT && moved) ? '' : `:${port}`}`;
}

/**
 * Returns whether the user will lose the camera, which then gets its address from somebody else.
 * @param {Form} form
 */
function losesAddress(form) {
  return form.changes.value.dhcp === '1' && location.hostname === form.values.value.ipaddr;
}

/**
 * Returns whether the camera may accept the changes. Only then is there something to warn of.
 * @param {Form} form
 */
function isPlausible(form) {
  return Object.entries(form.changes.value).every(([name, value]) => fits(form.rules.value[name], value));
}

/** @param {{form: Form, onLeave: () => void, onCancel: () => void}} props */
function Warning({ form, onLeave, onCancel }) {
  const origin = nextOrigin(form);
  const text = losesAddress(form) ? t('network.warn-dhcp') : t('network.warn', { origin });
  return html`<${Countdown}
    title=${t('network.warn-title')}
    text=${text}
    onContinue=${onLeave}
    onCancel=${onCancel}
  />`;
}

/** @param {{form: Form}} props */
function Fields({ form }) {
  const leased = form.get('dhcp') === '1';
  const field = (/** @type {string} */ name) =>
    html`<${TextField}
      key=${name}
      form=${form}
      name=${name}
      label=${t(`network.${name}`)}
      disabled=${leased && ADDRESSES.includes(name)}
      inputmode="decimal"
    />`;
  return html`<${Switch} form=${form} name="dhcp" label=${t('network.dhcp')} />
    ${leased && html`<p class="hint">${t('network.leased')}</p>`}
    <div class="grid">${[...ADDRESSES, ...NAME_SERVERS].map(field)}</div>
    <${NumberField} form=${form} name="port" label=${t('network.port')} hint=${t('network.port-hint')} />
    <p class="field shown">
      <span class="label">${t('network.macaddr')}</span><span class="value">${form.get('macaddr')}</span>
    </p>`;
}

export function Content() {
  const form = useMemo(() => formOf('network'), []);
  const [warned, setWarned] = useState(false);
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (isPlausible(form) && (nextOrigin(form) !== location.origin || losesAddress(form))) {
      setWarned(true);
    } else {
      await leave();
    }
  };
  const leave = async () => {
    const [origin, lost] = [nextOrigin(form), losesAddress(form)];
    setWarned(false);
    if ((await form.save()) && !lost && origin !== location.origin) {
      moveTo(origin);
    }
  };
  return html`<form class="card narrow" onSubmit=${submit} novalidate>
    <${Fields} form=${form} />
    <${SaveBar} forms=${[form]} />
    ${warned &&
    mayChange.value &&
    html`<${Warning} form=${form} onLeave=${leave} onCancel=${() => setWarned(false)} />`}
  </form>`;
}
