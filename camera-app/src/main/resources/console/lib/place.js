// Where a text of the overlay stands: an edge or corner, or a percentage that is dragged in the picture.
import { html } from './html.js';
import { t } from './i18n.js';
import { NumberField } from './fields.js';
import { Label } from './label.js';
import { Problem } from './problem.js';
import { mayChange } from './session.js';

const FULL = 100;
const ANCHORS = 2;
const NEAR = 0.08;

/** @typedef {import('./form.js').Form} Form */

/**
 * Returns the shares of the free space to the left of and above a text, from 0 to 1.
 * @param {Form} form
 * @param {string} prefix title or time
 */
function shares(form, prefix) {
  const whole = form.get(`${prefix}_pos_type`) === '1' ? FULL : ANCHORS;
  return {
    x: Number(form.get(`${prefix}_pos_x`)) / whole,
    y: Number(form.get(`${prefix}_pos_y`)) / whole,
  };
}

/**
 * Returns whether both texts would stand at one place: the camera moves the clock aside.
 * @param {Form} form
 */
function meets(form) {
  const [title, time] = [shares(form, 'title'), shares(form, 'time')];
  return Math.abs(title.x - time.x) < NEAR && Math.abs(title.y - time.y) < NEAR;
}

/**
 * @param {Form} form
 * @param {string} prefix
 * @param {number} type 0 for an edge, 1 for percentages
 * @param {number} x
 * @param {number} y
 */
function place(form, prefix, type, x, y) {
  form.set(`${prefix}_pos_type`, String(type));
  form.set(`${prefix}_pos_x`, String(x));
  form.set(`${prefix}_pos_y`, String(y));
}

/** @param {number} share */
function percent(share) {
  return Math.round(Math.min(1, Math.max(0, share)) * FULL);
}

/** @type {Record<string, [number, number]>} */
const STEPS = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * A text that is dragged in the picture, or moved by the arrow keys.
 * @param {{form: Form, prefix: string, text: string, label: string}} props
 */
export function Handle({ form, prefix, text, label }) {
  const { x, y } = shares(form, prefix);
  const aside = prefix === 'time' && meets(form) ? (y > 0.5 ? -FULL : FULL) : 0;
  const drag = (/** @type {PointerEvent} */ event) => {
    const handle = /** @type {HTMLElement} */ (event.currentTarget);
    if (!handle.hasPointerCapture(event.pointerId)) {
      return;
    }
    const frame = /** @type {HTMLElement} */ (handle.parentElement).getBoundingClientRect();
    const own = handle.getBoundingClientRect();
    const free = {
      x: Math.max(1, frame.width - own.width),
      y: Math.max(1, frame.height - own.height),
    };
    const left = event.clientX - frame.left - own.width / 2;
    const top = event.clientY - frame.top - own.height / 2;
    place(form, prefix, 1, percent(left / free.x), percent(top / free.y));
  };
  const step = (/** @type {KeyboardEvent} */ event) => {
    const [right, down] = STEPS[event.key] ?? [0, 0];
    if (right || down) {
      event.preventDefault();
      place(form, prefix, 1, percent(x + right / FULL), percent(y + down / FULL));
    }
  };
  const grip = (/** @type {any} */ event) => event.currentTarget.setPointerCapture(event.pointerId);
  const style = {
    left: `${x * FULL}%`,
    top: `${y * FULL}%`,
    transform: `translate(${-x * FULL}%, ${aside - y * FULL}%)`,
  };
  return html`<button
    type="button"
    class="handle size-${form.get('fontsize')}"
    style=${style}
    aria-label=${label}
    data-text=${text}
    onPointerDown=${grip}
    onPointerMove=${drag}
    onKeyDown=${step}
  ></button>`;
}

/**
 * The same by choosing, for those who do not drag.
 * @param {{form: Form, prefix: string, label: string}} props
 */
export function PlaceFields({ form, prefix, label }) {
  const free = form.get(`${prefix}_pos_type`) === '1';
  const [x, y] = [`${prefix}_pos_x`, `${prefix}_pos_y`];
  form.shown.add(x).add(y);
  const choose = (/** @type {string} */ value) => {
    if (value === 'free') {
      const now = shares(form, prefix);
      place(form, prefix, 1, percent(now.x), percent(now.y));
    } else {
      place(form, prefix, 0, Number(value[0]), Number(value[1]));
    }
  };
  return html`<${PlaceChoice}
      id="${prefix}-place"
      label=${label}
      value=${free ? 'free' : form.get(x) + form.get(y)}
      onChoose=${choose}
    />
    ${free &&
    html`<div class="grid two">
      <${NumberField} form=${form} name=${x} label=${t('overlay.across')} hint="" />
      <${NumberField} form=${form} name=${y} label=${t('overlay.down')} hint="" />
    </div>`}
    ${!free &&
    html`<${Problem}
      id="${prefix}-place-error"
      text=${form.errors.value[x] ?? form.errors.value[y] ?? ''}
      kind=""
    />`}`;
}

/** @param {{id: string, label: string, value: string, onChoose: (value: string) => void}} props */
function PlaceChoice({ id, label, value, onChoose }) {
  const all = ['00', '10', '20', '01', '11', '21', '02', '12', '22', 'free'];
  if (!mayChange.value) {
    return html`<div class="field shown">
      <span class="label">${label}</span><span class="value">${t(`place.${value}`)}</span>
    </div>`;
  }
  return html`<div class="field">
    <${Label} for=${id}>${label}<//>
    <select id=${id} value=${value} onChange=${(/** @type {any} */ event) => onChoose(event.currentTarget.value)}>
      ${all.map((one) => html`<option value=${one} selected=${one === value}>${t(`place.${one}`)}</option>`)}
    </select>
  </div>`;
}
