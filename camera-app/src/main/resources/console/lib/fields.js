// Labelled controls of a form. For a role that may only look they are texts. What the hardware lacks is left out.
import { html } from './html.js';
import { t } from './i18n.js';
import { Label } from './label.js';
import { Problem } from './problem.js';
import { lacks, mayChange } from './session.js';

/**
 * @typedef {object} FieldProps
 * @property {import('./form.js').Form} form
 * @property {string} name the parameter
 * @property {string} label
 * @property {string} [hint]
 * @property {boolean} [disabled]
 * @property {(value: string) => void} [onSet] called after the value has changed
 */

/**
 * @param {FieldProps & {shown?: string, kind?: string, control: (attributes: object) => any}} props
 */
function Field({ form, name, label, hint, disabled, onSet, shown, kind = '', control }) {
  const id = `${form.path}-${name}`.replaceAll('/', '-');
  const error = form.errors.value[name] ?? '';
  form.shown.add(name);
  if (lacks(`${form.path}.${name}`)) {
    return null;
  }
  if (!mayChange.value) {
    return html`<div class="field shown">
      <span class="label">${label}</span><span class="value">${shown ?? form.get(name)}</span>
    </div>`;
  }
  const attributes = {
    id,
    name,
    disabled: disabled || !form.loaded.value,
    value: form.get(name),
    'aria-invalid': error ? 'true' : undefined,
    'aria-describedby': `${id}-hint ${id}-error`,
    onInput: (/** @type {any} */ event) => change(form, name, event.currentTarget.value, onSet),
  };
  return html`<div class="field ${kind}">
    <${Label} for=${id}>${label}<//>${control(attributes)}
    <p class="hint" id="${id}-hint">${hint}</p>
    <${Problem} id="${id}-error" text=${error} kind="" />
  </div>`;
}

/**
 * @param {import('./form.js').Form} form
 * @param {string} name
 * @param {string} value
 * @param {((value: string) => void) | undefined} onSet
 */
function change(form, name, value, onSet) {
  form.set(name, value);
  onSet?.(value);
}

/** @param {FieldProps & {type?: string, inputmode?: string, autocomplete?: string}} props */
export function TextField({ type = 'text', inputmode, autocomplete = 'off', ...props }) {
  const control = (/** @type {object} */ attributes) =>
    html`<input
      type=${type}
      inputmode=${inputmode}
      autocomplete=${autocomplete}
      spellcheck=${false}
      autocapitalize="off"
      ...${attributes}
    />`;
  return html`<${Field} ...${props} control=${control} />`;
}

/** A number, with its bounds as a hint. Anything can be typed: the camera says what is wrong with it. */
export function NumberField(/** @type {FieldProps} */ props) {
  const { minimum, maximum } = props.form.rules.value[props.name] ?? {};
  const hint = props.hint ?? (maximum === undefined ? '' : t('field.range', { min: minimum ?? 0, max: maximum }));
  return html`<${TextField} ...${props} hint=${hint} inputmode="numeric" />`;
}

/** @param {FieldProps & {options: [string, string][]}} props value and label of each option */
export function SelectField({ options, ...props }) {
  const chosen = props.form.get(props.name);
  const known = options.some(([value]) => value === chosen);
  const all = known ? options : [...options, [chosen, chosen]];
  const control = (/** @type {object} */ attributes) =>
    html`<select ...${attributes}>
      ${all.map(([value, label]) => html`<option value=${value} selected=${value === chosen}>${label}</option>`)}
    </select>`;
  return html`<${Field} ...${props} shown=${all.find(([value]) => value === chosen)?.[1]} control=${control} />`;
}

/** @param {FieldProps & {unit?: string}} props */
export function Slider({ unit = '', ...props }) {
  const { minimum = 0, maximum = 100 } = props.form.rules.value[props.name] ?? {};
  const control = (/** @type {any} */ attributes) =>
    html`<div class="slider">
      <input type="range" min=${minimum} max=${maximum} ...${attributes} />
      <output for=${attributes.id}>${attributes.value}${unit}</output>
    </div>`;
  return html`<${Field} ...${props} kind="wide" shown=${props.form.get(props.name) + unit} control=${control} />`;
}

/** A value that is 1 or 0. */
export function Switch(/** @type {FieldProps} */ props) {
  const { form, name, onSet } = props;
  const on = form.get(name) === '1';
  const control = (/** @type {any} */ { value, onInput, ...attributes }) =>
    html`<input
      type="checkbox"
      role="switch"
      checked=${on}
      ...${attributes}
      onChange=${(/** @type {any} */ event) => change(form, name, event.currentTarget.checked ? '1' : '0', onSet)}
    />`;
  return html`<${Field} ...${props} kind="switch" shown=${t(on ? 'state.on' : 'state.off')} control=${control} />`;
}

/** Save, discard, and what came of it. */
export function SaveBar(/** @type {{forms: import('./form.js').Form[], onSave?: () => void}} */ { forms, onSave }) {
  if (!mayChange.value) {
    return html`<${FormError} forms=${forms} />`;
  }
  const dirty = forms.some((form) => form.dirty.value);
  const saved = forms.some((form) => form.saved.value);
  const note = saved ? t('form.saved') : dirty ? t('form.unsaved') : '';
  return html`<${FormError} forms=${forms} />
    <div class="save-bar">
      <button type="submit" class="primary" disabled=${forms.some((form) => form.busy.value)} onClick=${onSave}>
        ${t('action.save')}
      </button>
      ${dirty &&
      html`<button type="button" onClick=${() => forms.forEach((form) => form.discard())}>
        ${t('action.discard')}
      </button>`}
      <span class="note ${saved ? 'good' : ''}" role="status">${note}</span>
    </div>`;
}

/** What is wrong with a form as a whole, or with a parameter that has no field. */
export function FormError(/** @type {{forms: import('./form.js').Form[]}} */ { forms }) {
  const errors = forms.flatMap((form) => Object.entries(form.errors.value).filter(([name]) => !form.shown.has(name)));
  const texts = new Set(errors.map(([, text]) => text));
  return [...texts].map((text) => html`<${Problem} key=${text} text=${text} />`);
}
