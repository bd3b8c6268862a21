// Makes the pictures of the README from a running console.
import { join } from 'node:path';
import { launch, open, pictureArrives, save, signIn, visit } from './browser.js';
import { Service } from './service.js';

const FOLDER = new URL('../../../../docs/', import.meta.url).pathname;
const NOON = 'time?update_method=MANUAL&year=2026&month=6&day=12&hour=10&min=30&sec=0';
const QUALITY = 70;

const [service, browser] = await Promise.all([Service.start(), launch()]);

async function picture(page, name) {
  await page.waitForTimeout(1500);
  await page.screenshot({ path: join(FOLDER, `${name}.jpg`), type: 'jpeg', quality: QUALITY });
}

try {
  await service.call(NOON);
  await service.call('osd?title_utf8=Main%20street&title_pos_type=0&title_pos_x=0&time_pos_type=0&time_pos_x=2');
  const desk = await open(browser, `${service.origin}/live`, { colorScheme: 'light' });
  await signIn(desk);
  await pictureArrives(desk);
  await picture(desk, 'console-live');
  await visit(desk, 'Motion');
  await desk.getByRole('button', { name: 'Select none' }).click();
  const area = await desk.getByRole('application', { name: 'Motion region' }).boundingBox();
  await desk.mouse.move(area.x + 4, area.y + area.height * 0.65);
  await desk.mouse.down();
  await desk.mouse.move(area.x + area.width - 4, area.y + area.height * 0.93, { steps: 3 });
  await desk.mouse.up();
  await desk.getByRole('switch', { name: 'Detect motion' }).check();
  await save(desk);
  await picture(desk, 'console-motion');
  const phone = { width: 360, height: 740 };
  const hand = await open(browser, `${service.origin}/live`, { locale: 'zh-CN', colorScheme: 'dark', viewport: phone });
  await hand.locator('#username').fill('admin');
  await hand.locator('#password').fill('console-test');
  await hand.locator('#password').press('Enter');
  await hand.locator('.frame img:not(.stale)').waitFor();
  await picture(hand, 'console-phone');
} finally {
  await browser.close();
  await service.stop();
}
