// What is in effect, what the user has typed, and what is wrong with it. Forms outlive their pages, so
// that nothing typed is lost when the user looks at another page or has to sign in again.
import { computed, signal } from './signals.js';
import { attributes } from './cgi.js';
import { explain } from './faults.js';
import { rulesOf } from './schema.js';
import { call, eventually, uid } from './session.js';

/** @typedef {Record<string, string>} Values */

const SAVED_MILLIS = 4000;

/** @type {Map<string, Form>} */
const forms = new Map();

uid.subscribe((value) => {
  if (!value) {
    forms.clear();
  }
});

/** The settings of one interface, or of a part of it. */
export class Form {
  /**
   * @param {string} path below /cgi-bin/
   * @param {(root: Element) => Element | null} [part] finds the element with this form's attributes
   */
  constructor(path, part = (root) => root) {
    this.path = path;
    this.part = part;
    this.values = signal(/** @type {Values} */ ({}));
    this.typed = signal(/** @type {Values} */ ({}));
    this.errors = signal(/** @type {Values} */ ({}));
    this.rules = signal(/** @type {Record<string, import('./schema.js').Rule>} */ ({}));
    /** The parameters that have a place for their error; others show theirs beside the button. */
    this.shown = new Set();
    this.loaded = signal(false);
    this.busy = signal(false);
    this.saved = signal(false);
    this.changes = computed(() =>
      Object.fromEntries(Object.entries(this.typed.value).filter(([name, value]) => this.values.value[name] !== value)),
    );
    this.dirty = computed(() => Object.keys(this.changes.value).length > 0);
  }

  /** @param {string} name */
  get(name) {
    return this.typed.value[name] ?? this.values.value[name] ?? '';
  }

  /**
   * @param {string} name
   * @param {string} value
   */
  set(name, value) {
    this.typed.value = { ...this.typed.value, [name]: value };
    this.clearError(name);
    this.saved.value = false;
  }

  /** @param {string} name */
  clearError(name) {
    const { [name]: gone, '': whole, ...others } = this.errors.value;
    this.errors.value = others;
  }

  discard() {
    this.typed.value = {};
    this.errors.value = {};
  }

  /** Reads what is in effect. What the user has typed stays. */
  async load() {
    try {
      const read = () => Promise.all([call(this.path), rulesOf(this.path)]);
      const [root, rules] = await eventually(read, (fault) => this.fail(fault));
      this.rules.value = rules;
      this.accept(root);
      this.loaded.value = true;
      this.clearError('');
    } catch (fault) {
      this.fail(fault);
    }
  }

  /** @param {Element} root a response of the interface */
  accept(root) {
    const element = this.part(root);
    this.values.value = element ? attributes(element) : {};
  }

  /** @param {unknown} fault */
  fail(fault) {
    const { field, text } = explain(fault);
    this.errors.value = { [field]: text };
  }

  /**
   * Sends what differs from the values in effect, all or nothing.
   * @param {Values} [sent]
   * @returns {Promise<boolean>} whether it is in effect
   */
  async save(sent = this.changes.value) {
    this.errors.value = {};
    this.busy.value = true;
    try {
      if (Object.keys(sent).length > 0) {
        this.accept(await call(this.path, sent));
      }
      this.typed.value = {};
      this.announceSaved();
      return true;
    } catch (fault) {
      this.fail(fault);
      return false;
    } finally {
      this.busy.value = false;
    }
  }

  announceSaved() {
    this.saved.value = true;
    setTimeout(() => {
      this.saved.value = false;
    }, SAVED_MILLIS);
  }
}

/**
 * Returns the form of an interface, and reads its values.
 * @param {string} path
 * @param {(root: Element) => Element | null} [part]
 */
export function formOf(path, part) {
  const form = kept(path, () => new Form(path, part));
  form.load();
  return form;
}

/**
 * Returns the form of a task as the user left it.
 * @param {string} task
 * @param {() => Form} create
 */
export function kept(task, create) {
  const form = forms.get(task) ?? create();
  forms.set(task, form);
  return form;
}
