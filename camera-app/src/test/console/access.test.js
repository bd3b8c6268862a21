// Accessibility in both themes and languages, on a desk and on a phone, and the first view on a slow machine.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { launch, open, pictureArrives, signIn, until } from './browser.js';
import { PASSWORD, Service } from './service.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const DESK = { width: 1280, height: 800 };
const PHONE = { width: 360, height: 740 };
const FIRST_VIEW_MILLIS = 1500;
const CPU_SLOW_DOWN = 4;
const TARGET_PIXELS = 24;

let service;
let browser;

before(async () => {
  [service, browser] = await Promise.all([Service.start(), launch()]);
});

after(async () => {
  await browser?.close();
  await service?.stop();
});

async function violations(page) {
  await page.evaluate(AXE);
  const { violations: found } = await page.evaluate(
    (values) => globalThis.axe.run(document, { runOnly: values }),
    RULES,
  );
  return found.map(({ id, nodes }) => `${id} ${nodes[0].target.join(' ')}: ${nodes[0].failureSummary}`);
}

async function check(page) {
  const name = new URL(page.url()).pathname;
  assert.deepEqual(await violations(page), [], name);
  assert.deepEqual(await misfits(page), [], name);
}

/** Returns what is wider than the page, and what is too small to hit. */
function misfits(page) {
  return page.evaluate((least) => {
    const wide = document.documentElement.scrollWidth > innerWidth ? ['the page is wider than the screen'] : [];
    const small = [...document.querySelectorAll('button, a, select, input')]
      .filter((one) => one.checkVisibility() && !one.closest('p, .segments'))
      .filter((one) => one.getBoundingClientRect().height < least)
      .map((one) => `too small: ${one.outerHTML.slice(0, 80)}`);
    return [...wide, ...small];
  }, TARGET_PIXELS);
}

const COMBINATIONS = ['en-US', 'zh-CN'].flatMap((locale) =>
  ['light', 'dark'].flatMap((colorScheme) => [DESK, PHONE].map((viewport) => ({ locale, colorScheme, viewport }))),
);

/** What is in no navigation. */
const OTHERS = ['/setup', '/nonsense', '/api.html'];

for (const { locale, colorScheme, viewport } of COMBINATIONS) {
  test(`every page is accessible: ${locale}, ${colorScheme}, ${viewport.width} pixels`, async () => {
    const page = await open(browser, service.origin, { locale, colorScheme, viewport, bypassCSP: true });
    assert.deepEqual(await violations(page), []);
    await page.locator('#username').fill('admin');
    await page.locator('#password').fill(PASSWORD);
    await page.locator('#password').press('Enter');
    await page.locator('nav').waitFor();
    assert.equal(await page.locator('html').getAttribute('lang'), locale === 'zh-CN' ? 'zh-Hans' : 'en');
    const links = await page.locator('nav a').all();
    for (const link of links) {
      await link.click();
      await page.locator('main .card').first().waitFor();
      await check(page);
    }
    for (const path of OTHERS) {
      await page.goto(service.origin + path);
      await page.locator('main p').first().waitFor();
      await check(page);
    }
    assert.deepEqual(page.problems, []);
    await page.context().close();
  });
}

test('dialogs are accessible, keep the focus, and end with Escape', async () => {
  const page = await open(browser, `${service.origin}/maintenance`, { bypassCSP: true });
  await signIn(page);
  await page.getByRole('button', { name: /^Factory reset/ }).click();
  await page.getByRole('dialog').getByText('This is lost for good').waitFor();
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.context().close();
});

test('language and theme can be switched, and stay', async () => {
  const page = await open(browser, service.origin);
  await page.getByLabel('Language').selectOption('zh');
  await page.getByRole('button', { name: '登录' }).waitFor();
  await page.getByLabel('主题').selectOption('dark');
  await page.reload();
  await page.getByRole('button', { name: '登录' }).waitFor();
  assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
  await page.context().close();
});

