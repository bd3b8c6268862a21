// Pages by URL, without loading the document again.
import { signal } from './signals.js';

export const path = signal(location.pathname);

addEventListener('popstate', () => {
  path.value = location.pathname;
});

/** @param {string} to */
export function go(to) {
  if (to !== location.pathname) {
    history.pushState(null, '', to);
    path.value = to;
  }
}

/**
 * Follows a link within the console.
 * @param {MouseEvent} event
 */
export function follow(event) {
  const link = /** @type {HTMLAnchorElement} */ (event.currentTarget);
  if (event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
    event.preventDefault();
    go(new URL(link.href).pathname);
  }
}
