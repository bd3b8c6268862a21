// The main task of each page, with wrong input, by an administrator.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launch, open, pictureArrives, save, signIn, until, visit } from './browser.js';
import { Service } from './service.js';

let service;
let browser;
let page;

before(async () => {
  [service, browser] = await Promise.all([Service.start(), launch()]);
  page = await open(browser, service.origin);
  await signIn(page);
});

after(async () => {
  await browser?.close();
  await service?.stop();
});

const alertText = () => page.getByRole('alert').innerText();

test('the first start refuses what is wrong beside its field, and changes nothing then', async () => {
  const finish = async (name, password, text) => {
    await page.getByLabel('Your name').fill(name);
    await page.getByLabel('New password').fill(password);
    await page.getByRole('button', { name: 'Finish' }).click();
    await page.getByRole('alert').getByText(text).waitFor();
    assert.equal(await page.getByRole('alert').count(), 1);
  };
  await page.getByLabel('Time zone').selectOption('GMT+05:30');
  await page.getByRole('textbox', { name: 'Title' }).fill('字'.repeat(22));
  await finish('chief', '', 'Enter a password');
  await finish('', 'chief-secret', 'Enter a user name');
  await finish('a"b', 'chief-secret', 'letters, digits');
  await finish('chief', 'p'.repeat(65), '1 to 64');
  assert.match(await service.call('time'), /timezone="(?!GMT\+05:30)/);
  assert.doesNotMatch(await service.call('user_management?action=get_user'), /chief/);
  await finish('chief', 'chief-secret', '64 bytes');
  assert.match(await page.locator('.who').innerText(), /chief/);
});

test('the first start outlives another page, and sets title, time zone, time and account in one go', async () => {
  await visit(page, 'About');
  await visit(page, 'Live view');
  assert.equal(await page.getByLabel('Time zone').inputValue(), 'GMT+05:30');
  assert.equal(await page.getByLabel('New password').inputValue(), 'chief-secret');
  await page.getByRole('textbox', { name: 'Title' }).fill('Gate "1"');
  await page.getByRole('button', { name: 'Finish' }).click();
  await page.getByRole('button', { name: 'Finish' }).waitFor({ state: 'detached' });
  assert.match(await service.call('user_management?action=get_user'), /name="chief" privilege="Administrator"/);
  assert.match(await service.call('osd'), /title_utf8="Gate &quot;1&quot;"/);
  const [, shown] = /timezone="GMT\+05:30".*current_time="([^"]+)"/.exec(await service.call('time'));
  const camera = Date.parse(`${shown.replace(' ', 'T')}Z`) - 330 * 60_000;
  assert.ok(Math.abs(camera - Date.now()) < 10_000, shown);
});

