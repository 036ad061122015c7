// The report in a browser: search, filters, keys, addresses, colours, narrow screens, paper, and what hostile pages try.
// Usage: node report.mjs CHROMIUM REPORT HOSTILE-REPORT

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { check, holds, launch, open, same, summary } from './harness.mjs';

const [chromium, reportFile, hostileFile] = process.argv.slice(2);
const report = pathToFileURL(reportFile).href;
const hostile = pathToFileURL(hostileFile).href;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await launch(chromium);
const at = (hash, options) => open(browser, report + hash, options);

const data = (page, name) => page.evaluate(name => JSON.parse(document.getElementById(`data-${name}`).textContent), name);
const shown = page => page.locator('.view:not([hidden]) [role=status]').first().innerText();
const rows = page => page.locator('.view:not([hidden]) .row');
const view = page => page.locator('.view:not([hidden])').getAttribute('id');
const address = page => page.evaluate(() => location.hash);
// The search waits for a pause in typing, and then the address tells it.
const searched = (page, query) => page.waitForFunction(query => new URLSearchParams(location.hash.slice(1)).get('q') === query, query);
// What a row holds is made when it has been opened.
const openAll = async rows => {
  for (const row of await rows.all()) {
    await row.evaluate(row => { row.open = true; });
    await row.locator('.detail').waitFor();
  }
};

await check('the overview counts what the lists hold', at(''), async page => {
  const figures = await page.locator('.figures strong').allInnerTexts();
  const counts = [];
  for (const name of ['types', 'operations', 'findings']) counts.push((await data(page, name)).length.toLocaleString('en'));
  same(figures.slice(1), counts, 'figures');
  const areas = await page.locator('.areas tbody td:nth-child(5)').allInnerTexts();
  const sum = areas.reduce((sum, text) => sum + Number(text.replaceAll(',', '')), 0);
  same(sum.toLocaleString('en'), counts[2], 'findings of all areas');
});

await check('areas are sorted by any column', at(''), async page => {
  const column = () => page.locator('.areas tbody td:nth-child(3)').evaluateAll(cells => cells.map(cell => Number(cell.textContent.replaceAll(',', ''))));
  await page.getByRole('button', { name: 'Types' }).click();
  const down = await column();
  same(down, [...down].sort((a, b) => b - a), 'most first');
  await page.getByRole('button', { name: 'Types' }).click();
  same(await column(), [...down].sort((a, b) => a - b), 'fewest first');
  same(await page.locator('.areas th[aria-sort]').getAttribute('aria-sort'), 'ascending', 'told to those who hear it');
});

await check('a figure, a rule, a page lead to their findings', at(''), async page => {
  const link = page.locator('.bars tr a').first();
  const rule = await link.innerText();
  const count = await page.locator('.bars tr td.number').first().innerText();
  await link.click();
  same(await view(page), 'findings', 'view');
  same(await address(page), `#rule=${rule}`, 'address');
  holds((await shown(page)).startsWith(`${count} of `), await shown(page));
  holds(await page.locator('.card').isVisible(), 'the rule is explained');
  await page.goBack();
  same(await view(page), 'overview', 'and back');
  await page.locator('.bars.pages a').first().click();
  holds((await address(page)).startsWith('#page='), 'address of a page');
  holds(await rows(page).count() > 0, 'the page has findings');
});

await check('findings are filtered by severity, rule and area', at('#view=findings'), async page => {
  const [all, common] = [await data(page, 'findings'), await data(page, 'common')];
  const warnings = all.filter(finding => finding.severity === 'warning');
  await page.getByRole('button', { name: /warning/ }).click();
  same(await shown(page), `${warnings.length} of ${all.length} findings`, 'warnings');
  const area = common.areas[common.pages[warnings[0].page][1]];
  await page.locator('#findings select[data-filter=area]').selectOption(area || '-');
  const there = warnings.filter(finding => common.areas[common.pages[finding.page][1]] === area);
  same(await shown(page), `${there.length} of ${all.length} findings`, 'in the area');
  const rule = common.rules[there[0].rule].name;
  await page.locator('#findings select[data-filter=rule]').selectOption(rule);
  const left = there.filter(finding => finding.rule === there[0].rule);
  same(await shown(page), `${left.length} of ${all.length} findings`, 'of the rule');
  await page.reload();
  same(await shown(page), `${left.length} of ${all.length} findings`, 'the address tells all of it');
});

