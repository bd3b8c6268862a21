// Streams without end: live pictures (multipart/x-mixed-replace) and motion events (text/event-stream).
// They are read with fetch, so that the uid is in no element, history or referrer, and faults can be read.
import { Fault, address, send } from './cgi.js';
import { away, expired, uid, withSession } from './session.js';

const RETRY_MILLIS = 2000;

/** Longer than the heartbeat of the events. */
const STALL_MILLIS = 20_000;
const HEADER_END = [13, 10, 13, 10];

/**
 * Reads a stream until the signal is aborted, and connects again by itself.
 * @param {string} path
 * @param {Record<string, string | number>} parameters
 * @param {AbortSignal} signal
 * @param {() => (chunk: Uint8Array) => void} reader returns a reader of one connection
 * @param {(connected: boolean) => void} report
 */
export async function follow(path, parameters, signal, reader, report) {
  while (!signal.aborted) {
    try {
      const response = await withSession((current) => send(address(path, { ...parameters, uid: current }), { signal }));
      report(true);
      await readAll(response, reader());
    } catch (error) {
      if (signal.aborted || (error instanceof Fault && error.reason.endsWith('not supported'))) {
        return;
      }
    }
    report(false);
    await pause(signal);
  }
}

/**
 * @param {Response} response
 * @param {(chunk: Uint8Array) => void} read
 */
async function readAll(response, read) {
  const body = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
  for (;;) {
    const stalled = setTimeout(() => body.cancel().catch(() => {}), STALL_MILLIS);
    const { done, value } = await body.read().finally(() => clearTimeout(stalled));
    if (done) {
      return;
    }
    read(value);
  }
}

/** @param {AbortSignal} signal */
async function pause(signal) {
  do {
    await new Promise((resolve) => setTimeout(resolve, RETRY_MILLIS));
  } while (!signal.aborted && (expired.value || away.value || !uid.value));
}

/**
 * Returns a reader that passes on each picture of a multipart stream.
 * @param {(picture: Uint8Array) => void} onPicture
 */
export function pictures(onPicture) {
  /** @type {number[]} */
  let header = [];
  /** @type {Uint8Array<ArrayBuffer> | null} */
  let picture = null;
  let filled = 0;
  return (/** @type {Uint8Array} */ chunk) => {
    let at = 0;
    while (at < chunk.length) {
      if (!picture) {
        header.push(chunk[at++]);
        if (HEADER_END.every((byte, index) => header.at(index - 4) === byte)) {
          picture = new Uint8Array(lengthIn(header));
          filled = 0;
          header = [];
        }
        continue;
      }
      const part = chunk.subarray(at, at + picture.length - filled);
      picture.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled === picture.length) {
        onPicture(picture);
        picture = null;
      }
    }
  };
}

/** @param {number[]} header */
function lengthIn(header) {
  const found = /content-length:\s*(\d+)/i.exec(String.fromCharCode(...header));
  return found ? Number(found[1]) : 0;
}

/**
 * Returns a reader that passes on the JSON of each server-sent event.
 * @param {(event: any) => void} onEvent
 */
export function events(onEvent) {
  const decoder = new TextDecoder();
  let text = '';
  return (/** @type {Uint8Array} */ chunk) => {
    text += decoder.decode(chunk, { stream: true });
    const lines = text.split('\n');
    text = lines.pop() ?? '';
    lines.filter((line) => line.startsWith('data:')).forEach((line) => onEvent(JSON.parse(line.slice(5))));
  };
}
