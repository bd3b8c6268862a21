// The upload of a firmware image. The contract wants the password with it, which the console does not keep.
import { useEffect, useRef, useState } from 'preact/hooks';
import { Fault, attributes, isPassing, parse, query } from './cgi.js';
import { explain } from './faults.js';
import { html } from './html.js';
import { t } from './i18n.js';
import { Label } from './label.js';
import { awaitRestart } from './moving.js';
import { Problem } from './problem.js';
import { away, call, state, uid } from './session.js';

const PATH = 'OnvifFirmwareUpgrade';
const POLL_MILLIS = 1000;

/**
 * @param {string} name
 * @param {string} password
 */
function basic(name, password) {
  return `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${name}:${password}`)))}`;
}

/**
 * Sends an image; fetch has no progress of uploads.
 * @param {File} file
 * @param {string} authorization
 * @param {(percent: number) => void} onProgress
 * @returns {Promise<void>}
 */
function upload(file, authorization, onProgress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/cgi-bin/${PATH}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('Authorization', authorization);
    request.upload.onprogress = ({ loaded, total }) => onProgress(Math.round((loaded * 100) / total));
    request.onerror = () => reject(new Fault(0, 'no response'));
    request.onload = () => {
      const reason = parse(request.responseText)?.querySelector('reason')?.textContent;
      return request.status === 200
        ? resolve()
        : reject(new Fault(request.status, reason ?? `status ${request.status}`));
    };
    request.send(file);
  });
}

/** Returns the state of the upgrade, null while the camera restarts. */
async function progress() {
  try {
    return attributes(await query(PATH, { uid: uid.value }));
  } catch (failure) {
    if (failure instanceof Fault && (failure.endsSession || isPassing(failure))) {
      return null;
    }
    throw failure;
  }
}

/** Waits until the installed version starts. Throws the camera's message if it does not. */
async function awaitInstallation(/** @type {(percent: number) => void} */ onProgress) {
  for (;;) {
    const { state: step = '', percent = 0, message = '' } = (await progress()) ?? {};
    if (step === 'failed') {
      throw new Error(message);
    }
    if (step !== 'verifying' && step !== 'installing') {
      return;
    }
    onProgress(Number(percent));
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLIS));
  }
}

/** @param {unknown} failure */
function textOf(failure) {
  return failure instanceof Error && !(failure instanceof Fault) ? failure.message : explain(failure).text;
}

/** Uploads in steps and says which one is under way. */
function useUpload() {
  const [step, setStep] = useState('');
  const [percent, setPercent] = useState(0);
  const [error, setError] = useState('');
  const start = async (/** @type {File} */ file, /** @type {string} */ password) => {
    const username = state.value?.user ?? '';
    setError('');
    setPercent(0);
    setStep('sending');
    try {
      // A wrong password here would make the browser ask for one by itself.
      await query('getuid', { username, password });
      await upload(file, basic(username, password), setPercent);
      setStep('installing');
      away.value = true;
      await awaitInstallation(setPercent);
      awaitRestart();
    } catch (failure) {
      setError(textOf(failure));
      away.value = false;
    }
    setStep('');
  };
  return { step, percent, error, setError, start };
}

function useVersion() {
  const [version, setVersion] = useState('');
  useEffect(() => {
    call(PATH).then(
      (root) => setVersion(root.getAttribute('version') ?? ''),
      () => {},
    );
  }, []);
  return version;
}

export function Firmware() {
  const { step, percent, error, setError, start } = useUpload();
  const form = useRef(/** @type {HTMLFormElement | null} */ (null));
  const version = useVersion();
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const { image, secret } = /** @type {any} */ (form.current).elements;
    if (!image.files[0] || !secret.value) {
      setError(t('firmware.missing'));
    } else {
      start(image.files[0], secret.value);
    }
  };
  return html`<section class="card">
    <h2>${t('firmware.title')}</h2>
    <p>${t('firmware.text', { version })}</p>
    <form ref=${form} onSubmit=${submit} novalidate>
      <input hidden autocomplete="username" value=${state.value?.user} />
      <div class="field">
        <${Label} for="image">${t('firmware.image')}<//><input id="image" name="image" type="file" accept=".swu" />
      </div>
      <div class="field">
        <${Label} for="secret">${t('firmware.password')}<//>
        <input id="secret" name="secret" type="password" autocomplete="current-password" />
      </div>
      <${Problem} text=${error} />
      <div class="buttons">
        <button type="submit" disabled=${Boolean(step)}>${t('firmware.upload')}</button>
      </div>
      ${step &&
      html`<p role="status">${t(`firmware.${step}`)} ${percent} %</p>
        <progress max="100" value=${percent} aria-label=${t(`firmware.${step}`)}></progress>`}
    </form>
  </section>`;
}
