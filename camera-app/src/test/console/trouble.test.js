// What may go wrong while somebody uses the console: nothing typed is lost, and the message says what to do.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, open, pictureArrives, save, signIn, visit } from './browser.js';
import { PASSWORD, Service } from './service.js';

let service;
let browser;
let page;

before(async () => {
  [service, browser] = await Promise.all([Service.start(), launch()]);
  await service.call('user_management?action=add&name=viewer&newpasswd=viewer-1&privilege=User&enable=Enable');
  await service.call('user_management?action=add&name=operator&newpasswd=op-1&privilege=Operator&enable=Enable');
  page = await open(browser, service.origin);
});

after(async () => {
  await browser?.close();
  await service?.stop();
});

const title = (which = page) => which.getByRole('textbox', { name: 'Title' });

async function typeTitle(text) {
  await title().fill(text);
  await page.getByRole('button', { name: 'Save' }).click();
}

test('eleven wrong passwords: the lock-out is explained', async () => {
  for (let index = 0; index < 12; index++) {
    await fetch(`${service.origin}/cgi-bin/getuid?username=operator&password=wrong${index}`);
  }
  await signIn(page, 'operator', 'op-1');
  assert.match(await page.getByRole('alert').innerText(), /wait a minute/);
});

test('a camera that answers 503 loses nothing that was typed', async () => {
  await signIn(page);
  await visit(page, 'Text overlay');
  await title().fill('typed before');
  const body = '<fault><value>/cgi-bin/osd</value><reason>device error</reason></fault>';
  await page.route('**/cgi-bin/osd?**', (route) => route.fulfill({ status: 503, body }));
  await typeTitle('kept at 503');
  assert.match(await page.getByRole('alert').innerText(), /does not respond/);
  await page.unroute('**/cgi-bin/osd?**');
  await save(page);
  assert.match(await service.call('osd'), /kept at 503/);
});

test('a lost network is told once and loses nothing, and the picture comes back by itself', async () => {
  await page.context().setOffline(true);
  const beat = page.waitForEvent('requestfailed', (request) => request.url().includes('/keep_alive'));
  await typeTitle('lost');
  assert.match(await page.getByRole('alert').innerText(), /No connection.*try again/);
  await beat;
  await page.waitForTimeout(500);
  assert.match(await page.getByRole('alert').innerText(), /No connection.*try again/);
  await title().fill('kept offline');
  await page.getByRole('alert').getByText('the page tries again by itself').waitFor();
  await page.context().setOffline(false);
  await save(page);
  assert.match(await service.call('osd'), /kept offline/);
  await pictureArrives(page);
});

test('a page that is opened without network comes with it', async () => {
  const other = await open(browser, `${service.origin}/image`);
  await signIn(other);
  await other.getByRole('slider', { name: 'Brightness' }).waitFor();
  await other.context().setOffline(true);
  await other.getByRole('link', { name: 'Users' }).click();
  assert.match(await other.getByRole('alert').innerText(), /No connection.*tries again/);
  await other.context().setOffline(false);
  await other.getByRole('row', { name: /admin/ }).waitFor();
  await other.getByRole('alert').waitFor({ state: 'detached' });
  assert.deepEqual(other.problems, []);
  await other.context().close();
});

test('a session that has ended while typing goes on after the password', async () => {
  await title().fill('kept after the end');
  await service.call('reboot');
  await page.getByRole('dialog').getByText('Sign in again to continue').waitFor({ timeout: 30_000 });
  await page.getByRole('dialog').getByLabel('Password').fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').getByText('The user name or the password is wrong').waitFor();
  await page.getByRole('dialog').getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  assert.equal(await title().inputValue(), 'kept after the end');
  await save(page);
  assert.match(await service.call('osd'), /kept after the end/);
});

test('a password changed elsewhere: the dialog alone has fields, and what was typed stays', async () => {
  const add = 'user_management?action=add&name=chief&newpasswd=old-1&privilege=Administrator&enable=Enable';
  await service.call(add);
  const other = await open(browser, `${service.origin}/users`);
  await signIn(other, 'chief', 'old-1');
  await other.getByRole('heading', { name: 'Users', level: 1 }).waitFor();
  await other.getByLabel('Password').fill('not lost');
  await other.getByLabel('User name').fill('typed-before');
  await service.call('user_management?action=edit&name=chief&newpasswd=new-1');
  await other.getByText('your password was changed').waitFor();
  assert.equal(await other.getByLabel('User name').count(), 1);
  assert.equal(await other.getByLabel('Password').count(), 1);
  assert.equal(await other.getByLabel('User name').inputValue(), 'chief');
  await other.getByLabel('Password').fill('old-1');
  await other.getByRole('button', { name: 'Sign in' }).click();
  await other.getByRole('alert').getByText('is wrong').waitFor();
  await other.getByLabel('Password').fill('new-1');
  await other.getByRole('button', { name: 'Sign in' }).click();
  await other.getByRole('dialog').waitFor({ state: 'detached' });
  const name = other.getByLabel('User name');
  assert.equal(await name.inputValue(), 'typed-before');
  assert.ok(await name.evaluate((field) => field === document.activeElement));
  await other.getByRole('button', { name: 'Add user' }).click();
  await other.getByRole('row', { name: /typed-before/ }).waitFor();
  assert.deepEqual(other.problems, []);
  await other.context().close();
});

