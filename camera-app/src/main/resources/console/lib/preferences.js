// The reader's language and theme.
import { html } from './html.js';
import { LANGUAGES, chooseLanguage, language, t } from './i18n.js';
import { THEMES, theme, useTheme } from './theme.js';

export function Preferences() {
  return html`<div class="preferences">
    <select
      aria-label=${t('preferences.language')}
      onChange=${(/** @type {any} */ event) => chooseLanguage(event.currentTarget.value)}
    >
      ${Object.entries(LANGUAGES).map(
        ([tag, name]) => html`<option value=${tag} selected=${tag === language.value} lang=${tag}>${name}</option>`,
      )}
    </select>
    <select
      aria-label=${t('preferences.theme')}
      onChange=${(/** @type {any} */ event) => useTheme(event.currentTarget.value)}
    >
      ${THEMES.map(
        (name) => html`<option value=${name} selected=${name === theme.value}>${t(`theme.${name}`)}</option>`,
      )}
    </select>
  </div>`;
}
