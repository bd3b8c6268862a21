// The texts in the picture: what they say, how they look, and where they stand.
import { useMemo } from 'preact/hooks';
import { example } from '../lib/clock.js';
import { SaveBar, SelectField, Switch, TextField } from '../lib/fields.js';
import { formOf } from '../lib/form.js';
import { html } from '../lib/html.js';
import { t } from '../lib/i18n.js';
import { LivePicture } from '../lib/picture.js';
import { Handle, PlaceFields } from '../lib/place.js';
import { mayChange } from '../lib/session.js';

const FULL_TITLE_BYTES = 64;

/**
 * @param {string} key the texts' prefix
 * @param {string[]} values
 * @returns {[string, string][]}
 */
function options(key, values) {
  return values.map((value) => [value, t(`${key}-${value}`)]);
}

/**
 * Returns the formats with the present time as an example. Responses have a blank where the tables have an underscore.
 * @param {import('../lib/form.js').Form} form
 * @param {Date} now
 */
function formats(form, now) {
  const known = form.rules.value.time_format?.enum ?? [];
  return known.map((format) => [String(format).replace('_', ' '), example(String(format), now)]);
}

/** @param {{form: import('../lib/form.js').Form}} props */
function Look({ form }) {
  return html`<div class="grid below">
    <${SelectField}
      form=${form}
      name="show_res_bit"
      label=${t('overlay.extra')}
      options=${options('overlay.extra', ['0', '1', '2', '3'])}
    />
    <${SelectField}
      form=${form}
      name="color"
      label=${t('overlay.color')}
      options=${options('overlay.color', ['0', '1', '2', '3'])}
    />
    <${SelectField}
      form=${form}
      name="fontsize"
      label=${t('overlay.size')}
      options=${options('overlay.size', ['0', '1', '2'])}
    />
  </div>`;
}

export function Content() {
  const form = useMemo(() => formOf('osd'), []);
  const now = useMemo(() => new Date(), []);
  const title = form.get('title_utf8');
  const used = new TextEncoder().encode(title).length;
  const shown = form.get('enable') === '1' && mayChange.value && form.loaded.value;
  const save = (/** @type {Event} */ event) => {
    event.preventDefault();
    form.save();
  };
  return html`<form class="split" onSubmit=${save} novalidate>
    <section class="card">
      <${LivePicture}>
        ${shown &&
        html`<${Handle} form=${form} prefix="title" text=${title || '…'} label=${t('overlay.move-title')} />`}
        ${shown &&
        html`<${Handle}
          form=${form}
          prefix="time"
          text=${example(form.get('time_format'), now)}
          label=${t('overlay.move-time')}
        />`}
      <//>
      ${shown && html`<p class="hint">${t('overlay.drag')}</p>`}
      <${Look} form=${form} />
    </section>
    <section class="card">
      <${Switch} form=${form} name="enable" label=${t('overlay.enable')} />
      <${TextField}
        form=${form}
        name="title_utf8"
        label=${t('overlay.title')}
        hint=${t('overlay.bytes', { used, limit: FULL_TITLE_BYTES })}
      />
      <${PlaceFields} form=${form} prefix="title" label=${t('overlay.place-title')} />
      <${SelectField} form=${form} name="time_format" label=${t('overlay.format')} options=${formats(form, now)} />
      <${PlaceFields} form=${form} prefix="time" label=${t('overlay.place-time')} />
      <${Switch} form=${form} name="show_week" label=${t('overlay.week')} />
      <${SaveBar} forms=${[form]} />
    </section>
  </form>`;
}
