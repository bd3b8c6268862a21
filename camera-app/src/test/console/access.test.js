// Accessibility in both themes and languages, on a desk and on a phone, and the first view on a slow machine.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { launch, open, pictureArrives, signIn } from './browser.js';
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

for (const [locale, colorScheme, viewport] of [
  ['en-US', 'light', DESK],
  ['zh-CN', 'dark', DESK],
  ['en-US', 'dark', PHONE],
  ['zh-CN', 'light', PHONE],
]) {
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
      await page.waitForLoadState('networkidle').catch(() => {});
      const name = new URL(page.url()).pathname;
      assert.deepEqual(await violations(page), [], name);
      assert.deepEqual(await misfits(page), [], name);
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
