// What replaces the camera under an open console: firmware, an update of the service, a factory reset.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launch, open, save, signIn, until, visit } from './browser.js';
import { PASSWORD, Service, tool } from './service.js';

const MAKE_IMAGE = new URL('../../../../script/firmware', import.meta.url).pathname;
const CHANGED = 'BOOT-INF/classes/console/pages/users.js';
const RESTART_MILLIS = 60_000;

const folder = mkdtempSync(join(tmpdir(), 'camerad-update-'));
const key = join(folder, 'release.key');
let service;
let browser;
let page;

before(async () => {
  execFileSync('openssl', ['ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', key]);
  execFileSync('openssl', ['pkey', '-in', key, '-pubout', '-out', `${key}.pub`]);
  [service, browser] = await Promise.all([Service.start({ 'camera.firmware.keys': `${key}.pub` }), launch()]);
  page = await open(browser, `${service.origin}/maintenance`);
  await signIn(page);
});

after(async () => {
  await browser?.close();
  await service?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function signInAfterRestart() {
  await page.getByRole('heading', { name: 'Sign in to the camera' }).waitFor({ timeout: RESTART_MILLIS });
  await signIn(page);
}

/** Returns another version of the service, with one page changed. */
function nextVersion() {
  const jar = join(folder, 'next.jar');
  copyFileSync(process.env.CAMERA_JAR, jar);
  execFileSync(tool('jar'), ['xf', jar, CHANGED], { cwd: folder });
  writeFileSync(join(folder, CHANGED), '\n// The next version.\n', { flag: 'a' });
  execFileSync(tool('jar'), ['uf', jar, CHANGED], { cwd: folder });
  return jar;
}

test('a genuine image is sent, installed and started; the wrong password is said before', async () => {
  const model = /<model>(.*)<\/model>/.exec(await service.call('getmodel'))?.[1];
  const image = join(folder, 'camera.swu');
  const content = join(folder, 'rootfs');
  writeFileSync(content, Buffer.alloc(300_000, 7));
  const options = ['--version', '99.1.0', '--model', model, '--key', key, '--output', image, content];
  execFileSync(MAKE_IMAGE, options);
  await page.getByRole('button', { name: 'Upload' }).click();
  await page.getByRole('alert').getByText('Choose an image file').waitFor();
  await page.getByLabel('Image file').setInputFiles(image);
  await page.getByLabel('Your password').fill('wrong');
  await page.getByRole('button', { name: 'Upload' }).click();
  await page.getByRole('alert').getByText('The password is wrong').waitFor();
  await page.getByLabel('Your password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Upload' }).click();
  await signInAfterRestart();
  await page.getByText('Version 99.1.0 is installed').waitFor();
  assert.equal(page.url(), `${service.origin}/maintenance`);
});

test('an update under an open page: it offers to reload, and what was typed is kept until then', async () => {
  const late = await open(browser, `${service.origin}/users`);
  await visit(page, 'Text overlay');
  await page.getByRole('textbox', { name: 'Title' }).fill('typed before the update');
  await service.update(nextVersion());
  await page.getByRole('dialog').getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').getByText('The camera was updated').waitFor();
  assert.equal(await page.getByRole('alert').count(), 1);
  assert.equal(await page.getByRole('textbox', { name: 'Title' }).inputValue(), 'typed before the update');
  await save(page);
  await page.getByRole('button', { name: 'Reload' }).click();
  await page.getByRole('alert').waitFor({ state: 'detached' });
  await until(
    () => page.getByRole('textbox', { name: 'Title' }).inputValue(),
    (value) => value === 'typed before the update',
  );
  await visit(page, 'Users');
  await page.getByRole('row', { name: /admin/ }).waitFor();
  await signIn(late);
  await late.getByRole('alert').getByText('The camera was updated').waitFor();
  await late.getByRole('button', { name: 'Reload' }).click();
  await late.getByRole('row', { name: /admin/ }).waitFor();
  assert.deepEqual(late.problems, []);
  await late.context().close();
});

test('a factory reset says what is lost, erases it, and begins again', async () => {
  await service.call('user_management?action=add&name=gone&newpasswd=gone-1&privilege=User&enable=Enable');
  await visit(page, 'Maintenance');
  await page.getByRole('button', { name: /^Factory reset/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  assert.match(await service.call('osd'), /typed before the update/);
  await page.getByRole('button', { name: /^Factory reset/ }).click();
  assert.match(await page.getByRole('dialog').innerText(), /This is lost for good.*all users.*all presets/s);
  await page.getByRole('button', { name: 'Erase everything' }).click();
  await signInAfterRestart();
  await visit(page, 'Users');
  await page.getByRole('row', { name: /admin/ }).waitFor();
  assert.equal(await page.getByRole('row', { name: /gone/ }).count(), 0);
  await visit(page, 'Live view');
  await page.getByRole('button', { name: 'Finish' }).waitFor();
  assert.doesNotMatch(await service.call('osd'), /typed before the update/);
  assert.deepEqual(page.problems, []);
});
