// Sliders that change the picture at once, and undo.
import { useMemo } from 'preact/hooks';
import { Adjustment } from '../lib/adjustment.js';
import { FormError, Slider } from '../lib/fields.js';
import { formOf } from '../lib/form.js';
import { html } from '../lib/html.js';
import { t } from '../lib/i18n.js';
import { LivePicture } from '../lib/picture.js';
import { mayChange } from '../lib/session.js';
import { Undo } from '../lib/undo.js';

const NAMES = ['brightness', 'contrast', 'saturation', 'sharpness'];

export function Content() {
  const form = useMemo(() => formOf('image'), []);
  const adjustment = useMemo(() => new Adjustment(form, NAMES), [form]);
  return html`<div class="split">
    <section class="card"><${LivePicture} /></section>
    <section class="card">
      ${NAMES.map(
        (name) =>
          html`<${Slider}
            key=${name}
            form=${form}
            name=${name}
            label=${t(`image.${name}`)}
            onSet=${() => adjustment.changed(name)}
          />`,
      )}
      <${FormError} forms=${[form]} />
      <div class="buttons"><${Undo} adjustment=${adjustment} /></div>
      ${mayChange.value && html`<p class="hint">${t('image.hint')}</p>`}
    </section>
  </div>`;
}
