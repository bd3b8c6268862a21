// Debian's Chromium, and what the tests do in it again and again.
import { chromium } from 'playwright-core';
import { PASSWORD } from './service.js';

const PIXELS = { width: 64, height: 36 };

/** Pages by their links, in the order of the navigation. */
export const PAGES = [
  'Live view',
  'Image',
  'Video',
  'Audio',
  'Text overlay',
  'Motion',
  'Network',
  'Time',
  'Users',
  'Snapshots',
  'Maintenance',
  'About',
];

export function launch() {
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}

/**
 * Opens a page that remembers what went wrong: errors of scripts, and requests to other hosts. Chromium also reports
 * each status from 400 on, which tests cause on purpose.
 */
export async function open(browser, origin, options = {}) {
  const viewport = { width: 1280, height: 800 };
  const context = await browser.newContext({ locale: 'en-US', viewport, acceptDownloads: true, ...options });
  const page = await context.newPage();
  const problems = [];
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => problems.push(error.stack));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !message.text().startsWith('Failed to load resource')) {
      problems.push(message.text());
    }
  });
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).hostname !== '127.0.0.1') {
      problems.push(`a request to ${request.url()}`);
    }
  });
  await page.goto(origin);
  return Object.assign(page, { problems });
}

export async function signIn(page, name = 'admin', password = PASSWORD) {
  await page.getByLabel('User name').fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Opens a page by its link. */
export async function visit(page, link) {
  await page.getByRole('link', { name: link, exact: true }).click();
  await page.getByRole('heading', { name: link, level: 1 }).waitFor();
}

export async function save(page) {
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
}

/** Returns the mean brightness of the live picture, 0 to 255. */
export function brightness(page) {
  return page.getByRole('img', { name: 'Live picture' }).evaluate((image, { width, height }) => {
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const drawing = canvas.getContext('2d');
    drawing.drawImage(image, 0, 0, width, height);
    const { data } = drawing.getImageData(0, 0, width, height);
    return data.reduce((sum, value, index) => (index % 4 === 3 ? sum : sum + value), 0) / (width * height * 3);
  }, PIXELS);
}

/** Waits until a value that is asked for again and again fits. */
export async function until(ask, fits, millis = 10_000) {
  const deadline = Date.now() + millis;
  let value = await ask();
  while (!fits(value)) {
    if (Date.now() > deadline) {
      throw new Error(`the last value was ${value}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
    value = await ask();
  }
  return value;
}

export async function pictureArrives(page) {
  const image = page.getByRole('img', { name: 'Live picture' });
  await until(
    () => image.evaluate((element) => element.naturalWidth),
    (width) => width > 0,
  );
}
