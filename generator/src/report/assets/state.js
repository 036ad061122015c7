// What is shown: all of it stands in the address behind `#`, so that it can be sent to others and survives going back.

const KEYS = ['view', 'q', 'severity', 'rule', 'page', 'area', 'kind', 'method', 'grade', 'type', 'operation', 'finding'];

// What one thing implies, where no view is named.
const HOME = { finding: 'findings', rule: 'findings', page: 'findings', severity: 'findings', type: 'types', kind: 'types', operation: 'operations', method: 'operations', q: 'results' };
const VIEWS = ['overview', 'findings', 'types', 'operations', 'results'];

let state = {};

function readState() {
  const given = new URLSearchParams(location.hash.slice(1));
  state = {};
  for (const key of KEYS) if (given.get(key)) state[key] = given.get(key);
  if (!VIEWS.includes(state.view)) {
    const key = Object.keys(HOME).find(key => state[key]);
    state.view = key ? HOME[key] : 'overview';
  }
}

function hash(wanted) {
  const out = new URLSearchParams();
  for (const key of KEYS) {
    const implied = key === 'view' && (wanted.view === 'overview' || HOME[Object.keys(HOME).find(key => wanted[key])] === wanted.view);
    if (wanted[key] && !implied) out.set(key, wanted[key]);
  }
  return `#${out}`;
}

// Typing replaces the address; a choice adds to the way back.
function go(change, how = 'pushState') {
  history[how](null, '', hash({ ...state, ...change }));
  readState();
  render();
}

// Every term has to be there, in any letter case.
function matcher(query) {
  const terms = (query ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  return text => terms.every(term => text.includes(term));
}

const inArea = area => !state.area || area === (state.area === '-' ? '' : state.area);

