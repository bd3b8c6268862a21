// Sound: only what the encoder offers can be chosen.
import { useMemo } from 'preact/hooks';
import { gigabytesPerDay, pick, useChoices } from '../lib/capabilities.js';
import { SaveBar, SelectField, Slider, Switch } from '../lib/fields.js';
import { formOf } from '../lib/form.js';
import { html } from '../lib/html.js';
import { t } from '../lib/i18n.js';

/** @typedef {import('../lib/form.js').Form} Form */

/**
 * Takes the codec's first sample rate and bit rate along, unless the chosen ones fit.
 * @param {Form} form
 * @param {import('../lib/capabilities.js').Choice[]} codecs
 */
function fit(form, codecs) {
  const rate = pick(pick(codecs, form.get('encode_type'))?.children ?? [], form.get('samplerate'));
  if (rate) {
    form.set('samplerate', rate.name);
    form.set('bitrate', rate.ranges.bitrate);
  }
}

/** @param {{form: Form}} props */
function Encoding({ form }) {
  const codecs = useChoices('audioencoder');
  if (!codecs) {
    return html`<p class="hint">${t('state.loading')}</p>`;
  }
  const rates = pick(codecs, form.get('encode_type'))?.children ?? [];
  const bitrate = pick(rates, form.get('samplerate'))?.ranges.bitrate ?? form.get('bitrate');
  const refit = () => fit(form, codecs);
  return html`<div class="grid">
      <${SelectField}
        form=${form}
        name="encode_type"
        label=${t('audio.codec')}
        options=${codecs.map(({ name }) => [name, name])}
        onSet=${refit}
      />
      <${SelectField}
        form=${form}
        name="samplerate"
        label=${t('audio.samplerate')}
        options=${rates.map(({ name }) => [name, `${name} Hz`])}
        onSet=${refit}
      />
      <${SelectField}
        form=${form}
        name="bitrate"
        label=${t('audio.bitrate')}
        options=${[[bitrate, `${Number(bitrate) / 1000} kbit/s`]]}
      />
    </div>
    <p class="estimate">
      ${t('video.storage', {
        amount: gigabytesPerDay(Number(form.get('bitrate'))),
      })}
    </p>`;
}

export function Content() {
  const form = useMemo(() => formOf('audioencoder'), []);
  const save = (/** @type {Event} */ event) => {
    event.preventDefault();
    form.save();
  };
  return html`<form class="card narrow" onSubmit=${save} novalidate>
    <${Switch} form=${form} name="enable" label=${t('audio.enable')} />
    ${form.loaded.value && html`<${Encoding} form=${form} />`}
    <${Slider} form=${form} name="input_volume" label=${t('audio.input')} unit=" %" />
    <${Slider} form=${form} name="output_volume" label=${t('audio.output')} unit=" %" />
    <${Switch} form=${form} name="amplify" label=${t('audio.amplify')} />
    <${SaveBar} forms=${[form]} />
  </form>`;
}
