// The list of findings.

const findings = {
  name: 'findings',
  noun: 'finding',
  all: () => load('findings'),

  keep() {
    const matches = matcher(state.q);
    const severities = state.severity?.split(',');
    const rule = state.rule && common().rules.findIndex(rule => rule.name === state.rule);
    return finding =>
      (!severities || severities.includes(finding.severity)) &&
      (!state.rule || finding.rule === rule) &&
      (!state.page || pagePath(finding.page) === state.page) &&
      (!state.finding || finding.id === state.finding) &&
      inArea(pageArea(finding.page)) &&
      matches(finding.searched ??= `${finding.message} ${common().rules[finding.rule].name} ${pagePath(finding.page)}:${finding.line}`.toLowerCase());
  },

  row: finding => [
    el('span', { class: `dot ${finding.severity}`, role: 'img', 'aria-label': finding.severity }),
    el('span', { class: 'main' }, withCode(finding.message)),
    el('span', { class: 'tag' }, common().rules[finding.rule].name),
    pathCell([finding.page, finding.line]),
  ],

  detail(finding) {
    const rule = common().rules[finding.rule];
    const [before, at, behind] = finding.text;
    return [
      el('pre', { class: `excerpt ${finding.severity}` },
        el('span', { class: 'line' }, finding.line), before, el('mark', null, at), behind),
      finding.label && el('p', { class: 'label' }, withCode(finding.label)),
      finding.also?.map(([other, label]) => el('p', { class: 'also' }, placeLinks(other), ' ', withCode(label))),
      el('dl', { class: 'facts' },
        finding.help && fact('Help', withCode(finding.help)),
        finding.fix && fact('Fix', [withCode(finding.fix), ', as ', el('code', null, 'docwright lint --fix'), ' does']),
        fact('Rule', [
          el('a', { href: hash({ rule: rule.name }) }, rule.name), ` (${finding.severity}): `, rule.meaning,
        ]),
        fact('Page', [placeLinks([finding.page, finding.line]), ' · ',
          el('a', { href: hash({ page: pagePath(finding.page) }) }, 'all its findings')]),
        fact('Id', [el('code', null, finding.id), ' · ', el('a', { href: hash({ finding: finding.id }) }, 'link to this')]),
      ),
    ];
  },
};

const fact = (name, content) => [el('dt', null, name), el('dd', null, content)];

// What a rule is about, above its findings.
function ruleCard(name) {
  const rule = common().rules.find(rule => rule.name === name);
  if (!rule) return null;
  const sections = new Map(rule.sections);
  const [example, instead] = [sections.get('Example'), sections.get('Use instead')];
  const text = [sections.get('What it does'), sections.get('Why it matters'), !example && instead];
  return el('section', { class: 'card', 'aria-label': 'The rule' },
    el('h3', null, el('code', null, rule.name)),
    el('p', null, withCode(rule.meaning)),
    text.filter(Boolean).map(paragraph => el('p', { class: 'muted' }, withCode(paragraph))),
    example && el('details', null, el('summary', null, 'A bad page and a good one'),
      el('div', { class: 'pair' }, sample('Example', example, instead), sample('Use instead', instead, example))));
}

// Pages between `~~~markdown PATH` and `~~~`; lines that the other ones lack are marked.
function sample(title, text, others) {
  const known = new Set(others.split('\n'));
  const line = text => [known.has(text) ? text : el('mark', null, text), '\n'];
  const pages = [...text.matchAll(/~~~\S* (\S+)\n([\s\S]*?)\n~~~/g)];
  return el('div', null, el('h4', null, title),
    pages.map(([, path, page]) => el('figure', null, el('figcaption', null, path), el('pre', null, page.split('\n').map(line)))));
}

