// The PTZ head: it moves while a button or a key is held.
import { useEffect, useRef, useState } from 'preact/hooks';
import { explain } from './faults.js';
import { html } from './html.js';
import { t } from './i18n.js';
import { Label } from './label.js';
import { Problem } from './problem.js';
import { call, refreshState, state } from './session.js';

const NUDGE_MILLIS = 300;
const MAX_PRESET = 255;

/** @typedef {Record<string, number>} Move */

/** @type {Record<string, Move>} */
const MOVES = {
  'up-left': { move_x: -1, move_y: 1 },
  up: { move_x: 0, move_y: 1 },
  'up-right': { move_x: 1, move_y: 1 },
  left: { move_x: -1, move_y: 0 },
  right: { move_x: 1, move_y: 0 },
  'down-left': { move_x: -1, move_y: -1 },
  down: { move_x: 0, move_y: -1 },
  'down-right': { move_x: 1, move_y: -1 },
  'zoom-in': { zoom: 1 },
  'zoom-out': { zoom: -1 },
  'focus-near': { focus: 1 },
  'focus-far': { focus: -1 },
  'iris-open': { iris: 1 },
  'iris-close': { iris: -1 },
};

const ARROWS = {
  'up-left': '↖',
  up: '↑',
  'up-right': '↗',
  left: '←',
  right: '→',
  'down-left': '↙',
  down: '↓',
  'down-right': '↘',
};

/** @type {Record<string, string>} */
const KEYS = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  '+': 'zoom-in',
  '-': 'zoom-out',
};

/** Sends one request after the other, so that a stop never overtakes its movement. */
class Driver {
  /** @param {(failure: unknown) => void} onFailure */
  constructor(onFailure) {
    this.onFailure = onFailure;
    this.last = Promise.resolve();
    this.moving = '';
    this.speed = 5;
  }

  /** @param {Move} parameters */
  send(parameters) {
    this.last = this.last.then(() => call('ptz_ctrl', parameters).then(() => {}, this.onFailure));
    return this.last;
  }

  /** @param {string} name */
  start(name) {
    if (this.moving === name) {
      return;
    }
    if (this.moving) {
      this.stop();
    }
    this.moving = name;
    const move = MOVES[name];
    this.send('move_x' in move ? { ...move, speed: this.speed } : move);
  }

  stop() {
    if (this.moving) {
      this.moving = '';
      this.send({ stop: 1 });
    }
  }

  /** @param {string} name */
  nudge(name) {
    this.start(name);
    setTimeout(() => this.stop(), NUDGE_MILLIS);
  }
}

/**
 * Returns the listeners of a button that moves the head while it is held: by mouse, touch, key, or a click of
 * assistive software.
 * @param {Driver} driver
 * @param {string} name
 */
function holding(driver, name) {
  const stop = () => driver.stop();
  const isPress = (/** @type {KeyboardEvent} */ event) => event.key === ' ' || event.key === 'Enter';
  return {
    onPointerDown: (/** @type {any} */ event) => {
      if (event.button === 0) {
        event.currentTarget.setPointerCapture(event.pointerId);
        driver.start(name);
      }
    },
    onPointerUp: stop,
    onPointerCancel: stop,
    onLostPointerCapture: stop,
    onContextMenu: (/** @type {Event} */ event) => event.preventDefault(),
    onKeyDown: (/** @type {KeyboardEvent} */ event) => {
      if (isPress(event)) {
        event.preventDefault();
        driver.start(name);
      }
    },
    onKeyUp: (/** @type {KeyboardEvent} */ event) => isPress(event) && stop(),
    onBlur: stop,
    onClick: (/** @type {MouseEvent} */ event) => event.detail === 0 && driver.nudge(name),
  };
}

/** @param {{driver: Driver, name: string, children: any}} props */
function Hold({ driver, name, children }) {
  return html`<button
    type="button"
    class="hold ${name}"
    aria-label=${t(`ptz.${name}`)}
    title=${t(`ptz.${name}`)}
    ...${holding(driver, name)}
  >
    <span aria-hidden="true">${children}</span>
  </button>`;
}

