// Who may use the camera.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { attributes } from '../lib/cgi.js';
import { Dialog } from '../lib/dialog.js';
import { explain } from '../lib/faults.js';
import { FormError, SelectField, TextField } from '../lib/fields.js';
import { Form, kept } from '../lib/form.js';
import { html } from '../lib/html.js';
import { t } from '../lib/i18n.js';
import { Problem } from '../lib/problem.js';
import { call, eventually, state } from '../lib/session.js';

const ROLES = ['User', 'Operator', 'Administrator'];
const PATH = 'user_management';

/** @typedef {{name: string, privilege: string, enable: string}} User */

/** @returns {[string, string][]} */
const roles = () => ROLES.map((role) => [role, t(`role.${role}`)]);

const initial = {
  name: '',
  newpasswd: '',
  privilege: 'User',
  enable: 'Enable',
};

/** @param {{onChange: () => void}} props */
function AddUser({ onChange }) {
  const form = useMemo(() => kept(PATH, () => formWith(initial)), []);
  const add = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const missing = ['name', 'newpasswd'].find((name) => !form.get(name));
    if (missing) {
      form.errors.value = { [missing]: t(`users.missing-${missing}`) };
    } else if (await form.save({ action: 'add', ...form.typed.value })) {
      form.typed.value = initial;
      onChange();
    }
  };
  return html`<form class="card" onSubmit=${add} novalidate>
    <h2>${t('users.new')}</h2>
    <div class="grid">
      <${TextField} form=${form} name="name" label=${t('sign-in.name')} hint=${t('users.name-hint')} />
      <${TextField}
        form=${form}
        name="newpasswd"
        type="password"
        autocomplete="new-password"
        label=${t('sign-in.password')}
      />
      <${SelectField}
        form=${form}
        name="privilege"
        label=${t('users.role')}
        options=${roles()}
        hint=${t(`users.hint-${form.get('privilege')}`)}
      />
    </div>
    <${FormError} forms=${[form]} />
    <div class="save-bar">
      <button type="submit" class="primary" disabled=${form.busy.value}>${t('users.add')}</button>
      <span class="note good" role="status">${form.saved.value ? t('users.added') : ''}</span>
    </div>
  </form>`;
}

/** @param {import('../lib/form.js').Values} typed */
function formWith(typed) {
  const form = new Form(PATH);
  form.typed.value = typed;
  form.loaded.value = true;
  return form;
}

/** @param {{user: User, onClose: () => void, onChange: () => void}} props */
function EditUser({ user, onClose, onChange }) {
  const form = useMemo(
    () =>
      formWith({
        newpasswd: '',
        privilege: user.privilege,
        enable: user.enable,
      }),
    [],
  );
  const save = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const { newpasswd, privilege, enable } = form.typed.value;
    /** @type {import('../lib/form.js').Values} */
    const rights = privilege === user.privilege && enable === user.enable ? {} : { privilege, enable };
    /** @type {import('../lib/form.js').Values} */
    const secret = newpasswd ? { newpasswd } : {};
    if (await form.save({ action: 'edit', name: user.name, ...rights, ...secret })) {
      onClose();
      onChange();
    }
  };
  const states = ['Enable', 'Disable'].map((one) => [one, t(`users.${one}`)]);
  return html`<${Dialog} title=${t('users.edit-title', { name: user.name })} onCancel=${onClose}>
    <form onSubmit=${save} novalidate>
      <input hidden autocomplete="username" value=${user.name} />
      <${SelectField} form=${form} name="privilege" label=${t('users.role')} options=${roles()} />
      <${SelectField} form=${form} name="enable" label=${t('users.state')} options=${states} />
      <${TextField}
        form=${form}
        name="newpasswd"
        type="password"
        autocomplete="new-password"
        label=${t('users.new-password')}
        hint=${t('users.keep-password')}
      />
      ${user.name === state.value?.user && html`<p class="hint">${t('users.own')}</p>`}
      <${FormError} forms=${[form]} />
      <div class="buttons">
        <button type="button" onClick=${onClose}>${t('action.cancel')}</button>
        <button type="submit" class="primary">${t('action.save')}</button>
      </div>
    </form>
  <//>`;
}

/** @param {{user: User, onClose: () => void, onChange: () => void}} props */
function DeleteUser({ user, onClose, onChange }) {
  const [error, setError] = useState('');
  const remove = () =>
    call(PATH, { action: 'delete', name: user.name }).then(
      () => {
        onClose();
        onChange();
      },
      (fault) => setError(explain(fault).text),
    );
  return html`<${Dialog} title=${t('users.delete-title', { name: user.name })} onCancel=${onClose}>
    <p>${t('users.delete-text')}</p>
    <${Problem} text=${error} />
    <div class="buttons">
      <button type="button" autofocus onClick=${onClose}>${t('action.cancel')}</button>
      <button type="button" class="danger" onClick=${remove}>${t('action.delete')}</button>
    </div>
  <//>`;
}

/** @param {{users: User[], onChange: () => void}} props */
function UserTable({ users, onChange }) {
  const [edited, setEdited] = useState(/** @type {User | null} */ (null));
  const [deleted, setDeleted] = useState(/** @type {User | null} */ (null));
  return html`<table>
      <thead>
        <tr>
          <th scope="col">${t('users.name')}</th>
          <th scope="col">${t('users.role')}</th>
          <th scope="col">${t('users.state')}</th>
          <td></td>
        </tr>
      </thead>
      <tbody>
        ${users.map(
          (user) =>
            html`<tr key=${user.name}>
              <th scope="row">${user.name}</th>
              <td>${t(`role.${user.privilege}`)}</td>
              <td>${t(`users.${user.enable}`)}</td>
              <td class="actions">
                <button
                  type="button"
                  aria-label=${t('users.edit-one', { name: user.name })}
                  onClick=${() => setEdited(user)}
                >
                  ${t('action.edit')}
                </button>
                <button
                  type="button"
                  aria-label=${t('users.delete-one', { name: user.name })}
                  onClick=${() => setDeleted(user)}
                >
                  ${t('action.delete')}
                </button>
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${edited && html`<${EditUser} user=${edited} onClose=${() => setEdited(null)} onChange=${onChange} />`}
    ${deleted && html`<${DeleteUser} user=${deleted} onClose=${() => setDeleted(null)} onChange=${onChange} />`}`;
}

export function Content() {
  const [users, setUsers] = useState(/** @type {User[]} */ ([]));
  const [error, setError] = useState('');
  const tell = (/** @type {unknown} */ fault) => setError(explain(fault).text);
  const load = () =>
    eventually(() => call(PATH, { action: 'get_user' }), tell).then((root) => {
      setUsers([...root.children].map((one) => /** @type {any} */ (attributes(one))));
      setError('');
    }, tell);
  useEffect(() => {
    load();
  }, []);
  return html`<div class="column">
    <section class="card">
      <${UserTable} users=${users} onChange=${load} />
      <${Problem} text=${error} />
    </section>
    <${AddUser} onChange=${load} />
  </div>`;
}
