// Requests in the grammar of the contract: a raw query, an XML response, a fault with a reason.

const TIMEOUT_MILLIS = 30_000;

/** A request that did not succeed. Status 0: there was no response. */
export class Fault extends Error {
  /**
   * @param {number} status
   * @param {string} reason the contract's text
   */
  constructor(status, reason) {
    super(reason);
    this.status = status;
    this.reason = reason;
  }

  get endsSession() {
    return this.status < 500 && (this.reason === 'uid error' || this.reason === 'error, parse uid');
  }
}

/**
 * Returns whether a request may succeed later.
 * @param {Fault} fault
 */
export function isPassing(fault) {
  return fault.status === 0 || fault.status === 503;
}

/**
 * Returns the path of a request. The contract reads a plus as a plus, so blanks are percent-encoded.
 * @param {string} path below /cgi-bin/
 * @param {Record<string, string | number>} parameters
 */
export function address(path, parameters) {
  const pairs = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `/cgi-bin/${path}?${pairs.join('&')}`;
}

/**
 * Sends a request and returns its response of status 200.
 * @param {string} url
 * @param {RequestInit} [options]
 * @returns {Promise<Response>}
 */
export async function send(url, options = {}) {
  const signal = options.signal ?? AbortSignal.timeout(TIMEOUT_MILLIS);
  let response;
  try {
    response = await fetch(url, {
      cache: 'no-store',
      credentials: 'omit',
      ...options,
      signal,
    });
  } catch (error) {
    if (options.signal?.aborted) {
      throw error;
    }
    throw new Fault(0, 'no response');
  }
  if (!response.ok) {
    throw new Fault(response.status, await reasonOf(response));
  }
  return response;
}

/** @param {Response} response */
async function reasonOf(response) {
  const text = await response.text().catch(() => '');
  const found = parse(text)?.querySelector('reason');
  return found?.textContent || (response.status === 503 ? 'device error' : `status ${response.status}`);
}

/** @param {string} text */
export function parse(text) {
  return new DOMParser().parseFromString(text, 'application/xml').documentElement;
}

/**
 * Returns the root element of a response.
 * @param {string} path
 * @param {Record<string, string | number>} parameters
 */
export async function query(path, parameters) {
  return parse(await (await send(address(path, parameters))).text());
}

/**
 * Returns the attributes of an element.
 * @param {Element} element
 * @returns {Record<string, string>}
 */
export function attributes(element) {
  return Object.fromEntries([...element.attributes].map((one) => [one.name, one.value]));
}
