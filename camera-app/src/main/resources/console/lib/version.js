// Notices that the camera was updated while this page is open. Files of the former version may be gone then.
import { Fault, send } from './cgi.js';
import { signal } from './signals.js';

/** True when the camera has another version than this page. */
export const outdated = signal(false);

/** The addresses of all files, with hashes of their contents. */
const OWN = document.querySelector('script[type=importmap]')?.textContent ?? '';

/**
 * Compares the page that the camera has now with this one. It may have none any more. While it cannot be reached,
 * nothing is known.
 */
export async function checkVersion() {
  try {
    const page = await (await send('/', { cache: 'no-cache' })).text();
    outdated.value = !page.includes(OWN);
  } catch (fault) {
    if (!(fault instanceof Fault)) {
      throw fault;
    }
    outdated.value ||= fault.status === 404;
  }
}
