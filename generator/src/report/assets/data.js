// The data, read when it is needed first: the overview does without.

const loaded = {};
const load = name => loaded[name] ??= JSON.parse($(`data-${name}`).textContent);
const common = () => load('common');

const pagePath = page => common().pages[page][0];
const pageArea = page => common().areas[common().pages[page][1]];
const areaName = area => common().areas[area];
const shortName = name => name.slice(name.lastIndexOf('.') + 1);

const place = at => at[1] ? `${pagePath(at[0])}:${at[1]}` : pagePath(at[0]);

// The place at the end of a row: where there is little room, the end of the name stays.
function pathCell(at) {
  if (!at) return el('span', { class: 'path' });
  const [, stem, end] = place(at).match(/^(.*?)((?:\.md)?(?::\d+)?)$/s);
  return el('span', { class: 'path', title: place(at) }, el('span', null, stem), end);
}

// The page on the disk, and where it is published.
function placeLinks(at) {
  const path = pagePath(at[0]);
  const { folder } = common();
  const published = publishedAt(path);
  return el('span', { class: 'links' },
    folder === null
      ? el('span', { class: 'path' }, place(at))
      : el('a', { href: folder + encoded(path), class: 'path', title: 'Open the page' }, place(at)),
    published && [' · ', el('a', { href: published, rel: 'noreferrer' }, 'published')]);
}

const encoded = path => path.split('/').map(encodeURIComponent).join('/');

function publishedAt(path) {
  const found = common().links.find(([prefix]) => path.startsWith(prefix));
  if (!found || !/^https?:\/\//.test(found[1])) return null;
  const rest = path.slice(found[0].length).replace(/\.md$/, '');
  return found[1] + encoded(rest);
}

// A type, as text and as links to the types of the list.
function typeText(type) {
  if (type === null) return 'any JSON';
  if (Array.isArray(type)) return `${typeText(type[0])} collection`;
  if (typeof type === 'number') return shortName(load('types')[type].name);
  return typeof type === 'string' ? type : type.unknown;
}

function typeLink(type) {
  if (Array.isArray(type)) return [typeLink(type[0]), el('span', { class: 'muted' }, ' collection')];
  if (typeof type === 'number') {
    const { name } = load('types')[type];
    return el('a', { href: hash({ type: name }), title: name }, shortName(name));
  }
  if (type === null) return el('span', { class: 'gap' }, 'any JSON');
  if (typeof type === 'object') return el('span', { class: 'gap unresolved', title: 'unresolved' }, type.unknown);
  return type;
}