test('the description of the interfaces has both languages', async () => {
  const page = await open(browser, `${service.origin}/api.html`, { locale: 'zh-CN' });
  await page.getByRole('heading', { name: '此摄像机的接口' }).waitFor();
  assert.equal(await page.title(), '此摄像机的接口 · 摄像机');
  await page.getByLabel('语言').selectOption('en');
  await page.getByRole('heading', { name: 'Interfaces of this camera' }).waitFor();
  await page.getByRole('region', { name: '/cgi-bin/image' }).getByText('Role: User').waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Interfaces of this camera' }).waitFor();
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('a finger holds the head, paints the region of motion, and fills the screen', async () => {
  const page = await open(browser, `${service.origin}/live`, { viewport: PHONE, hasTouch: true, isMobile: true });
  const tools = await page.context().newCDPSession(page);
  const touch = (type, ...touchPoints) => tools.send('Input.dispatchTouchEvent', { type, touchPoints });
  await signIn(page);
  await page.getByRole('button', { name: 'Later' }).tap();
  await pictureArrives(page);
  const sent = [];
  page.on('request', (request) => request.url().includes('/ptz_ctrl') && sent.push(request.url()));
  const button = page.getByRole('button', { name: 'Pan left' });
  await button.scrollIntoViewIfNeeded();
  const { x, y } = await button.boundingBox();
  await touch('touchStart', { x: x + 9, y: y + 9 });
  await until(
    () => sent.at(-1),
    (url) => url?.includes('move_x=-1'),
  );
  await touch('touchMove', { x: x + 9, y: y + 60 });
  await touch('touchEnd');
  await until(
    () => sent.at(-1),
    (url) => url?.includes('stop=1'),
  );
  assert.equal(sent.length, 2);
  const full = () => page.evaluate(() => document.fullscreenElement?.contains(document.querySelector('main img')));
  await page.getByRole('button', { name: 'Full screen' }).tap();
  await until(full, (value) => value === true);
  await pictureArrives(page);
  await page.getByRole('button', { name: 'Full screen' }).tap();
  await until(full, (value) => value === undefined);
  await visitByTouch(page, 'Motion');
  await page.getByRole('button', { name: 'Select none' }).tap();
  const region = page.getByRole('application', { name: 'Motion region' });
  await region.scrollIntoViewIfNeeded();
  const area = await region.boundingBox();
  await touch('touchStart', { x: area.x + 3, y: area.y + 3 });
  await touch('touchMove', { x: area.x + area.width / 2, y: area.y + area.height / 2 });
  await touch('touchEnd');
  await page.getByRole('button', { name: 'Save' }).tap();
  await page.getByText('Saved', { exact: true }).waitFor();
  assert.match(await service.call('motion'), /areavalue="f/);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

async function visitByTouch(page, link) {
  await page.getByRole('link', { name: link, exact: true }).tap();
  await page.getByRole('heading', { name: link, level: 1 }).waitFor();
}

test('the region of motion is chosen by keys', async () => {
  const page = await open(browser, `${service.origin}/motion`);
  await signIn(page);
  await page.getByRole('button', { name: 'Select none' }).click();
  await page.getByRole('application', { name: 'Motion region' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await page.getByText('Column 2, row 1: selected').waitFor({ state: 'attached' });
  await page.context().close();
});

test('the first view of a slow machine takes less than 1.5 s, and the picture does not move the page', async () => {
  const page = await open(browser, 'about:blank');
  const tools = await page.context().newCDPSession(page);
  await tools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOW_DOWN });
  await page.goto(service.origin);
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0].startTime);
  assert.ok(paint < FIRST_VIEW_MILLIS, `${paint} ms`);
  await tools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await signIn(page);
  await page.getByRole('button', { name: 'Later' }).click();
  await pictureArrives(page);
  const before = await page.getByRole('img', { name: 'Live picture' }).boundingBox();
  await page.waitForTimeout(1500);
  assert.deepEqual(await page.getByRole('img', { name: 'Live picture' }).boundingBox(), before);
  await page.context().close();
});