/** @param {Driver} driver */
function useArrowKeys(driver) {
  useEffect(() => {
    const isFree = (/** @type {KeyboardEvent} */ event) =>
      KEYS[event.key] && !(/** @type {Element} */ (event.target).closest('input, select, textarea, dialog'));
    const down = (/** @type {KeyboardEvent} */ event) => {
      if (isFree(event) && !event.ctrlKey && !event.altKey && !event.metaKey) {
        event.preventDefault();
        driver.start(KEYS[event.key]);
      }
    };
    const up = (/** @type {KeyboardEvent} */ event) => KEYS[event.key] === driver.moving && driver.stop();
    const stop = () => driver.stop();
    addEventListener('keydown', down);
    addEventListener('keyup', up);
    addEventListener('blur', stop);
    return () => {
      removeEventListener('keydown', down);
      removeEventListener('keyup', up);
      removeEventListener('blur', stop);
      stop();
    };
  }, [driver]);
}

export function Head() {
  const [error, setError] = useState('');
  const [speed, setSpeed] = useState('5');
  const kept = useRef(/** @type {Driver | null} */ (null));
  kept.current ??= new Driver((failure) => setError(explain(failure).text));
  const driver = kept.current;
  driver.speed = Number(speed);
  useArrowKeys(driver);
  return html`<section class="card head" aria-label=${t('ptz.title')}>
    <h2>${t('ptz.title')}</h2>
    <div class="pad">
      ${Object.entries(ARROWS).map(([name, arrow]) => html`<${Hold} driver=${driver} name=${name}>${arrow}<//>`)}
    </div>
    <div class="zoom">
      <${Hold} driver=${driver} name="zoom-out">−<//><span>${t('ptz.zoom')}</span
      ><${Hold} driver=${driver} name="zoom-in">+<//>
    </div>
    <div class="field wide">
      <${Label} for="ptz-speed">${t('ptz.speed')}<//>
      <div class="slider">
        <input
          id="ptz-speed"
          type="range"
          min="1"
          max="10"
          value=${speed}
          onInput=${(/** @type {any} */ event) => setSpeed(event.currentTarget.value)}
        />
        <output for="ptz-speed">${speed}</output>
      </div>
    </div>
    <${Lens} driver=${driver} />
    <${Presets} driver=${driver} onTry=${() => setError('')} />
    <${Problem} text=${error} />
    <p class="hint">${t('ptz.keys')}</p>
  </section>`;
}

/** @param {{driver: Driver}} props */
function Lens({ driver }) {
  return html`<details>
    <summary>${t('ptz.lens')}</summary>
    <div class="lens">
      <${Hold} driver=${driver} name="focus-near">${t('ptz.focus-near')}<//>
      <${Hold} driver=${driver} name="focus-far">${t('ptz.focus-far')}<//>
      <${Hold} driver=${driver} name="iris-open">${t('ptz.iris-open')}<//>
      <${Hold} driver=${driver} name="iris-close">${t('ptz.iris-close')}<//>
    </div>
  </details>`;
}

/** @param {number[]} presets */
function freeNumber(presets) {
  for (let number = 1; number <= MAX_PRESET; number++) {
    if (!presets.includes(number)) {
      return number;
    }
  }
  return MAX_PRESET;
}

/** @param {{driver: Driver, onTry: () => void}} props */
function Presets({ driver, onTry }) {
  const presets = state.value?.presets ?? [];
  const [typed, setTyped] = useState('');
  const number = typed || String(freeNumber(presets));
  const send = async (/** @type {Move} */ parameters) => {
    onTry();
    await driver.send(parameters);
    await refreshState();
  };
  const store = async (/** @type {Event} */ event) => {
    event.preventDefault();
    await send({ add_preset: /** @type {any} */ (number) });
    setTyped('');
  };
  return html`<h3>${t('ptz.presets')}</h3>
    <ul class="presets">
      ${presets.map(
        (one) =>
          html`<li key=${one}>
            <button
              type="button"
              aria-label=${t('ptz.call', { number: one })}
              onClick=${() => send({ call_preset: one })}
            >
              ${one}
            </button>
            <button
              type="button"
              class="quiet"
              aria-label=${t('ptz.delete', { number: one })}
              onClick=${() => send({ delete_preset: one })}
            >
              ×
            </button>
          </li>`,
      )}
      ${presets.length === 0 && html`<li class="hint">${t('ptz.none')}</li>`}
    </ul>
    <form class="joined" onSubmit=${store}>
      <${Label} class="unseen" for="preset">${t('ptz.preset')}<//>
      <input
        id="preset"
        inputmode="numeric"
        size="4"
        value=${number}
        onInput=${(/** @type {any} */ event) => setTyped(event.currentTarget.value)}
      />
      <button type="submit">${t('ptz.store')}</button>
    </form>`;
}
