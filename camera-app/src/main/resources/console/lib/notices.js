// What concerns the whole page: the camera cannot be reached, or has another version.
import { html } from './html.js';
import { t } from './i18n.js';
import { isTold } from './problem.js';
import { away, unreachable } from './session.js';
import { outdated } from './version.js';

export function Notices() {
  if (outdated.value) {
    return html`<${Outdated} />`;
  }
  if (!unreachable.value || away.value || isTold.value) {
    return null;
  }
  return html`<p class="error box" role="alert">${t(`notice.${unreachable.value}`)}</p>`;
}

/** What was typed stays until the user reloads the page. */
export function Outdated() {
  return html`<div class="notice" role="alert">
    <p>${t('notice.outdated')}</p>
    <button type="button" class="primary" onClick=${() => location.reload()}>${t('action.reload')}</button>
  </div>`;
}
