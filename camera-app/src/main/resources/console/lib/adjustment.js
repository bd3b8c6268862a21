// Changes that take effect while the user makes them, with undo.
import { signal } from './signals.js';
import { call } from './session.js';

const PAUSE_MILLIS = 1000;

/** Sends the newest values, one request at a time, and keeps the steps that can be undone. */
export class Adjustment {
  /**
   * @param {import('./form.js').Form} form
   * @param {string[]} names the parameters that take effect at once
   */
  constructor(form, names) {
    this.form = form;
    this.names = names;
    this.steps = signal(/** @type {Record<string, string>[]} */ ([]));
    this.sending = false;
    this.last = { name: '', at: 0 };
  }

  /** @param {Record<string, string>} values */
  own(values) {
    return Object.fromEntries(Object.entries(values).filter(([name]) => this.names.includes(name)));
  }

  /**
   * Sends a change. A slider that is being dragged is one step of undo.
   * @param {string} name
   */
  changed(name) {
    const now = performance.now();
    if (this.last.name !== name || now - this.last.at > PAUSE_MILLIS) {
      this.steps.value = [...this.steps.value, this.own(this.form.values.value)];
    }
    this.last = { name, at: now };
    this.send();
  }

  async send() {
    if (this.sending) {
      return;
    }
    this.sending = true;
    let changes = this.own(this.form.changes.value);
    while (Object.keys(changes).length > 0) {
      try {
        this.form.accept(await call(this.form.path, changes));
      } catch (fault) {
        this.forget();
        this.form.fail(fault);
      }
      changes = this.own(this.form.changes.value);
    }
    this.forget();
    this.sending = false;
  }

  forget() {
    const others = Object.entries(this.form.typed.value).filter(([name]) => !this.names.includes(name));
    this.form.typed.value = Object.fromEntries(others);
  }

  undo() {
    const before = this.steps.value.at(-1);
    this.steps.value = this.steps.value.slice(0, -1);
    this.last = { name: '', at: 0 };
    this.form.typed.value = { ...this.form.typed.value, ...before };
    this.send();
  }
}
