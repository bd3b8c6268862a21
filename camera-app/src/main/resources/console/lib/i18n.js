// Texts in the reader's language. A component that calls t() is drawn again when the language changes.
import { signal } from './signals.js';
import { checkVersion } from './version.js';

/** The languages that have a file in locales/. */
export const LANGUAGES = { en: 'English', zh: '简体中文' };

const STORED = 'camerad.language';

/** @type {Record<string, string>} */
let texts = {};

export const language = signal('en');

/** Returns the language that was chosen here, or the first one of the browser that there is. */
export function preferredLanguage() {
  const wanted = [localStorage.getItem(STORED) ?? '', ...navigator.languages];
  const found = wanted.map((tag) => tag.toLowerCase().split('-')[0]).find((tag) => tag in LANGUAGES);
  return found ?? 'en';
}

/**
 * Loads a language and shows it.
 * @param {string} tag
 */
export async function useLanguage(tag) {
  texts = (await import(`../locales/${tag}.js`)).default;
  document.documentElement.lang = tag === 'zh' ? 'zh-Hans' : tag;
  language.value = tag;
}

/**
 * Shows a language and remembers the choice. If its file is not there, it is shown after the next reload.
 * @param {string} tag
 */
export async function chooseLanguage(tag) {
  localStorage.setItem(STORED, tag);
  await useLanguage(tag).catch(checkVersion);
}

/**
 * Returns a text with its {values} filled in.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function t(key, values = {}) {
  const text = language.value && (texts[key] ?? key);
  return text.replace(/\{(\w+)\}/g, (all, name) => String(values[name] ?? all));
}

/**
 * Returns whether the language has a text.
 * @param {string} key
 */
export function has(key) {
  return key in texts;
}
