// A modal dialog, and one that acts by itself after a countdown.
import { useEffect, useRef, useState } from 'preact/hooks';
import { html } from './html.js';
import { t } from './i18n.js';

const COUNTDOWN_SECONDS = 5;

/** @param {{title: string, onCancel?: () => void, children?: any}} props */
export function Dialog({ title, onCancel, children }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  const cancel = (/** @type {Event} */ event) => {
    event.preventDefault();
    onCancel?.();
  };
  return html`<dialog ref=${dialog} aria-labelledby="dialog-title" onCancel=${cancel}>
    <h2 id="dialog-title">${title}</h2>
    ${children}
  </dialog>`;
}

/**
 * Counts seconds down, and calls done at the end.
 * @param {number} from
 * @param {() => void} done
 */
export function useCountdown(from, done) {
  const [left, setLeft] = useState(from);
  useEffect(() => {
    const timer = setTimeout(() => (left > 1 ? setLeft(left - 1) : done()), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return left;
}

/**
 * Warns before a change that cuts the user off.
 * @param {{title: string, text: any, onContinue: () => void, onCancel: () => void}} props
 */
export function Countdown({ title, text, onContinue, onCancel }) {
  const left = useCountdown(COUNTDOWN_SECONDS, onContinue);
  return html`<${Dialog} title=${title} onCancel=${onCancel}>
    <p>${text}</p>
    <p class="countdown" role="timer">${t('countdown.left', { seconds: left })}</p>
    <div class="buttons">
      <button type="button" autofocus onClick=${onCancel}>${t('action.cancel')}</button>
      <button type="button" class="primary" onClick=${onContinue}>${t('countdown.now')}</button>
    </div>
  <//>`;
}