test('an address without a page says so, and leads back', async () => {
  const other = await open(browser, service.origin);
  const focused = () => other.evaluate(() => document.activeElement?.tagName);
  assert.equal((await other.goto(`${service.origin}/nonsense`)).status(), 404);
  await signIn(other, 'viewer', 'viewer-1');
  await other.getByRole('heading', { name: 'There is no such page', level: 1 }).waitFor();
  assert.equal(await other.title(), 'There is no such page · Camera');
  assert.equal(await focused(), 'H1');
  assert.equal(await other.locator('nav [aria-current]').count(), 0);
  await other.getByRole('link', { name: 'To the live view' }).click();
  await other.getByRole('heading', { name: 'Live view', level: 1 }).waitFor();
  assert.equal(other.url(), `${service.origin}/live`);
  assert.equal(await focused(), 'H1');
  await other.evaluate(() => location.assign('#/nonsense'));
  await other.getByRole('heading', { name: 'There is no such page', level: 1 }).waitFor();
  assert.equal(await focused(), 'H1');
  await other.getByRole('link', { name: 'Live view', exact: true }).click();
  await other.getByRole('heading', { name: 'Live view', level: 1 }).waitFor();
  assert.equal(other.url(), `${service.origin}/live`);
  await other.goBack();
  await other.getByRole('heading', { name: 'There is no such page', level: 1 }).waitFor();
  await other.goto(`${service.origin}/users`);
  await other.getByRole('heading', { name: 'This page is for another role', level: 1 }).waitFor();
  assert.match(await other.locator('main').innerText(), /Your role, User, does not allow it/);
  assert.deepEqual(other.problems, []);
  await other.context().close();
});

test('a User sees everything and is offered no change; the end of the user is explained in the second browser', async () => {
  const other = await open(browser, service.origin);
  await signIn(other, 'viewer', 'viewer-1');
  await pictureArrives(other);
  const links = await other.getByRole('navigation').getByRole('link').allInnerTexts();
  assert.deepEqual(
    ['Users', 'Snapshots', 'Maintenance'].filter((link) => links.includes(link)),
    [],
  );
  for (const link of links.filter((name) => name !== 'Live view')) {
    await visit(other, link);
    await other.waitForTimeout(300);
    assert.equal(await other.locator('main').locator('input, select, textarea, button').count(), 0, link);
  }
  await service.call('user_management?action=delete&name=viewer');
  await visit(other, 'Image');
  await other.getByText('Your session has ended').waitFor();
  assert.deepEqual(other.problems, []);
});

test('an Operator manages everything but users', async () => {
  await new Promise((resolve) => setTimeout(resolve, 4500));
  const other = await open(browser, `${service.origin}/users`);
  await signIn(other, 'operator', 'op-1');
  await other.getByRole('heading', { name: 'This page is for another role', level: 1 }).waitFor();
  const links = await other.getByRole('navigation').getByRole('link').allInnerTexts();
  assert.ok(!links.includes('Users') && links.includes('Maintenance'));
});

test('keep-alive holds a session that is shorter than the pauses of its user', async () => {
  const short = await Service.start({ 'camera.session.timeout': '4s' });
  const other = await open(browser, short.origin);
  await signIn(other);
  await visit(other, 'Users');
  await other.waitForTimeout(7000);
  await visit(other, 'Time');
  assert.equal(await other.getByText('Your session has ended').count(), 0);
  await other.route('**/cgi-bin/keep_alive?**', (route) => route.abort());
  await other.waitForTimeout(6000);
  await other.unroute('**/cgi-bin/keep_alive?**');
  await other.getByText('Your session has ended').waitFor();
  assert.deepEqual(other.problems, []);
  await short.stop();
});

test('no page has reported an error', () => assert.deepEqual(page.problems, []));
