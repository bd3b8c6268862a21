// The walk of somebody who has never seen the console. It runs with every test of the product.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { brightness, launch, open, pictureArrives, save, signIn, until, visit } from './browser.js';
import { PASSWORD, Service, freePort } from './service.js';

let service;
let browser;
let page;

before(async () => {
  [service, browser] = await Promise.all([Service.start(), launch()]);
  page = await open(browser, service.origin);
});

after(async () => {
  await browser?.close();
  await service?.stop();
});

test('a wrong password is explained, the right one opens the page of the address', async () => {
  await page.goto(`${service.origin}/image`);
  await signIn(page, 'admin', 'wrong');
  assert.match(await page.getByRole('alert').innerText(), /wrong.*60 seconds/s);
  await signIn(page);
  await page.getByRole('heading', { name: 'Image', level: 1 }).waitFor();
  assert.equal(page.url(), `${service.origin}/image`);
});

test('brightness shows in the picture at once, and is undone', async () => {
  await pictureArrives(page);
  const before = await brightness(page);
  await page.getByRole('slider', { name: 'Brightness' }).fill('240');
  await until(
    () => brightness(page),
    (now) => now > before + 30,
  );
  await page.getByRole('button', { name: 'Undo' }).click();
  await until(
    () => brightness(page),
    (now) => Math.abs(now - before) < 15,
  );
});

test('a title is set, whatever its characters', async () => {
  await visit(page, 'Text overlay');
  await page.getByRole('textbox', { name: 'Title' }).fill('<b>"门" & \'1\'</b>');
  await save(page);
  assert.match(await service.call('osd'), /title_utf8="&lt;b>&quot;门&quot; &amp; '1'&lt;\/b>"|title_utf8="&lt;b&gt;/);
  assert.equal(await page.locator('main b').count(), 0);
});

test('a region of motion is painted', async () => {
  await visit(page, 'Motion');
  await page.getByRole('button', { name: 'Select none' }).click();
  const area = await page.getByRole('application', { name: 'Motion region' }).boundingBox();
  await page.mouse.move(area.x + 2, area.y + 2);
  await page.mouse.down();
  await page.mouse.move(area.x + area.width * 0.1, area.y + area.height * 0.1, { steps: 3 });
  await page.mouse.up();
  await page.getByRole('switch', { name: 'Detect motion' }).check();
  await save(page);
  assert.match(await service.call('motion'), /enable="1".*blockcount="22x18" areavalue="e00003800{90}\w*"/);
});

test('an operator is added', async () => {
  await visit(page, 'Users');
  await page.getByLabel('User name').fill('guard');
  await page.getByLabel('Password').fill('guard-secret');
  await page.getByLabel('Role').selectOption('Operator');
  await page.getByRole('button', { name: 'Add user' }).click();
  await page.getByRole('row', { name: /guard/ }).waitFor();
  assert.match(await service.call('user_management?action=get_user'), /name="guard" privilege="Operator"/);
});

test('the port is changed, and the page finds the camera again', async () => {
  const port = await freePort();
  await visit(page, 'Network');
  await page.getByLabel('HTTP port').fill(String(port));
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('You will be disconnected').waitFor();
  await page.getByRole('button', { name: 'Continue now' }).click();
  await page.waitForURL(`http://127.0.0.1:${port}/network`, { timeout: 20_000 });
  await signIn(page, 'admin', PASSWORD);
  await page.getByRole('heading', { name: 'Network', level: 1 }).waitFor();
});

test('nothing went wrong meanwhile, and no uid is in an address that is kept', async () => {
  assert.deepEqual(page.problems, []);
  const kept = await page.evaluate(() => location.href + document.referrer + document.documentElement.outerHTML);
  const uid = await page.evaluate(() => sessionStorage.getItem('camerad.uid'));
  assert.ok(uid?.length === 8 && !kept.includes(uid));
});
