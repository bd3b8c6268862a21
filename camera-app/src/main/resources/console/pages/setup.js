// The first start: what a new camera needs, in one go.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { attributes } from '../lib/cgi.js';
import { clockParameters, localZone } from '../lib/clock.js';
import { explain } from '../lib/faults.js';
import { FormError, SelectField, TextField } from '../lib/fields.js';
import { Form } from '../lib/form.js';
import { html } from '../lib/html.js';
import { t } from '../lib/i18n.js';
import { go } from '../lib/router.js';
import { rulesOf } from '../lib/schema.js';
import { call, mayManageUsers, refreshState, signIn, state } from '../lib/session.js';

const START = '/live';

/** A fault with the field of this page that it belongs to. */
const FIELDS = {
  timezone: 'timezone',
  title_utf8: 'title_utf8',
  newpasswd: 'newpasswd',
  name: 'name',
};

/** Reads what the camera has now. */
async function load(/** @type {Form} */ form) {
  try {
    const [osd, time, rules] = await Promise.all([call('osd').catch(() => null), call('time'), rulesOf('time')]);
    const zones = (rules.timezone?.enum ?? []).map(String);
    const zone = zones.includes(localZone()) ? localZone() : attributes(time).timezone;
    form.rules.value = rules;
    form.values.value = {
      title_utf8: osd?.getAttribute('title_utf8') ?? '',
      timezone: zone,
      name: state.value?.user ?? '',
      newpasswd: '',
    };
    form.loaded.value = true;
  } catch (fault) {
    form.fail(fault);
  }
}

/**
 * Sets the new password, or adds an administrator of the chosen name, and signs in as that one.
 * @param {string} name
 * @param {string} newpasswd
 */
async function setAccount(name, newpasswd) {
  if (!newpasswd) {
    return;
  }
  const own = name === state.value?.user;
  const rights = { privilege: 'Administrator', enable: 'Enable' };
  await call(
    'user_management',
    own ? { action: 'edit', name, newpasswd } : { action: 'add', name, newpasswd, ...rights },
  );
  await signIn(name, newpasswd);
}

/** @param {Form} form */
async function apply(form, /** @type {boolean} */ setClock) {
  const timezone = form.get('timezone');
  const clock = setClock ? { update_method: 'MANUAL', ...clockParameters(timezone) } : {};
  await call('time', { timezone, ...clock });
  if (state.value?.parts.osd !== false) {
    await call('osd', { title_utf8: form.get('title_utf8') });
  }
  if (mayManageUsers.value) {
    await setAccount(form.get('name'), form.get('newpasswd'));
  }
  await refreshState();
  go(START);
}

/** @param {unknown} failure */
function errorsOf(failure) {
  const { field, text } = explain(failure);
  return { [FIELDS[/** @type {keyof typeof FIELDS} */ (field)] ?? '']: text };
}

/** @param {{form: Form}} props */
function Account({ form }) {
  return html`<h2>${t('setup.account')}</h2>
    <p class="hint">${t('setup.account-text')}</p>
    <div class="grid">
      <${TextField} form=${form} name="name" label=${t('setup.name')} autocomplete="username" />
      <${TextField}
        form=${form}
        name="newpasswd"
        type="password"
        autocomplete="new-password"
        label=${t('users.new-password')}
        hint=${t('users.keep-password')}
      />
    </div>`;
}

export function Content() {
  const form = useMemo(() => new Form('setup'), []);
  const [clock, setClock] = useState(true);
  const zones = (form.rules.value.timezone?.enum ?? []).map((zone) => [String(zone), String(zone)]);
  useEffect(() => {
    load(form);
  }, []);
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    form.busy.value = true;
    form.errors.value = {};
    try {
      await apply(form, clock);
    } catch (failure) {
      form.errors.value = errorsOf(failure);
    }
    form.busy.value = false;
  };
  const clockChanged = (/** @type {any} */ event) => setClock(event.currentTarget.checked);
  return html`<form class="card narrow" onSubmit=${submit} novalidate>
    <p>${t('setup.text')}</p>
    ${state.value?.parts.osd !== false &&
    html`<${TextField} form=${form} name="title_utf8" label=${t('overlay.title')} hint=${t('setup.title-hint')} />`}
    <${SelectField} form=${form} name="timezone" label=${t('time.zone')} options=${zones} />
    <label class="check"
      ><input type="checkbox" checked=${clock} onChange=${clockChanged} /><span>${t('setup.clock')}</span></label
    >
    ${mayManageUsers.value && html`<${Account} form=${form} />`}
    <${FormError} forms=${[form]} />
    <div class="save-bar">
      <button type="submit" class="primary" disabled=${form.busy.value || !form.loaded.value}>
        ${t('setup.finish')}
      </button>
      <button type="button" onClick=${() => go(START)}>${t('setup.later')}</button>
    </div>
  </form>`;
}
