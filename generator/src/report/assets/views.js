// Shows what the state says.

const KINDS = { types, operations, findings };
const lists = {};
const list = name => lists[name] ??= new List(KINDS[name]);

function render() {
  for (const view of VIEWS) $(view).hidden = view !== state.view;
  for (const link of document.querySelectorAll('nav a')) {
    if (link.dataset.view === state.view) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  if ($('query').value !== (state.q ?? '')) $('query').value = state.q ?? '';
  if (state.view === 'results') renderResults();
  else if (state.view !== 'overview') renderList(KINDS[state.view]);
}

function found(kind) {
  const items = kind.all().filter(kind.keep());
  const query = state.q?.trim().toLowerCase();
  return query && kind.rank
    ? items.map(item => [kind.rank(item, query), item]).sort(([a], [b]) => a - b).map(([, item]) => item)
    : items;
}

const prepared = {};

function renderList(kind) {
  const view = $(kind.name);
  const parts = prepared[kind.name] ??= prepare(view, kind);
  for (const select of view.querySelectorAll('select')) select.value = state[select.dataset.filter] ?? '';
  const severities = state.severity?.split(',') ?? [];
  for (const button of view.querySelectorAll('[data-severity]')) {
    button.setAttribute('aria-pressed', severities.includes(button.dataset.severity));
  }
  const items = found(kind);
  const total = kind.all().length;
  parts.status.textContent = items.length === total ? counted(total, kind.noun) : `${number(items.length)} of ${counted(total, kind.noun)}`;
  parts.chips.replaceChildren(...chips());
  parts.card.replaceChildren(...[kind === findings && state.rule && ruleCard(state.rule)].filter(Boolean));
  parts.empty.replaceChildren();
  if (!items.length) add(parts.empty, nothing(kind, total));
  list(kind.name).show(items);
}

function prepare(view, kind) {
  const parts = {
    status: el('p', { role: 'status', class: 'muted' }),
    chips: el('div', { class: 'chips' }),
    card: el('div'),
    empty: el('div', { class: 'empty' }),
  };
  view.querySelector('.filters').after(el('div', { class: 'result' }, parts.status, parts.chips), parts.card, parts.empty, list(kind.name).root);
  return parts;
}

function nothing(kind, total) {
  if (!total) return [el('p', null, kind === findings ? 'Nothing was found: the pages keep every rule.' : `The pages define no ${kind.noun}.`)];
  const button = el('button', { type: 'button' }, 'Clear the filters');
  button.addEventListener('click', clear);
  return [el('p', null, `No ${kind.noun} is like that.`), button];
}

const clear = () => go(Object.fromEntries(KEYS.filter(key => key !== 'view').map(key => [key, null])));

// What no control shows: each can be taken away.
function chips() {
  const words = { page: 'on', type: 'only', operation: 'only', finding: 'only' };
  return Object.keys(words).filter(key => state[key]).map(key => {
    const button = el('button', { type: 'button', class: 'chip', 'aria-label': `Remove the filter ${state[key]}` }, `${words[key]} `, el('code', null, state[key]), ' ×');
    button.addEventListener('click', () => go({ [key]: null }));
    return button;
  });
}

const SHOWN = 8;

// A search from the overview looks everywhere.
function renderResults() {
  const sections = Object.values(KINDS).map(kind => {
    const items = found(kind);
    if (!items.length) return null;
    const rows = new List(kind);
    rows.show(items.slice(0, SHOWN));
    return el('section', { class: 'group' },
      el('h3', null, counted(items.length, kind.noun),
        items.length > SHOWN && [' ', el('a', { href: hash({ view: kind.name, q: state.q }) }, 'show all')]),
      rows.root);
  }).filter(Boolean);
  const title = $('results').firstElementChild;
  $('results').replaceChildren(title, ...(sections.length ? sections : [el('div', { class: 'empty' }, el('p', { role: 'status' }, `Nothing matches “${state.q}”.`))]));
}

