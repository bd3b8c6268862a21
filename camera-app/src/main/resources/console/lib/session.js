// The session of this tab: its uid, what its user may do, and what happens when it ends.
import { computed, signal } from './signals.js';
import { Fault, isPassing, query, send } from './cgi.js';
import { checkVersion } from './version.js';

const STORED = 'camerad.uid';
const KEEP_ALIVE_SECONDS = 10;
const RETRY_SECONDS = 3;
const STATE_SECONDS = 60;

/**
 * @typedef {object} State what /console/state says
 * @property {string} user
 * @property {'User' | 'Operator' | 'Administrator'} role
 * @property {number[]} presets
 * @property {Record<string, boolean>} uploads
 * @property {{status: string, reasons: {part: string, text: string}[]}} health
 * @property {Record<string, string>} versions
 * @property {Record<string, boolean>} parts
 * @property {string[]} missing parameters that the hardware lacks, such as image.sharpness
 * @property {boolean} firstStart
 * @property {number} sessionSeconds how long a uid lives without a request
 * @property {string} [model]
 */

export const uid = signal(sessionStorage.getItem(STORED) ?? '');

/** @type {import('./signals.js').Signal<State | null>} */
export const state = signal(null);

/** True while the page waits for the user to sign in again. */
export const expired = signal(false);

/** @type {import('./signals.js').Signal<'' | 'network' | 'camera'>} why keep-alive fails */
export const unreachable = signal('');

/** Stops keep-alive while the camera is expected to be away. */
export const away = signal(false);

export const mayChange = computed(() => ['Operator', 'Administrator'].includes(state.value?.role ?? ''));
export const mayManageUsers = computed(() => state.value?.role === 'Administrator');

/**
 * Returns whether the hardware lacks a parameter.
 * @param {string} parameter with its interface in front, such as image.sharpness
 */
export function lacks(parameter) {
  return state.value?.missing.includes(parameter) ?? false;
}

/** @type {(() => void)[]} */
let waiting = [];

/** @param {string} value */
function remember(value) {
  uid.value = value;
  if (value) {
    sessionStorage.setItem(STORED, value);
  } else {
    sessionStorage.removeItem(STORED);
  }
}

/**
 * Signs in, and lets requests go on that wait for it. An update of the camera has ended all sessions.
 * @param {string} username
 * @param {string} password
 */
export async function signIn(username, password) {
  const root = await query('getuid', { username, password });
  remember(root.textContent ?? '');
  await refreshState();
  checkVersion();
  expired.value = false;
  waiting.forEach((goOn) => goOn());
  waiting = [];
}

/** Forgets the uid, which ends by itself: the contract has no sign-out. */
export function signOut() {
  remember('');
  state.value = null;
  expired.value = false;
}

/** Reads again what the user may do and how the camera is. */
export async function refreshState() {
  const response = await observed(() => send('/console/state', { headers: { 'X-Uid': uid.value } }));
  state.value = await response.json();
}

/** Takes up the session of this tab after a reload. */
export async function resume() {
  if (!uid.value) {
    return;
  }
  try {
    await refreshState();
  } catch (fault) {
    if (fault instanceof Fault && fault.status >= 400 && fault.status < 500) {
      signOut();
    }
  }
}

/**
 * Sends a request of the contract with the uid. A session that has ended makes it wait until the user
 * has signed in again.
 * @param {string} path
 * @param {Record<string, string | number>} [parameters]
 * @returns {Promise<Element>}
 */
export async function call(path, parameters = {}) {
  return withSession((current) => query(path, { ...parameters, uid: current }));
}

/**
 * Reads until the camera can be reached, or until the user signs out.
 * @template T
 * @param {() => Promise<T>} read
 * @param {(fault: Fault) => void} [onFailure] is told of each failure before the last
 * @returns {Promise<T>}
 */
export async function eventually(read, onFailure = () => {}) {
  for (;;) {
    try {
      return await read();
    } catch (fault) {
      if (!(fault instanceof Fault && isPassing(fault) && uid.value)) {
        throw fault;
      }
      onFailure(fault);
      await new Promise((resolve) => setTimeout(resolve, RETRY_SECONDS * 1000));
    }
  }
}

/**
 * @template T
 * @param {(uid: string) => Promise<T>} request
 * @returns {Promise<T>}
 */
export async function withSession(request) {
  for (;;) {
    const used = uid.value;
    try {
      const result = await request(used);
      unreachable.value = '';
      return result;
    } catch (fault) {
      if (!(fault instanceof Fault && fault.endsSession)) {
        throw fault;
      }
      await renewal(used);
    }
  }
}

/**
 * Remembers whether the camera can be reached. A request of the user tells its failure by itself.
 * @template T
 * @param {() => Promise<T>} request
 */
async function observed(request) {
  try {
    const result = await request();
    unreachable.value = '';
    return result;
  } catch (fault) {
    if (fault instanceof Fault) {
      unreachable.value = fault.status === 0 ? 'network' : fault.status === 503 ? 'camera' : '';
    }
    throw fault;
  }
}

/** @param {string} used */
async function renewal(used) {
  if (uid.value !== used) {
    return;
  }
  expired.value = true;
  await new Promise((resolve) => waiting.push(() => resolve(undefined)));
}

/** Keeps the session alive while the page is open, and notices when the camera is back. */
export function keepAlive() {
  let seconds = 0;
  new Worker(import.meta.resolve('./ticker.js')).onmessage = () => {
    seconds++;
    const third = Math.floor((state.value?.sessionSeconds ?? KEEP_ALIVE_SECONDS) / 3);
    const period = unreachable.value ? RETRY_SECONDS : Math.max(1, Math.min(KEEP_ALIVE_SECONDS, third));
    if (uid.value && !expired.value && !away.value && seconds % period === 0) {
      beat(seconds % STATE_SECONDS === 0);
    }
  };
}

/** @param {boolean} withState */
async function beat(withState) {
  try {
    await observed(() => query('keep_alive', { uid: uid.value }));
    if (withState || !state.value) {
      await refreshState();
    }
  } catch (fault) {
    if (fault instanceof Fault && fault.endsSession) {
      expired.value = true;
    }
  }
}
