// Values that redraw the console when they change.

/**
 * @template T
 * @typedef {{value: T, subscribe: (listener: (value: T) => void) => void}} Signal
 */

let redraw = () => {};
let pending = false;

/**
 * Names the function that draws the whole console. Changes of one task cause one call.
 * @param {() => void} draw
 */
export function onChange(draw) {
  redraw = draw;
}

function changed() {
  if (!pending) {
    pending = true;
    queueMicrotask(() => {
      pending = false;
      redraw();
    });
  }
}

/**
 * @template T
 * @param {T} initial
 * @returns {Signal<T>}
 */
export function signal(initial) {
  let current = initial;
  /** @type {((value: T) => void)[]} */
  const listeners = [];
  return {
    get value() {
      return current;
    },
    set value(next) {
      if (!Object.is(current, next)) {
        current = next;
        listeners.forEach((listener) => listener(next));
        changed();
      }
    },
    subscribe(listener) {
      listeners.push(listener);
    },
  };
}

/**
 * A value that follows from others.
 * @template T
 * @param {() => T} compute
 */
export function computed(compute) {
  return {
    get value() {
      return compute();
    },
  };
}
