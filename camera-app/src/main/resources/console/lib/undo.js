// The button that takes back the last adjustment.
import { html } from './html.js';
import { t } from './i18n.js';
import { mayChange } from './session.js';

/** @param {{adjustment: import('./adjustment.js').Adjustment}} props */
export function Undo({ adjustment }) {
  if (!mayChange.value) {
    return null;
  }
  const none = adjustment.steps.value.length === 0;
  return html`<button type="button" disabled=${none} onClick=${() => adjustment.undo()}>${t('action.undo')}</button>`;
}
