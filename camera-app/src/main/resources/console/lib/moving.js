// The way to the camera after it has moved to another address or has restarted.
import { signal } from './signals.js';
import { useEffect } from 'preact/hooks';
import { Fault, query } from './cgi.js';
import { Dialog, useCountdown } from './dialog.js';
import { html } from './html.js';
import { t } from './i18n.js';
import { away, signOut, uid } from './session.js';

const MOVE_SECONDS = 5;
const POLL_MILLIS = 1500;

/** @type {import('./signals.js').Signal<'' | 'restart' | URL>} where the camera goes, empty while it stays */
const journey = signal('');

/**
 * Goes to this page at the camera's new address.
 * @param {string} origin
 */
export function moveTo(origin) {
  begin(new URL(location.pathname, origin));
}

/** Waits for the camera to be back, and opens this page again. */
export function awaitRestart() {
  begin('restart');
}

/** @param {'restart' | URL} to */
function begin(to) {
  away.value = true;
  journey.value = to;
}

/**
 * Opens a page of a camera that does not know the uid any more.
 * @param {() => void} navigate
 */
function arrive(navigate) {
  signOut();
  navigate();
}

/** Covers the page while the camera is on its way. */
export function Moving() {
  if (!journey.value) {
    return null;
  }
  return journey.value === 'restart' ? html`<${Restarting} />` : html`<${Leaving} url=${journey.value.href} />`;
}

/** @param {{url: string}} props */
function Leaving({ url }) {
  const left = useCountdown(MOVE_SECONDS, () => arrive(() => location.assign(url)));
  return html`<${Dialog} title=${t('moving.title')}>
    <p>${t('moving.text')} <a href=${url}>${url}</a></p>
    <p class="countdown" role="timer">${t('moving.left', { seconds: left })}</p>
  <//>`;
}

function Restarting() {
  useEffect(() => {
    const timer = setInterval(async () => {
      if (await isBack()) {
        clearInterval(timer);
        arrive(() => location.reload());
      }
    }, POLL_MILLIS);
    return () => clearInterval(timer);
  }, []);
  return html`<${Dialog} title=${t('restarting.title')}>
    <p role="status">${t('restarting.text')}</p>
    <p class="hint">${t('restarting.reset')}</p>
    <progress aria-label=${t('restarting.title')}></progress>
  <//>`;
}

/** A camera that has restarted does not know the uid any more. One that still accepts it has yet to restart. */
async function isBack() {
  try {
    await query('keep_alive', { uid: uid.value });
    return false;
  } catch (fault) {
    return fault instanceof Fault && fault.status >= 400 && fault.status < 500;
  }
}
