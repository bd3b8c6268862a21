// The first start: what a new camera needs, in one go.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { attributes } from './cgi.js';
import { clockParameters, localZone } from './clock.js';
import { explain } from './faults.js';
import { FormError, SelectField, TextField } from './fields.js';
import { Form, kept } from './form.js';
import { html } from './html.js';
import { t } from './i18n.js';
import { go } from './router.js';
import { rulesOf } from './schema.js';
import { call, eventually, mayChange, mayManageUsers, refreshState, signIn, state, uid } from './session.js';
import { computed, signal } from './signals.js';

const START = '/live';
const TASK = 'setup';
const POSTPONED = 'camerad.setup-later';

const postponed = signal(sessionStorage.getItem(POSTPONED) !== null);

/** Whether the user has begun. The camera is not new any more after the first request of several. */
const begun = signal(false);

uid.subscribe((value) => {
  begun.value &&= Boolean(value);
});

/** Whether the camera is new or half set up, and the user has not put the setup off. */
export const welcomes = computed(
  () => (begun.value || Boolean(state.value?.firstStart)) && mayChange.value && !postponed.value,
);

function leave(/** @type {Form} */ form) {
  form.discard();
  begun.value = false;
  go(START);
}

function postpone() {
  sessionStorage.setItem(POSTPONED, '');
  postponed.value = true;
}

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
    const read = () => Promise.all([call('osd').catch(() => null), call('time'), rulesOf('time')]);
    const [osd, time, rules] = await eventually(read, (fault) => form.fail(fault));
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
    form.clearError('');
  } catch (fault) {
    form.fail(fault);
  }
}

/**
 * Returns what is missing: a name, or the password of a new administrator.
 * @param {Form} form
 * @returns {Record<string, string>}
 */
function gapsOf(form) {
  const name = form.get('name');
  if (!mayManageUsers.value || (name && (name === state.value?.user || form.get('newpasswd')))) {
    return {};
  }
  const missing = name ? 'newpasswd' : 'name';
  return { [missing]: t(`users.missing-${missing}`) };
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

/**
 * Sets everything. The account is first, because it is refused most often; nothing is changed then.
 * @param {Form} form
 */
async function apply(form, /** @type {boolean} */ setClock) {
  if (mayManageUsers.value) {
    await setAccount(form.get('name'), form.get('newpasswd'));
  }
  const timezone = form.get('timezone');
  const clock = setClock ? { update_method: 'MANUAL', ...clockParameters(timezone) } : {};
  await call('time', { timezone, ...clock });
  if (state.value?.parts.osd !== false) {
    await call('osd', { title_utf8: form.get('title_utf8') });
  }
  await refreshState();
  leave(form);
}

/** @param {unknown} failure */
function errorsOf(failure) {
  const { field, text } = explain(failure);
  return { [FIELDS[/** @type {keyof typeof FIELDS} */ (field)] ?? '']: text };
}

/** @param {{form: Form}} props */
function Fields({ form }) {
  const zones = (form.rules.value.timezone?.enum ?? []).map((zone) => [String(zone), String(zone)]);
  const titled = state.value?.parts.osd !== false;
  const password = { type: 'password', autocomplete: 'new-password', hint: t('users.keep-password') };
  return html`<div class="grid">
    ${titled &&
    html`<${TextField} form=${form} name="title_utf8" label=${t('overlay.title')} hint=${t('setup.title-hint')} />`}
    <${SelectField} form=${form} name="timezone" label=${t('time.zone')} options=${zones} />
    ${mayManageUsers.value &&
    html`<${TextField}
      form=${form}
      name="name"
      label=${t('setup.name')}
      hint=${t('setup.name-hint')}
      autocomplete="username"
    />`}
    ${mayManageUsers.value &&
    html`<${TextField} form=${form} name="newpasswd" label=${t('users.new-password')} ...${password} />`}
  </div>`;
}

/** The form of the first start. */
export function Welcome() {
  const form = useMemo(() => kept(TASK, () => new Form(TASK)), []);
  const [clock, setClock] = useState(true);
  useEffect(() => {
    begun.value ||= Boolean(state.value?.firstStart);
    load(form);
  }, []);
  const later = () => {
    postpone();
    leave(form);
  };
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    form.errors.value = gapsOf(form);
    if (Object.keys(form.errors.value).length > 0) {
      return;
    }
    form.busy.value = true;
    try {
      await apply(form, clock);
    } catch (failure) {
      form.errors.value = errorsOf(failure);
    }
    form.busy.value = false;
  };
  const clockChanged = (/** @type {any} */ event) => setClock(event.currentTarget.checked);
  return html`<form class="card welcome" onSubmit=${submit} novalidate>
    <h2>${t('nav.setup')}</h2>
    <p>${t('setup.text')}</p>
    <${Fields} form=${form} />
    <label class="check"
      ><input type="checkbox" checked=${clock} onChange=${clockChanged} /><span>${t('setup.clock')}</span></label
    >
    <${FormError} forms=${[form]} />
    <div class="buttons">
      <button type="submit" class="primary" disabled=${form.busy.value || !form.loaded.value}>
        ${t('setup.finish')}
      </button>
      <button type="button" onClick=${later}>${t('setup.later')}</button>
    </div>
  </form>`;
}