await check('a finding shows its line, its help and its rule', at('#view=findings'), async page => {
  const [first] = await data(page, 'findings');
  await rows(page).first().locator('summary').click();
  const detail = rows(page).first().locator('.detail');
  same(await detail.locator('.excerpt').innerText(), first.line + first.text.join(''), 'line');
  const href = await detail.locator('a.path').first().getAttribute('href');
  const common = await data(page, 'common');
  same(decodeURIComponent(href), common.folder + common.pages[first.page][0], 'way to the page');
});

await check('types and operations are opened by their address', at('#type=microsoft.graph.call'), async page => {
  same(await rows(page).count(), 1, 'one type');
  const type = (await data(page, 'types')).find(type => type.name === 'microsoft.graph.call');
  same(await page.locator('.parts tbody tr').count(), type.parts.length, 'properties');
  await page.locator('.parts a').first().click();
  holds((await address(page)).startsWith('#type='), 'a type leads to a type');
  await page.evaluate(() => { location.hash = '#operation=call-answer'; });
  await page.locator('#operations .row[open]').waitFor();
  same(await rows(page).count(), 1, 'one operation');
});

await check('the search finds in all lists, and in one', at(''), async page => {
  await page.keyboard.press('/');
  await page.keyboard.type('recordoperation');
  await searched(page, 'recordoperation');
  const groups = await page.locator('#results h3').allInnerTexts();
  holds(groups.length === 3 && groups[0].includes('type'), groups.join());
  await page.locator('nav a', { hasText: 'Types' }).click();
  same(await page.locator('#query').inputValue(), '', 'another view, another search');
  await page.locator('#query').fill('call direction');
  await searched(page, 'call direction');
  const names = await page.locator('#types .name').allInnerTexts();
  holds(names.length > 0 && names.length < 50, `${names.length} types`);
  await page.locator('#query').fill('no such thing');
  await page.locator('#types .empty button').click();
  same(await shown(page), `${(await data(page, 'types')).length} types`, 'cleared');
});

await check('keys alone are enough', at(''), async page => {
  await page.keyboard.press('Tab');
  same(await page.evaluate(() => document.activeElement.className), 'skip', 'first stop');
  await page.keyboard.press('/');
  await page.keyboard.type('call');
  await searched(page, 'call');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const row = () => page.evaluate(() => [...document.querySelectorAll('.view:not([hidden]) .row > summary')].indexOf(document.activeElement));
  same(await row(), 1, 'second row');
  await page.keyboard.press('Enter');
  await page.locator('.row[open] .detail').waitFor();
  await page.keyboard.press('Escape');
  same(await page.locator('.row[open]').count(), 0, 'closed');
  same(await row(), 1, 'still there');
  await page.keyboard.press('ArrowRight');
  same(await page.locator('.row[open]').count(), 1, 'right opens');
  await page.keyboard.press('ArrowLeft');
  same(await page.locator('.row[open]').count(), 0, 'left closes');
  await page.keyboard.press('Home');
  same(await row(), 0, 'first row');
  await page.keyboard.press('ArrowUp');
  same(await page.evaluate(() => document.activeElement.id), 'query', 'back in the search');
  await page.keyboard.press('Escape');
  same(await view(page), 'overview', 'search left');
});

await check('one row of a list is a stop of Tab', at('#view=types'), async page => {
  same(await page.locator('#types .list summary[tabindex="0"]').count(), 1, 'stops');
  const all = (await data(page, 'types')).length;
  holds(await rows(page).count() < all, 'rows are made as they come into sight');
  while (await rows(page).count() < all) {
    const before = await rows(page).count();
    await page.keyboard.press('End');
    await rows(page).last().scrollIntoViewIfNeeded();
    await page.waitForFunction(before => document.querySelectorAll('#types .row').length > before, before, { timeout: 10_000 });
  }
});

