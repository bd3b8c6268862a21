// Pages by URL, without loading the document again.
import { signal } from './signals.js';

/** Returns the path, which may also stand behind a number sign. */
function pathOf(/** @type {Location} */ { hash, pathname }) {
  return hash.startsWith('#/') ? hash.slice(1) : pathname;
}

export const path = signal(pathOf(location));

addEventListener('popstate', () => {
  path.value = pathOf(location);
});

/** @param {string} to */
export function go(to) {
  if (to !== path.value) {
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
