// Light, dark, or as the system has it.
import { signal } from './signals.js';

const STORED = 'camerad.theme';

export const THEMES = ['system', 'light', 'dark'];

export const theme = signal(localStorage.getItem(STORED) ?? 'system');

/** @param {string} name */
export function useTheme(name) {
  theme.value = name;
  localStorage.setItem(STORED, name);
  applyTheme();
}

export function applyTheme() {
  if (theme.value === 'system') {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = theme.value;
  }
}
