// Search in a table, ticking what it found, copying. Everything else is the server's.
'use strict';

const SHOWN = 300;

function pattern(text) {
  const words = text.trim().toLowerCase();
  const parts = words.split('').map(c => c === '*' ? '.*' : c === '?' ? '.' : c.replace(/[\\^$.|+()[\]{}]/g, '\\$&'));
  return /[*?]/.test(words) ? new RegExp('^' + parts.join('') + '$', 's') : new RegExp(parts.join(''), 's');
}

function rows(id) {
  return Array.from(document.getElementById(id).tBodies[0].rows);
}

// Rows that are not shown cost no layout, and stay ticked.
function search(input) {
  const wanted = pattern(input.value);
  let found = 0;
  let cut = false;
  for (const id of input.dataset.filter.split(' ')) {
    let here = 0;
    for (const row of rows(id)) {
      const matches = wanted.test(row.dataset.name.toLowerCase());
      row.dataset.found = matches ? '1' : '';
      here += matches ? 1 : 0;
      row.hidden = !matches || here > SHOWN;
    }
    found += here;
    cut = cut || here > SHOWN;
  }
  document.getElementById('found').textContent =
    found + ' found' + (cut ? ', the first ' + SHOWN + ' shown; search for fewer.' : '.');
}

function tick(id, checked, found) {
  for (const row of rows(id)) {
    const box = row.querySelector('input[type=checkbox]');
    if (!found || row.dataset.found) box.checked = checked;
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
document.addEventListener('click', event => {
  const button = event.target.closest('button');
  if (!button) return;
  if (button.dataset.copy) copy(button);
  if (button.dataset.tick) tick(button.dataset.tick, true, true);
  if (button.dataset.untick) tick(button.dataset.untick, false, false);
});
