// The form that gets a uid.
import { useRef, useState } from 'preact/hooks';
import { Fault } from './cgi.js';
import { explain } from './faults.js';
import { html } from './html.js';
import { t } from './i18n.js';
import { Label } from './label.js';
import { Problem } from './problem.js';
import { signIn, unreachable } from './session.js';

/** @param {unknown} failure */
function reasonText(failure) {
  if (failure instanceof Fault && /^(password error|error, parse (username|password))$/.test(failure.reason)) {
    return t(failure.reason === 'password error' ? 'sign-in.wrong' : 'sign-in.empty');
  }
  return explain(failure).text;
}

/** @param {{name?: string, notice?: string}} props the notice is why the user has to sign in again */
export function SignIn({ name = '', notice = '' }) {
  const [error, setError] = useState('');
  const [busy, setBusy] = useState(false);
  const [visible, setVisible] = useState(false);
  const form = useRef(/** @type {HTMLFormElement | null} */ (null));
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const { username, password } = /** @type {any} */ (form.current).elements;
    setBusy(true);
    setError('');
    try {
      await signIn(username.value, password.value);
    } catch (failure) {
      unreachable.value = '';
      setError(reasonText(failure));
      setBusy(false);
      password.focus();
      password.select();
    }
  };
  const described = error ? 'sign-in-error' : undefined;
  return html`<form class="sign-in" ref=${form} onSubmit=${submit} novalidate>
    ${notice && !error && html`<p role="alert">${notice}</p>`}
    <div class="field">
      <${Label} for="username">${t('sign-in.name')}<//>
      <input
        id="username"
        name="username"
        defaultValue=${name}
        autocomplete="username"
        autocapitalize="off"
        spellcheck=${false}
        autofocus=${!name}
        aria-invalid=${error ? 'true' : undefined}
        aria-describedby=${described}
      />
    </div>
    <div class="field">
      <${Label} for="password">${t('sign-in.password')}<//>
      <div class="joined">
        <input
          id="password"
          name="password"
          type=${visible ? 'text' : 'password'}
          autocomplete="current-password"
          autofocus=${Boolean(name)}
          aria-invalid=${error ? 'true' : undefined}
          aria-describedby=${described}
        />
        <button type="button" aria-pressed=${visible} onClick=${() => setVisible(!visible)}>${t('action.show')}</button>
      </div>
    </div>
    <${Problem} id="sign-in-error" text=${error} />
    <button type="submit" class="primary" disabled=${busy}>${t('action.sign-in')}</button>
  </form>`;
}
