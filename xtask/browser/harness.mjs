// A browser without a network, and checks that tell what they looked at.

import { chromium } from 'playwright-core';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

let failed = 0;
let passed = 0;

/** Starts the browser at `executablePath`; its profile is a new and empty folder. */
export const launch = executablePath => chromium.launch({ executablePath, args: FLAGS });

/** Opens the file, and fails on whatever the page says, asks for, or pops up. */
export async function open(browser, url, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, colorScheme: 'light', ...options });
  const page = await context.newPage();
  const odd = [];
  page.on('console', message => odd.push(`console: ${message.text()}`));
  page.on('pageerror', error => odd.push(`error: ${error.message}`));
  page.on('request', request => request.url().startsWith('file:') || odd.push(`request: ${request.url()}`));
  page.on('dialog', dialog => { odd.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  await page.goto(url);
  return { page, odd, close: () => context.close() };
}

/** Runs one check on a page of its own; it fails by throwing, and when the page was not quiet. */
export async function check(name, opened, work) {
  const { page, odd, close } = await opened;
  try {
    await work(page);
    if (odd.length) throw new Error(odd.join('\n'));
    passed += 1;
    console.log(`ok    ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL  ${name}\n      ${String(error.message).replaceAll('\n', '\n      ')}`);
  } finally {
    await close();
  }
}

/** Fails unless both are the same, as JSON. */
export function same(found, wanted, what) {
  if (JSON.stringify(found) !== JSON.stringify(wanted)) throw new Error(`${what}: ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`);
}

/** Fails unless it holds. */
export function holds(condition, what) {
  if (!condition) throw new Error(what);
}

/** Says how it went; true when nothing failed. */
export function summary() {
  console.log(`${passed} checks passed, ${failed} failed`);
  return failed === 0 && passed > 0;
}
