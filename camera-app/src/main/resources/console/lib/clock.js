// Dates in the camera's time zone and in the ten formats of the text overlay.

const MINUTE_MILLIS = 60_000;

/**
 * Returns the minutes east of Greenwich.
 * @param {string} zone such as GMT+05:30
 */
export function offsetOf(zone) {
  const [, sign, hours, minutes] = /^GMT([+-])(\d\d):(\d\d)$/.exec(zone) ?? ['', '+', '0', '0'];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** Returns this computer's time zone as the contract names it. */
export function localZone() {
  const east = -new Date().getTimezoneOffset();
  const size = Math.abs(east);
  return `GMT${east < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** @param {number} number */
export function two(number) {
  return String(number).padStart(2, '0');
}

/**
 * Returns the parameters that set the camera's clock to now.
 * @param {string} zone the camera's
 * @returns {Record<string, string>}
 */
export function clockParameters(zone) {
  const local = new Date(Date.now() + offsetOf(zone) * MINUTE_MILLIS);
  return {
    year: String(local.getUTCFullYear()),
    month: String(local.getUTCMonth() + 1),
    day: String(local.getUTCDate()),
    hour: String(local.getUTCHours()),
    min: String(local.getUTCMinutes()),
    sec: String(local.getUTCSeconds()),
  };
}

/**
 * Returns a date in a format of the text overlay.
 * @param {string} format such as yyyy-mm-dd hh:mm:ss
 * @param {Date} date
 */
export function example(format, date) {
  const time = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  return format
    .replace('_', ' ')
    .replace('hh:mm:ss', time)
    .replace('yyyy', String(date.getFullYear()))
    .replace('yy', two(date.getFullYear() % 100))
    .replace('mm', two(date.getMonth() + 1))
    .replace('dd', two(date.getDate()));
}
