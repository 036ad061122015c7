// The list of types.

const types = {
  name: 'types',
  noun: 'type',
  all: () => load('types'),

  keep() {
    const matches = matcher(state.q);
    return type =>
      (!state.type || type.name === state.type) &&
      (!state.kind || type.kind === state.kind) &&
      (!state.grade || type.gaps?.includes(state.grade)) &&
      inArea(areaName(type.area)) &&
      matches(type.searched ??= `${type.name} ${type.parts.map(part => part[0]).join(' ')} ${type.at ? place(type.at) : ''}`.toLowerCase());
  },

  // Names that begin like the search come before those that only hold it somewhere.
  rank: (type, query) => {
    const name = shortName(type.name).toLowerCase();
    return name === query ? 0 : name.startsWith(query) ? 1 : name.includes(query) ? 2 : 3;
  },

  row: type => [
    el('span', { class: 'badge' }, type.kind),
    el('span', { class: 'main name' },
      el('span', { class: 'muted' }, type.name.slice(0, -shortName(type.name).length)), shortName(type.name),
      type.notes?.map(note => [' ', el('span', { class: 'pill' }, note)]),
      type.gaps?.map(gap => [' ', el('span', { class: `pill ${gap}` }, gap)])),
    el('span', { class: 'tag' }, counted(type.parts.length, type.kind === 'enum' ? 'member' : 'property').replace('propertys', 'properties')),
    pathCell(type.at),
  ],

  detail: type => [
    el('dl', { class: 'facts' },
      type.base != null && fact('Base', typeLink(type.base)),
      areaName(type.area) && fact('Area', areaName(type.area)),
      type.at && fact('Page', [placeLinks(type.at), ' · ', el('a', { href: hash({ page: pagePath(type.at[0]) }) }, 'findings on this page')]),
      fact('Link', el('a', { href: hash({ type: type.name }) }, 'to this type'))),
    type.parts.length > 0 && el('div', { class: 'scroll' }, el('table', { class: 'parts' },
      el('thead', null, el('tr', null,
        el('th', { scope: 'col' }, type.kind === 'enum' ? 'Member' : 'Property'),
        type.kind !== 'enum' && el('th', { scope: 'col' }, 'Type'),
        el('th', { scope: 'col' }, 'Notes'), el('th', { scope: 'col', class: 'number' }, 'Line'))),
      el('tbody', null, type.parts.map(part => types.part(type, part))))),
    type.parts.length === 0 && el('p', { class: 'muted' }, 'The pages list nothing that it holds.'),
  ],

  part: (type, [name, of, at, notes]) => el('tr', null,
    el('th', { scope: 'row' }, name),
    type.kind !== 'enum' && el('td', null, typeLink(of)),
    el('td', { class: 'muted' }, notes.join(', ')),
    el('td', { class: 'number' }, at ? (type.at && at[0] === type.at[0] ? at[1] : el('span', { title: place(at) }, place(at))) : '–')),
};

