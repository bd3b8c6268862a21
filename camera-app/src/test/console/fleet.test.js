// The page of the management port: all cameras of a process, one of which cannot be opened.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, open, until } from './browser.js';
import { Service } from './service.js';

// Below the ports that the system gives to clients: three in a row are free there.
const FIRST_PORT = 20_000 + Math.floor(Math.random() * 10_000);

let service;
let browser;
let page;

before(async () => {
  const options = { 'camera.count': 3, 'server.port': FIRST_PORT, 'camera.instances.3.driver': 'lantern' };
  [service, browser] = await Promise.all([Service.start(options), launch()]);
  page = await open(browser, `http://127.0.0.1:${service.management}/`, { colorScheme: 'dark' });
});

after(async () => {
  await browser?.close();
  await service?.stop();
});

const tiles = () => page.getByRole('listitem');

const loaded = () => page.evaluate(() => [...document.images].filter((image) => image.naturalWidth > 0).length);

test('shows thumbnails of the cameras that serve, and why the other one does not', async () => {
  await page.getByText('2 of 3 cameras serve').waitFor();
  await until(loaded, (count) => count === 2);
  assert.match(await tiles().nth(2).innerText(), /DOWN – camera: .*camera.instances.3.driver: there is no driver/);
  assert.deepEqual(page.problems, []);
});

test('leads to a camera by the keyboard, also after a refresh without another one', async () => {
  await page.keyboard.press('Tab');
  const focused = () => page.evaluate(() => document.activeElement.href);
  assert.equal(await focused(), `http://127.0.0.1:${FIRST_PORT}/`);
  const removed = await fetch(`http://127.0.0.1:${service.management}/actuator/cameras/2`, { method: 'DELETE' });
  assert.equal(removed.status, 204);
  await page.getByText('1 of 2 cameras serve').waitFor();
  assert.equal(await tiles().count(), 2);
  assert.equal(await focused(), `http://127.0.0.1:${FIRST_PORT}/`);
  assert.deepEqual(page.problems, []);
});
