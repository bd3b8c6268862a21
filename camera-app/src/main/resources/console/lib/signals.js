// Values that tell who reads them when they change: a component that has read one is drawn again.
import { options } from 'preact';

/**
 * @template T
 * @typedef {object} ReadonlySignal
 * @property {T} value
 */

/** @typedef {{sources: Set<Source>, changed: () => void}} Reader */

/** @type {Reader | null} who is reading now */
let reader = null;

/** The readers of a value. */
class Source {
  constructor() {
    /** @type {Set<Reader>} */
    this.readers = new Set();
  }

  track() {
    if (reader) {
      this.readers.add(reader);
      reader.sources.add(this);
    }
  }

  tell() {
    [...this.readers].forEach((one) => one.changed());
  }
}

/** @param {Reader} one */
function forget(one) {
  one.sources.forEach((source) => source.readers.delete(one));
  one.sources.clear();
}

/**
 * A value that can be set.
 * @template T
 */
export class Signal {
  #source = new Source();
  #value;

  /** @param {T} value */
  constructor(value) {
    this.#value = value;
  }

  get value() {
    this.#source.track();
    return this.#value;
  }

  set value(value) {
    if (!Object.is(value, this.#value)) {
      this.#value = value;
      this.#source.tell();
    }
  }

  /** Returns the value without becoming a reader of it. */
  peek() {
    return this.#value;
  }
}

/** @template T */
class Computed {
  #source = new Source();
  #stale = true;
  /** @type {T | undefined} */
  #value;
  #compute;
  /** @type {Reader} */
  #self = {
    sources: new Set(),
    changed: () => {
      if (!this.#stale) {
        this.#stale = true;
        this.#source.tell();
      }
    },
  };

  /** @param {() => T} compute */
  constructor(compute) {
    this.#compute = compute;
  }

  get value() {
    this.#source.track();
    if (this.#stale) {
      this.#refresh();
    }
    return /** @type {T} */ (this.#value);
  }

  #refresh() {
    forget(this.#self);
    const outer = reader;
    reader = this.#self;
    try {
      this.#value = this.#compute();
      this.#stale = false;
    } finally {
      reader = outer;
    }
  }
}

/**
 * @template T
 * @param {T} value
 * @returns {Signal<T>}
 */
export function signal(value) {
  return new Signal(value);
}

/**
 * Returns a value that follows from others.
 * @template T
 * @param {() => T} compute
 * @returns {ReadonlySignal<T>}
 */
export function computed(compute) {
  return new Computed(compute);
}

// Preact's hooks around the drawing of a component. Their short names are part of its interface to extensions.
const hooks = /** @type {any} */ (options);

/**
 * @param {string} name
 * @param {(vnode: any) => void} work
 */
function before(name, work) {
  const next = hooks[name];
  hooks[name] = (/** @type {any[]} */ ...given) => {
    work(given[name === '__e' ? 1 : 0]);
    next?.(...given);
  };
}

/** @type {WeakMap<object, Reader>} */
const drawn = new WeakMap();

before('__r', (vnode) => {
  const component = vnode.__c;
  let own = drawn.get(component);
  if (!own) {
    own = { sources: new Set(), changed: () => component.setState({}) };
    drawn.set(component, own);
  }
  forget(own);
  reader = own;
});
before('diffed', () => (reader = null));
before('__e', () => (reader = null));
before('unmount', (vnode) => {
  const own = vnode.__c && drawn.get(vnode.__c);
  if (own) {
    forget(own);
    drawn.delete(vnode.__c);
  }
});
