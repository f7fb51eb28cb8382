// Search in a table, ticking what it found, copying, keeping what was chosen. Everything else is the server's.
'use strict';

function pattern(text) {
  const words = text.trim().toLowerCase();
  const parts = words.split('').map(c => c === '*' ? '.*' : c === '?' ? '.' : c.replace(/[\\^$.|+()[\]{}]/g, '\\$&'));
  return /[*?]/.test(words) ? new RegExp('^' + parts.join('') + '$', 's') : new RegExp(parts.join(''), 's');
}

// The rows of a table with their names. The server hides those beyond the number that is shown at once.
const lists = new Map();
function list(id) {
  if (!lists.has(id)) {
    const rows = Array.from(document.getElementById(id).tBodies[0].rows,
      row => ({row, name: row.dataset.name.toLowerCase(), hidden: row.hidden, found: true}));
    const first = rows.findIndex(one => one.hidden);
    lists.set(id, {rows, shown: first < 0 ? rows.length : first});
  }
  return lists.get(id);
}

// Rows that are not shown cost no layout, and stay ticked.
function search(input) {
  const wanted = pattern(input.value);
  let found = 0;
  let cut = 0;
  for (const id of input.dataset.filter.split(' ').filter(id => document.getElementById(id))) {
    const {rows, shown} = list(id);
    let here = 0;
    for (const one of rows) {
      one.found = wanted.test(one.name);
      here += one.found ? 1 : 0;
      const hidden = !one.found || here > shown;
      if (one.hidden !== hidden) one.row.hidden = one.hidden = hidden;
    }
    found += here;
    if (here > shown) cut = shown;
  }
  document.getElementById('found').textContent =
    found + ' found' + (cut ? ', the first ' + cut + ' shown; search for fewer.' : '.');
}

function tick(id, checked, found) {
  for (const one of list(id).rows) {
    if (!found || one.found) one.row.querySelector('input[type=checkbox]').checked = checked;
  }
}

async function copy(button) {
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
  button.textContent = 'Copied';
}

for (const input of document.querySelectorAll('[data-filter]')) {
  input.addEventListener('input', () => search(input));
  input.addEventListener('keydown', event => { if (event.key === 'Enter') event.preventDefault(); });
  search(input);
}
const kept = document.querySelector('form[data-kept]');
const key = 'chosen' + location.search;
let back = false;

// For who comes back from a preview or an export. It is the tab's, and ends with it.
function keep() {
  const fields = Array.from(new FormData(kept)).filter(([name]) => name !== 'csrf');
  const open = Array.from(kept.querySelectorAll('details'), part => part.open);
  sessionStorage.setItem(key, JSON.stringify({fields, open}));
}

function restore({fields, open}) {
  const all = new Set(fields.map(field => field.join('\n')));
  const texts = new Map(fields);
  for (const field of kept.elements) {
    if (field.type === 'checkbox') field.checked = all.has(field.name + '\n' + field.value);
    else if (field.type !== 'hidden' && texts.has(field.name)) field.value = texts.get(field.name);
  }
  kept.querySelectorAll('details').forEach((part, at) => { part.open = open[at]; });
  const columns = document.getElementById('columns');
  for (const [name, value] of fields.filter(([name]) => name === 'part' || /-[0-9]+$/.test(name))) {
    columns.append(Object.assign(document.createElement('input'), {type: 'hidden', name, value}));
    back = true;
  }
}

if (kept) {
  const saved = sessionStorage.getItem(key);
  const returns = location.hash === '#chosen' || performance.getEntriesByType('navigation')[0].type !== 'navigate';
  if (saved && returns) restore(JSON.parse(saved));
  addEventListener('pagehide', keep);
  // The server lists the columns again, with what was chosen of them.
  if (back) document.addEventListener('DOMContentLoaded', () => document.getElementById('choose').click());
}
document.addEventListener('htmx:afterSwap', event => {
  const heading = event.detail.target.id === 'columns' && event.detail.target.querySelector('h2');
  if (heading && !back) heading.focus();
  back = false;
});
document.addEventListener('click', event => {
  const button = event.target.closest('button');
  if (!button) return;
  if (button.dataset.copy) copy(button);
  if (button.dataset.tick) tick(button.dataset.tick, true, true);
  if (button.dataset.untick) tick(button.dataset.untick, false, false);
});
