// The live picture. It keeps its place while it connects, and connects again by itself.
import { useEffect, useRef, useState } from 'preact/hooks';
import { html } from './html.js';
import { t } from './i18n.js';
import { follow, pictures } from './streams.js';

const SECOND_MILLIS = 1000;
const INITIAL_RATIO = 16 / 9;

/**
 * @typedef {object} Statistics
 * @property {number} rate pictures in the last second
 * @property {number} width
 * @property {number} height
 */

/** Shows the newest picture, and leaves out those that arrive while one is being decoded. */
class Screen {
  /**
   * @param {HTMLImageElement} image
   * @param {() => void} onShown
   */
  constructor(image, onShown) {
    this.image = image;
    this.onShown = onShown;
    this.url = '';
    this.next = /** @type {Uint8Array<ArrayBuffer> | null} */ (null);
    this.decoding = false;
  }

  /** @param {Uint8Array} picture */
  show(picture) {
    this.next = /** @type {Uint8Array<ArrayBuffer>} */ (picture);
    if (!this.decoding) {
      this.decode();
    }
  }

  decode() {
    if (!this.next) {
      return;
    }
    const former = this.url;
    this.url = URL.createObjectURL(new Blob([this.next], { type: 'image/jpeg' }));
    this.next = null;
    this.decoding = true;
    const next = () => {
      URL.revokeObjectURL(former);
      this.decoding = false;
      this.decode();
    };
    this.image.onload = () => {
      this.onShown();
      next();
    };
    this.image.onerror = next;
    this.image.src = this.url;
  }

  close() {
    this.image.onload = null;
    this.image.onerror = null;
    URL.revokeObjectURL(this.url);
  }
}

function useVisible() {
  const [visible, setVisible] = useState(!document.hidden);
  useEffect(() => {
    const listen = () => setVisible(!document.hidden);
    document.addEventListener('visibilitychange', listen);
    return () => document.removeEventListener('visibilitychange', listen);
  }, []);
  return visible;
}

/**
 * @param {{stream?: string, fps?: number, onStatistics?: (statistics: Statistics) => void, children?: any}} props
 *   stream 1 is the main stream, 0 the sub stream; children lie over the picture
 */
export function LivePicture({ stream = '1', fps = 30, onStatistics, children }) {
  const image = useRef(/** @type {HTMLImageElement | null} */ (null));
  const [ratio, setRatio] = useState(INITIAL_RATIO);
  const [connected, setConnected] = useState(false);
  const visible = useVisible();
  useEffect(() => {
    const element = image.current;
    if (!visible || !element) {
      return undefined;
    }
    const ending = new AbortController();
    let shown = 0;
    const screen = new Screen(element, () => {
      shown++;
      setConnected(true);
      setRatio(element.naturalWidth / element.naturalHeight);
    });
    const timer = setInterval(() => {
      onStatistics?.({
        rate: shown,
        width: element.naturalWidth,
        height: element.naturalHeight,
      });
      shown = 0;
    }, SECOND_MILLIS);
    const report = (/** @type {boolean} */ open) => open || setConnected(false);
    follow('mjpeg.cgi', { stream, fps }, ending.signal, () => pictures((one) => screen.show(one)), report);
    return () => {
      ending.abort();
      clearInterval(timer);
      screen.close();
    };
  }, [stream, fps, visible]);
  return html`<div class="picture">
    <div class="frame" style=${{ '--ratio': ratio }}>
      <img ref=${image} alt=${t('live.picture')} draggable=${false} class=${connected ? '' : 'stale'} />
      ${children}
    </div>
    <p class="connecting" role="status">${connected ? '' : t('live.connecting')}</p>
  </div>`;
}