const ground = page => page.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number)[0]);
await check('dark where the system is dark, light where somebody says so', at('', { colorScheme: 'dark' }), async page => {
  holds(await ground(page) < 60, 'dark');
  await page.locator('#theme').click();
  same(await page.locator('#theme').innerText(), 'Theme: light', 'button');
  holds(await ground(page) > 200, 'light');
  await page.locator('#theme').click();
  holds(await ground(page) < 60, 'dark again');
});

for (const hash of ['', '#view=findings', '#view=types', '#type=microsoft.graph.call', '#operation=call-answer', '#q=call', '#rule=link-case']) {
  await check(`no scrolling sideways on a narrow screen: ${hash || 'overview'}`, at(hash, { viewport: { width: 400, height: 860 } }), async page => {
    if (await rows(page).count()) await openAll(rows(page).first());
    const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    holds(wide <= room, `${wide} px in ${room}`);
  });
}

await check('paper shows the figures and no controls', at(''), async page => {
  await page.emulateMedia({ media: 'print' });
  holds(!await page.locator('nav').isVisible(), 'no navigation');
  holds(!await page.locator('#theme').isVisible(), 'no button');
  same(await page.locator('.bars tr.more:visible').count(), await page.locator('.bars tr.more').count(), 'all rules');
});

await check('without JavaScript the figures are there', at('', { javaScriptEnabled: false }), async page => {
  holds(await page.locator('#overview .bars').first().isVisible(), 'charts');
  holds(await page.locator('noscript').isVisible(), 'and a word about the rest');
  holds(!await page.locator('#search').isVisible(), 'no dead controls');
});

for (const colorScheme of ['light', 'dark']) {
  for (const hash of ['', '#view=findings&rule=link-case', '#type=microsoft.graph.call', '#operation=call-answer', '#q=call']) {
    await check(`no barrier that axe knows, ${colorScheme}: ${hash || 'overview'}`, at(hash, { colorScheme, bypassCSP: true }), async page => {
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice'] }));
      const told = violations.flatMap(rule => rule.nodes.slice(0, 3).map(node => `${rule.id}: ${node.html.slice(0, 160)}: ${node.failureSummary}`));
      same(told, [], 'violations');
    });
  }
}

for (const hash of ['', '#view=findings', '#view=types', '#view=operations', '#q=script']) {
  await check(`hostile pages stay text: ${hash || 'overview'}`, open(browser, hostile + hash), async page => {
    await openAll(rows(page));
    same(await page.locator('script').count(), 5, 'scripts');
    same(await page.locator('img, iframe, object, embed, b[onclick], svg[onload], style + style').count(), 0, 'foreign elements');
    same(await page.evaluate(() => [...document.querySelectorAll('*')].filter(node => [...node.attributes].some(({ name }) => name.startsWith('on'))).length), 0, 'handlers');
    same(await page.locator('a[href^="javascript:" i], a[href^="data:" i]').count(), 0, 'links that run');
    same(await page.evaluate(() => globalThis.hacked ?? null), null, 'nothing ran');
    holds(!/[\u202e\u200b]/.test(await page.locator('body').innerText()), 'hidden characters are shown by number');
  });
}
await check('hostile text is there to be read', open(browser, `${hostile}#view=operations`), async page => {
  holds((await page.locator('#operations').innerText()).includes('</script><script>'), 'the title');
});

{
  const { page, close } = await at('');
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    try { script.textContent = 'globalThis.hacked = 1'; document.body.append(script); } catch { /* Trusted types refuse the text. */ }
    return globalThis.hacked ?? null;
  });
  await check('the policy lets no other script run', { page, odd: [], close }, () => same(ran, null, 'ran'));
}

await browser.close();
process.exitCode = summary() ? 0 : 1;
