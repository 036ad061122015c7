// A list that makes its rows as they come into sight. One row takes part in the order of tabs; arrows move between rows.

const CHUNK = 50;

class List {
  // `row` gives what stands in the line of an item, `detail` what is shown when it is opened.
  constructor(kind) {
    this.kind = kind;
    this.items = [];
    this.box = el('div', { class: `list ${kind.name}` });
    this.end = el('div', { class: 'end' });
    this.watch = new IntersectionObserver(seen => seen.some(entry => entry.isIntersecting) && this.more(), { rootMargin: '600px' });
    this.root = el('div', null, this.box, this.end);
    this.watch.observe(this.end);
    this.box.addEventListener('keydown', event => this.key(event));
  }

  show(items) {
    this.items = items;
    this.box.replaceChildren();
    this.more();
    if (items.length === 1) this.box.firstChild.open = true;
  }

  more(count = CHUNK) {
    const from = this.box.childElementCount;
    const rows = this.items.slice(from, from + count).map(item => this.make(item));
    this.box.append(...rows);
    if (from === 0 && rows.length) rows[0].firstChild.tabIndex = 0;
    this.end.hidden = this.box.childElementCount >= this.items.length;
    // The end may still be in sight, and then nobody tells so again.
    if (rows.length && !this.end.hidden) {
      this.watch.unobserve(this.end);
      this.watch.observe(this.end);
    }
  }

  make(item) {
    const row = el('details', { class: 'row' }, el('summary', { tabindex: '-1' }, this.kind.row(item)));
    row.addEventListener('toggle', () => {
      if (row.open && row.childElementCount === 1) row.append(el('div', { class: 'detail' }, this.kind.detail(item)));
    });
    row.firstChild.addEventListener('focus', () => {
      for (const other of this.box.querySelectorAll('summary[tabindex="0"]')) other.tabIndex = -1;
      row.firstChild.tabIndex = 0;
    });
    return row;
  }

  // Arrows move over the rows of all lists in sight.
  key(event) {
    const row = event.target.parentNode;
    if (event.target.localName !== 'summary' || !row.matches('.row')) return;
    if (!row.nextElementSibling) this.more();
    const rows = [...document.querySelectorAll('.view:not([hidden]) .row > summary')];
    const at = rows.indexOf(event.target);
    const goal = { ArrowDown: rows[at + 1], ArrowUp: rows[at - 1] ?? $('query'), Home: rows[0], End: rows.at(-1) }[event.key];
    if (event.key === 'ArrowRight') row.open = true;
    else if (event.key === 'ArrowLeft') row.open = false;
    else if (goal) goal.focus();
    else return;
    event.preventDefault();
  }
}