test('the password is changed later at /setup, and signs in', async () => {
  await page.goto(`${service.origin}/setup`);
  await page.getByLabel('New password').fill('chief-other');
  await page.getByRole('button', { name: 'Finish' }).click();
  await page.getByRole('heading', { name: 'Live view', level: 1 }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Finish' }).count(), 0);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await signIn(page, 'chief', 'chief-secret');
  await page.getByRole('alert').getByText('is wrong').waitFor();
  await signIn(page, 'chief', 'chief-other');
  await page.getByRole('heading', { name: 'Live view', level: 1 }).waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await signIn(page);
  await page.getByRole('heading', { name: 'Live view', level: 1 }).waitFor();
  await service.call('user_management?action=delete&name=chief');
});

test('the live picture runs and tells its size; a snapshot is saved', async () => {
  await pictureArrives(page);
  await page.getByText(/\d+ fps · 1920 × 1080/).waitFor();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Snapshot' }).click();
  assert.match((await download).suggestedFilename(), /^camera-\d{8}-\d{6}\.jpg$/);
  await page.getByText('Sub', { exact: true }).click();
  await page.getByText(/fps · 480 × 360/).waitFor();
});

test('the head moves while a button or a key is held', async () => {
  const sent = [];
  page.on('request', (request) => request.url().includes('/ptz_ctrl') && sent.push(request.url()));
  const button = await page.getByRole('button', { name: 'Pan right' }).boundingBox();
  await page.mouse.move(button.x + 5, button.y + 5);
  await page.mouse.down();
  await until(
    () => sent.length,
    (count) => count === 1,
  );
  await page.mouse.up();
  await until(
    () => sent.length,
    (count) => count === 2,
  );
  await page.keyboard.down('ArrowUp');
  await until(
    () => sent.length,
    (count) => count === 3,
  );
  await page.keyboard.up('ArrowUp');
  await until(
    () => sent.length,
    (count) => count === 4,
  );
  const actions = sent.map((url) => /(move_[xy]=1|stop=1)/.exec(url)[1]);
  assert.deepEqual(actions, ['move_x=1', 'stop=1', 'move_y=1', 'stop=1']);
});

test('a preset is stored, called and deleted', async () => {
  await page.getByRole('button', { name: 'Store preset' }).click();
  await page.getByRole('button', { name: 'Call preset 1' }).click();
  await page.getByRole('button', { name: 'Delete preset 1' }).click();
  await page.getByText('None stored yet').waitFor();
});

test('a text is dragged in the picture, and too long a title is refused beside its field', async () => {
  await visit(page, 'Text overlay');
  await pictureArrives(page);
  const handle = await page.getByRole('button', { name: /^Move the text/ }).boundingBox();
  const image = await page.getByRole('img', { name: 'Live picture' }).boundingBox();
  await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
  await page.mouse.down();
  await page.mouse.move(image.x + image.width / 2, image.y + image.height / 2, { steps: 4 });
  await page.mouse.up();
  await page.getByLabel('Format of the clock').selectOption('hh:mm:ss dd/mm/yyyy');
  await save(page);
  assert.match(
    await service.call('osd'),
    /title_pos_type="1" title_pos_x="50" title_pos_y="50".*hh:mm:ss dd\/mm\/yyyy/,
  );
  await page.getByRole('textbox', { name: 'Title' }).fill('字'.repeat(22));
  await page.getByRole('button', { name: 'Save' }).click();
  assert.match(await alertText(), /64 bytes/);
  assert.equal(await page.getByRole('textbox', { name: 'Title' }).inputValue(), '字'.repeat(22));
  await page.getByRole('button', { name: 'Discard changes' }).click();
});

test('video offers only what the encoder can do', async () => {
  await visit(page, 'Video');
  const main = page.getByRole('group', { name: 'Main stream' });
  await main.getByLabel('Codec').selectOption('H264');
  await main.getByLabel('Frame rate').fill('99');
  await main.getByLabel('Frame rate').blur();
  assert.equal(await main.getByLabel('Frame rate').inputValue(), '30');
  await main.getByLabel('Bit rate (').fill('4000');
  await main.getByText('About 43 GB a day').waitFor();
  await save(page);
  assert.match(await service.call('videoencoder'), /<stream1 encode_mode="H264" .*framerate="30" .*bitrate="4000"/);
});

test('sound takes the rates of its codec along', async () => {
  await visit(page, 'Audio');
  await page.getByLabel('Codec').selectOption('AAC');
  await page.getByLabel('Input volume').fill('33');
  await save(page);
  assert.match(
    await service.call('audioencoder'),
    /encode_type="AAC" samplerate="16000" bitrate="16000" input_volume="33"/,
  );
});

test('sensitivity takes effect at once, and motion lights up', async () => {
  await visit(page, 'Motion');
  await page.getByRole('switch', { name: 'Detect motion' }).check();
  await save(page);
  await page.getByRole('slider', { name: 'Sensitivity', exact: true }).fill('95');
  await until(
    () => service.call('motion'),
    (text) => text.includes(' sensitivity="95"'),
  );
  await service.simulate('scene', { action: 'seek', to: 0 });
  await page.getByText(/Blocks with motion now: [1-9]/).waitFor({ timeout: 30_000 });
});

test('a wrong gateway or port is explained beside its field, without a countdown', async () => {
  await visit(page, 'Network');
  await page.getByLabel('Gateway').fill('10.0.0.1');
  await page.getByRole('button', { name: 'Save' }).click();
  assert.match(await alertText(), /same subnet/);
  assert.equal(await page.getByLabel('Gateway').getAttribute('aria-invalid'), 'true');
  await page.getByLabel('HTTP port').fill('99');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('alert').getByText('Allowed are: 80, 1000–65535.').waitFor();
  assert.equal(await page.getByRole('dialog').count(), 0);
  await page.getByLabel('HTTP port').fill('1234');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Discard changes' }).click();
});

test('the clock takes the time of this computer', async () => {
  await visit(page, 'Time');
  await page.getByRole('button', { name: "Use this computer's time" }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
  await page.getByLabel('How the clock is set').selectOption('NTP');
  await page.getByLabel('Time server').fill('not a host');
  await page.getByRole('button', { name: 'Save' }).click();
  assert.match(await alertText(), /pool\.ntp\.org/);
  await page.getByRole('button', { name: 'Discard changes' }).click();
});

test('a name with a quote is explained, and the last administrator stays', async () => {
  await visit(page, 'Users');
  await page.getByLabel('User name').fill('a"b');
  await page.getByLabel('Password').fill('x');
  await page.getByRole('button', { name: 'Add user' }).click();
  assert.match(await alertText(), /letters, digits/);
  await page.getByRole('button', { name: 'Delete admin' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page
    .getByRole('dialog')
    .getByText(/last administrator/)
    .waitFor();
  await page.keyboard.press('Escape');
});

test('the memory card is tested; others are not offered', async () => {
  await visit(page, 'Snapshots');
  await page.getByRole('button', { name: 'Test memory card' }).click();
  await page.getByText(/has arrived/).waitFor();
  assert.equal(await page.getByRole('button', { name: /^Test/ }).count(), 1);
});

test('a file that is no firmware is refused in words', async () => {
  await visit(page, 'Maintenance');
  const file = join(service.folder, 'wrong.swu');
  writeFileSync(file, 'not an image');
  await page.getByLabel('Image file').setInputFiles(file);
  await page.getByLabel('Your password').fill('console-test');
  await page.getByRole('button', { name: 'Upload' }).click();
  assert.match(await alertText(), /not a genuine/);
});

test('a reboot is counted down, and the page opens again', async () => {
  await page.getByRole('button', { name: 'Reboot' }).click();
  await page.getByText('Continues by itself').waitFor();
  await page.getByRole('heading', { name: 'The camera restarts' }).waitFor();
  await page.getByRole('button', { name: 'Sign in' }).waitFor({ timeout: 30_000 });
  assert.equal(page.url(), `${service.origin}/maintenance`);
  await signIn(page);
  await visit(page, 'About');
  await page.getByText('Everything works.').waitFor();
});

test("the client of the contract's section 4 gets a uid on a page of the camera", async () => {
  await service.call('user_management?action=add&name=client&newpasswd=client42&privilege=User&enable=Enable');
  // The document uses these functions without showing them: the name and the password come decrypted, with filling.
  const helpers = `
    const g_des_userid = 'client', g_des_passwd = 'client42';
    const hexToString = (text) => text, des = (key, text) => text + '\\0\\0';
    const xmlLoadText = (text) => new DOMParser().parseFromString(text, 'text/xml');`;
  const client = readFileSync(new URL('contract-client.txt', import.meta.url), 'utf8');
  const uid = await page.evaluate(`(() => { ${helpers} ${client} return inner__getuid(); })()`);
  assert.match(uid, /^[0-9A-Za-z]{8}$/);
  assert.match(await (await fetch(`${service.origin}/cgi-bin/getinfo?uid=${uid}`)).text(), /<info kernel=/);
});

test('no page has reported an error', () => assert.deepEqual(page.problems, []));
