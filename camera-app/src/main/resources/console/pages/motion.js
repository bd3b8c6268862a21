// Motion detection: the region is painted over the live picture, sensitivity takes effect at once.
import { useMemo } from 'preact/hooks';
import { Adjustment } from '../lib/adjustment.js';
import { decode, encode, sizeOf, useMotion, Blocks } from '../lib/blocks.js';
import { SaveBar, SelectField, Slider, Switch } from '../lib/fields.js';
import { formOf } from '../lib/form.js';
import { html } from '../lib/html.js';
import { t } from '../lib/i18n.js';
import { Canvas } from '../lib/paint.js';
import { LivePicture } from '../lib/picture.js';
import { Problem } from '../lib/problem.js';
import { mayChange } from '../lib/session.js';
import { Undo } from '../lib/undo.js';

const DAY = ['sensitivity', 'alarmthreshold'];
const NIGHT = ['night_sensitivity', 'night_alarmthreshold'];
const GRIDS = ['11x9', '16x12', '22x18', '44x36'];

/** @typedef {import('../lib/form.js').Form} Form */

/** A new grid selects every block, as it does in the contract. */
function selectAll(/** @type {Form} */ form) {
  const { columns, rows } = sizeOf(form.get('blockcount'));
  const all = Array.from({ length: columns * rows }, (_, block) => block);
  form.set('areavalue', encode(new Set(all), columns * rows));
}

/**
 * A region is sent with its grid, because the contract reads one by the other.
 * @param {Form} form
 */
function save(form) {
  const changes = { ...form.changes.value };
  if ('areavalue' in changes) {
    changes.blockcount = form.get('blockcount');
  }
  return form.save(changes);
}

/** @param {{form: Form}} props */
function RegionButtons({ form }) {
  const { columns, rows } = sizeOf(form.get('blockcount'));
  const clear = () => form.set('areavalue', encode(new Set(), columns * rows));
  return html`<div class="buttons">
    <button type="button" onClick=${() => selectAll(form)}>${t('motion.all')}</button>
    <button type="button" onClick=${clear}>${t('motion.none')}</button>
  </div>`;
}

/** @param {{form: Form}} props */
function Region({ form }) {
  const motion = useMotion(form.get('enable') === '1');
  const size = sizeOf(form.get('blockcount'));
  const selected = useMemo(() => decode(form.get('areavalue')), [form.get('areavalue')]);
  const loaded = form.loaded.value;
  form.shown.add('areavalue');
  const paint = (/** @type {Set<number>} */ blocks) => form.set('areavalue', encode(blocks, size.columns * size.rows));
  return html`<section class="card">
    <${LivePicture}>
      ${loaded && html`<${Blocks} size=${size} blocks=${motion.blocks} kind="active" />`}
      ${loaded && html`<${Canvas} size=${size} selected=${selected} onPaint=${mayChange.value ? paint : undefined} />`}
    <//>
    <p class="feedback ${motion.active ? 'active' : ''}" role="status">
      ${form.get('enable') === '1' ? t('motion.now', { count: motion.blocks.length }) : t('live.motion-off')}
    </p>
    ${mayChange.value &&
    loaded &&
    html`<${RegionButtons} form=${form} />
      <p class="hint">${t('motion.paint')}</p>`}
    <${Problem} id="area-error" text=${form.errors.value.areavalue ?? ''} kind="" />
  </section>`;
}

export function Content() {
  const form = useMemo(() => formOf('motion'), []);
  const adjustment = useMemo(() => new Adjustment(form, [...DAY, ...NIGHT]), [form]);
  const grids = [...new Set([...GRIDS, form.get('blockcount')])].filter(Boolean);
  const slider = (/** @type {string} */ name) =>
    html`<${Slider}
      form=${form}
      name=${name}
      label=${t(`motion.${name}`)}
      unit=${name.endsWith('threshold') ? ' %' : ''}
      hint=${t(`motion.${name}-hint`)}
      onSet=${() => adjustment.changed(name)}
    />`;
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    save(form);
  };
  return html`<form class="split" onSubmit=${submit} novalidate>
    <${Region} form=${form} />
    <section class="card">
      <${Switch} form=${form} name="enable" label=${t('motion.enable')} />
      ${DAY.map(slider)}
      <${Switch} form=${form} name="enable_nighttime" label=${t('motion.night')} />
      ${form.get('enable_nighttime') === '1' && NIGHT.map(slider)}
      <div class="buttons"><${Undo} adjustment=${adjustment} /></div>
      <${SelectField}
        form=${form}
        name="blockcount"
        label=${t('motion.grid')}
        options=${grids.map((grid) => [grid, grid.replace('x', ' × ')])}
        hint=${t('motion.grid-hint')}
        onSet=${() => selectAll(form)}
      />
      <${SaveBar} forms=${[form]} />
    </section>
  </form>`;
}
