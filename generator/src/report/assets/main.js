// Listens.

addEventListener('popstate', () => { readState(); render(); });
document.addEventListener('click', event => {
  const link = event.target.closest?.('a[href^="#"]');
  if (!link) return;
  // Keeps the address, which says what is shown.
  event.preventDefault();
  if (link.matches('.skip')) return $('main').focus();
  if (link.hash !== location.hash) history.pushState(null, '', link.hash);
  readState();
  render();
  scrollTo(0, 0);
});

let typing;
$('query').addEventListener('input', () => {
  clearTimeout(typing);
  typing = setTimeout(search, 80);
});
$('search').addEventListener('submit', event => { event.preventDefault(); search(); });

function search() {
  clearTimeout(typing);
  const q = $('query').value.trim();
  const view = { overview: q ? 'results' : 'overview', results: q ? 'results' : 'overview' }[state.view] ?? state.view;
  go({ q, view }, 'replaceState');
}

for (const select of document.querySelectorAll('select[data-filter]')) {
  select.addEventListener('change', () => go({ [select.dataset.filter]: select.value, view: state.view }));
}
for (const button of document.querySelectorAll('[data-severity]')) {
  button.addEventListener('click', () => {
    const chosen = new Set(state.severity?.split(',') ?? []);
    if (!chosen.delete(button.dataset.severity)) chosen.add(button.dataset.severity);
    go({ severity: [...chosen].join(','), view: 'findings' });
  });
}

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const query = $('query');
  const inField = event.target.matches?.('input, select, textarea');
  if (event.key === '/' && !inField) { query.focus(); query.select(); }
  else if (event.key === 'ArrowDown' && event.target === query) document.querySelector('.view:not([hidden]) .row summary')?.focus();
  else if (event.key === 'Escape') escape(event.target);
  else return;
  event.preventDefault();
});

// One step back: out of the row, out of the search, out of the filters.
function escape(target) {
  const row = target.closest?.('.row[open]');
  if (row) { row.open = false; row.firstChild.focus(); }
  else if (target === $('query') && $('query').value) { $('query').value = ''; search(); }
  else if (target === $('query')) target.blur();
  else if (KEYS.some(key => key !== 'view' && state[key])) clear();
}

// Light, dark, or what the system says; remembered where the browser lets a file remember.
const THEMES = ['system', 'light', 'dark'];
const remembered = {
  get() { try { return localStorage.getItem('docwright-theme'); } catch { return null; } },
  set(theme) { try { localStorage.setItem('docwright-theme', theme); } catch { /* It is forgotten, then. */ } },
};
function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  $('theme').textContent = `Theme: ${theme}`;
}
$('theme').addEventListener('click', () => {
  const theme = THEMES[(THEMES.indexOf(document.documentElement.dataset.theme) + 1) % THEMES.length];
  setTheme(theme);
  remembered.set(theme);
});

// Columns of the areas are sorted by a click on their heads.
for (const head of document.querySelectorAll('.areas th[scope=col]')) {
  const button = el('button', { type: 'button' }, head.textContent);
  head.replaceChildren(button);
  button.addEventListener('click', () => {
    const up = head.getAttribute('aria-sort') === 'descending' || (head.cellIndex === 0 && head.getAttribute('aria-sort') !== 'ascending');
    for (const other of head.parentNode.children) other.removeAttribute('aria-sort');
    head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
    const body = head.closest('table').tBodies[0];
    const value = row => row.cells[head.cellIndex].textContent.trim();
    const compare = head.cellIndex ? (a, b) => value(a).replaceAll(',', '') - value(b).replaceAll(',', '') : (a, b) => value(a).localeCompare(value(b), 'en');
    body.append(...[...body.rows].sort((a, b) => up ? compare(a, b) : compare(b, a)));
  });
}

$('all-rules')?.addEventListener('click', () => {
  const open = $('all-rules').getAttribute('aria-expanded') !== 'true';
  $('all-rules').setAttribute('aria-expanded', open);
  $('all-rules').closest('section').classList.toggle('all', open);
  $('all-rules').textContent = open ? 'Show fewer' : `Show all ${common().rules.length} rules`;
});

// Paper does not scroll.
addEventListener('beforeprint', () => lists[state.view]?.more(1000));

for (const node of document.querySelectorAll('#theme, #search, #all-rules')) node.hidden = false;
setTheme(THEMES.includes(remembered.get()) ? remembered.get() : 'system');
document.documentElement.classList.add('scripted');
readState();
render();
