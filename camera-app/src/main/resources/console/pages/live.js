// The live picture with snapshot, full screen, motion and the PTZ head.
import { useEffect, useRef, useState } from 'preact/hooks';
import { Blocks, sizeOf, useMotion } from '../lib/blocks.js';
import { address, send } from '../lib/cgi.js';
import { explain } from '../lib/faults.js';
import { html } from '../lib/html.js';
import { t } from '../lib/i18n.js';
import { LivePicture } from '../lib/picture.js';
import { Problem } from '../lib/problem.js';
import { Head } from '../lib/ptz.js';
import { Welcome, welcomes } from '../lib/welcome.js';
import { call, mayChange, state, withSession } from '../lib/session.js';

const NARROW_PIXELS = 640;

/** @param {Blob} blob */
function download(blob) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = `camera-${new Date().toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-')}.jpg`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** @param {string} stream */
async function takeSnapshot(stream) {
  const response = await withSession((uid) => send(address('snapshot.cgi', { stream, uid })));
  download(await response.blob());
}

/**
 * Reads the block count, again with each change of the motion, which somebody else may just have turned on.
 * @returns {string | null} empty while motion detection is off, null if unknown
 */
function useBlockCount(/** @type {boolean} */ active) {
  const [count, setCount] = useState(/** @type {string | null} */ (null));
  useEffect(() => {
    if (state.value?.parts.motion !== false) {
      call('motion').then(
        (root) => setCount(root.getAttribute('enable') === '1' ? root.getAttribute('blockcount') : ''),
        () => {},
      );
    }
  }, [active]);
  return count;
}

/** @param {{statistics: import('../lib/picture.js').Statistics | null}} props */
function Facts({ statistics }) {
  return statistics?.width
    ? html`<span class="facts">${t('live.facts', { ...statistics })}</span>`
    : html`<span class="facts">–</span>`;
}

/** @param {{count: string | null, active: boolean}} props */
function MotionState({ count, active }) {
  const text = count ? t(active ? 'live.motion' : 'live.still') : t('live.motion-off');
  return html`<span class="motion ${active ? 'active' : ''}" role="status">${count === null ? '' : text}</span>`;
}

/** @param {{stream: string, onChoose: (stream: string) => void}} props */
function StreamChoice({ stream, onChoose }) {
  return html`<fieldset class="segments">
    <legend class="unseen">${t('live.stream')}</legend>
    ${['1', '0'].map(
      (value) =>
        html`<label
          ><input
            type="radio"
            name="stream"
            value=${value}
            checked=${stream === value}
            onChange=${() => onChoose(value)}
          />
          <span>${t(`live.stream-${value}`)}</span></label
        >`,
    )}
  </fieldset>`;
}

export function Content() {
  const [stream, setStream] = useState(innerWidth < NARROW_PIXELS ? '0' : '1');
  const [statistics, setStatistics] = useState(/** @type {import('../lib/picture.js').Statistics | null} */ (null));
  const [error, setError] = useState('');
  const motion = useMotion(true);
  const count = useBlockCount(motion.active);
  const screen = useRef(/** @type {HTMLElement | null} */ (null));
  const snapshot = () => {
    setError('');
    takeSnapshot(stream).catch((fault) => setError(explain(fault).text));
  };
  const moves = state.value?.parts.ptz && mayChange.value;
  return html`${welcomes.value && html`<${Welcome} />`}
    <div class=${moves ? 'live with-head' : 'live'}>
      <section class="card viewer" ref=${screen}>
        <${LivePicture} stream=${stream} onStatistics=${setStatistics}>
          ${count && html`<${Blocks} size=${sizeOf(count)} blocks=${motion.blocks} kind="active" />`}
        <//>
        <div class="toolbar">
          <${StreamChoice} stream=${stream} onChoose=${setStream} />
          <button type="button" onClick=${snapshot}>${t('live.snapshot')}</button>
          ${document.fullscreenEnabled &&
          html`<button type="button" onClick=${() => toggleFullScreen(screen.current)}>
            ${t('live.full-screen')}
          </button>`}
        </div>
        <p class="status-line">
          <${Facts} statistics=${statistics} />
          <${MotionState} count=${count} active=${motion.active} />
        </p>
        <${Problem} text=${error} />
      </section>
      ${moves && html`<${Head} />`}
    </div>`;
}

/** @param {HTMLElement | null} element */
function toggleFullScreen(element) {
  if (document.fullscreenElement) {
    document.exitFullscreen();
  } else {
    element?.requestFullscreen();
  }
}
