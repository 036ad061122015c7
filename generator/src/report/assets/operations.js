// The list of operations.

const operations = {
  name: 'operations',
  noun: 'operation',
  all: () => load('operations'),

  keep() {
    const matches = matcher(state.q);
    return operation =>
      (!state.operation || operation.id === state.operation) &&
      (!state.method || operation.method === state.method) &&
      (!state.grade || operation.gaps?.includes(state.grade)) &&
      inArea(areaName(operation.area)) &&
      matches(operation.searched ??= `${operation.method} ${operation.title} ${operation.id} ${operation.urls.join(' ')} ${operation.at ? place(operation.at) : ''}`.toLowerCase());
  },

  rank: (operation, query) => operation.title.toLowerCase().startsWith(query) ? 0 : 1,

  row: operation => [
    el('span', { class: 'badge method' }, operation.method),
    el('span', { class: 'main' },
      operation.title,
      operation.deprecated && [' ', el('span', { class: 'pill' }, 'deprecated')],
      operation.gaps?.map(gap => [' ', el('span', { class: `pill ${gap}` }, gap)]),
      el('span', { class: 'url' }, operation.urls[0] ?? 'no URL')),
    el('span', { class: 'tag' }, operation.urls.length > 1 && `${operation.urls.length} URLs`),
    pathCell(operation.at),
  ],

  detail: operation => [
    operation.urls.length > 0 && el('pre', { class: 'urls' }, operation.urls.map(url => el('div', null, el('b', null, operation.method), ' ', url))),
    el('dl', { class: 'facts' },
      operation.sends && fact('Sends', message(operation.sends)),
      fact('Returns', operation.returns.length
        ? operation.returns.map(([status, body]) => el('div', null, el('code', null, status), ' ', body ? message(body) : el('span', { class: 'muted' }, 'nothing')))
        : el('span', { class: 'gap unresolved' }, 'the page does not say')),
      operation.permissions?.map(([kind, names]) => fact(kind, names.length
        ? names.map((name, at) => [at ? ', ' : '', el('code', null, name)])
        : el('span', { class: 'muted' }, 'not supported'))),
      areaName(operation.area) && fact('Area', areaName(operation.area)),
      operation.at && fact('Page', [placeLinks(operation.at), ' · ', el('a', { href: hash({ page: pagePath(operation.at[0]) }) }, 'findings on this page')]),
      fact('Link', el('a', { href: hash({ operation: operation.id }) }, 'to this operation'))),
    operation.parameters && el('div', { class: 'scroll' }, el('table', { class: 'parts' },
      el('thead', null, el('tr', null, ['Parameter', 'Type', 'In', 'Notes'].map(name => el('th', { scope: 'col' }, name)))),
      el('tbody', null, operation.parameters.map(([name, location, type, required]) => el('tr', null,
        el('th', { scope: 'row' }, name), el('td', null, typeLink(type)), el('td', null, location),
        el('td', { class: 'muted' }, required && 'required')))))),
  ],
};

function message(body) {
  if ('type' in body) return typeLink(body.type);
  if ('words' in body) return body.words;
  return body.parts.length
    ? ['an object of ', body.parts.map(([name, type], at) => [at ? ', ' : '', el('code', null, name), ' ', typeLink(type)])]
    : 'an empty object';
}

