// The first start, also later.
export { Welcome as Content } from '../lib/welcome.js';
