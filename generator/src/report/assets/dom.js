// Elements from text. Strings become text nodes and attributes, never markup, so nothing of a page can become part of this one.

const $ = id => document.getElementById(id);

// Controls, and what shows nothing itself or turns the text around it: shown by number, as in src/report/text.rs.
const HIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
const visible = text => text.replace(HIDDEN, c =>
  `⟨U+${c.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`);

// What is false, null or undefined leaves no trace; lists are taken apart.
function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value !== false && value != null) node.setAttribute(name, value === true ? '' : value);
  }
  add(node, children);
  return node;
}

function add(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === false || child == null) continue;
    node.append(child instanceof Node ? child : visible(String(child)));
  }
}

// What stands between backticks is code.
const withCode = text => text.split('`').map((part, at) => at % 2 ? el('code', null, part) : part);

const number = value => String(value).replace(/\B(?=(\d{3})+$)/g, ',');
const counted = (value, noun) => `${number(value)} ${noun}${value === 1 ? '' : 's'}`;

