// A modal dialog, and one that acts by itself after a countdown.
import { useEffect, useRef, useState } from 'preact/hooks';
import { html } from './html.js';
import { t } from './i18n.js';
import { Surface, open } from './label.js';

const COUNTDOWN_SECONDS = 5;

/** @param {{title: string, onCancel?: () => void, children?: any}} props */
export function Dialog({ title, onCancel, children }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const { current: self } = useRef({});
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    open.value = [...open.value, self];
    return () => {
      element?.close();
      open.value = open.value.filter((one) => one !== self);
    };
  }, []);
  const cancel = (/** @type {Event} */ event) => {
    event.preventDefault();
    onCancel?.();
  };
  return html`<dialog ref=${dialog} aria-label=${title} onCancel=${cancel}>
    <h2>${title}</h2>
    <${Surface.Provider} value=${self}>${children}<//>
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
