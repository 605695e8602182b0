'use strict';
(() => {
  const d = document;
  const $ = (id) => d.getElementById(id);
  const q = $('q'), count = $('n'), none = $('none'), clear = $('clear');
  const chips = [...d.querySelectorAll('[data-chip]')];
  const groups = [...d.querySelectorAll('.g, main > section')].reverse();

  // One spelling for a word and its variants: marks off, lower case.
  const fold = (s) => s.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
    .replace(/[өүłøđßæœı]/g, (c) => ({ 'ө': 'о', 'ү': 'у', 'ł': 'l', 'ø': 'o', 'đ': 'd', 'ß': 'ss', 'æ': 'ae', 'œ': 'oe', 'ı': 'i' })[c]);
  const latin = { а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ж: 'zh', з: 'z', и: 'i', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ъ: '', ы: 'y', ь: '', э: 'e', ю: 'yu', я: 'ya' };
  const respelt = { schtsch: 's', shch: 's', tsch: 'h', dsch: 'j', sch: 's', tch: 'h', dzh: 'j', kh: 'h', ch: 'h', sh: 's', zh: 'j', dj: 'j', dz: 'z', ts: 'c', tz: 'c', tc: 'c', ck: 'k', ph: 'f', gh: 'g', th: 't', yo: 'e', ye: 'e', x: 'h', q: 'k', w: 'v', y: 'i' };
  // One key for the usual ways in which a name is written in Latin letters: khurelsukh, hurelsuh, Хүрэлсүх.
  const bones = (s) => s.replace(/[а-я]/g, (c) => latin[c] ?? c)
    .replace(/schtsch|shch|tsch|dsch|sch|tch|dzh|kh|ch|sh|zh|dj|dz|t[szc]|ck|ph|gh|th|y[oe]|[xqwy]|['`"ʿʾʺ’]|[^\p{L}\p{N}]+/gu,
      (m) => respelt[m] ?? (/['`"ʿʾʺ’]/.test(m) ? '' : ' '))
    .replace(/(\D)\1+/g, '$1').trim();

  const entries = [...d.querySelectorAll('.e')].map((el) => {
    const text = fold(el.textContent);
    return { el, kind: el.dataset.t, text, bones: ' ' + bones(text) };
  });
  const marks = [...d.querySelectorAll('svg a[href]')]
    .map((el) => ({ el, target: d.getElementById(el.getAttribute('href').slice(1)) }));

  const wanted = () => new Set(chips.filter((c) => c.ariaPressed === 'true').map((c) => c.dataset.chip));

  function show() {
    const kinds = wanted();
    const words = fold(q.value).split(/\s+/).filter(Boolean)
      .map((word) => ({ word, key: bones(word) }));
    let n = 0;
    for (const e of entries) {
      const fits = (kinds.size === 0 || kinds.has(e.kind)) && words.every(({ word, key }) =>
        e.text.includes(word) || (key.length > 2 && e.bones.includes(' ' + key)));
      e.el.hidden = !fits;
      if (fits) n += 1;
    }
    const all = words.length === 0 && kinds.size === 0;
    for (const g of groups) g.hidden = !all && g.id !== 'timeline' && !g.querySelector('.e:not([hidden])');
    for (const m of marks) m.el.classList.toggle('off', Boolean(m.target && m.target.hidden));
    count.textContent = all ? `${entries.length} entries` : `${n} of ${entries.length} entries`;
    none.hidden = n > 0;
    clear.hidden = all;
    highlight(words.map((w) => w.word));
  }

  // Matches are marked without touching the page, where the browser can.
  function highlight(words) {
    if (!CSS.highlights) return;
    CSS.highlights.delete('hit');
    if (words.length === 0) return;
    const ranges = [];
    for (const e of entries) {
      if (e.el.hidden || ranges.length > 2000) continue;
      const walk = d.createTreeWalker(e.el, NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) {
        const node = walk.currentNode;
        // Where each folded letter came from.
        let folded = '';
        const from = [];
        let at = 0;
        for (const c of node.data) {
          const f = fold(c);
          for (let i = 0; i < f.length; i += 1) from.push([at, at + c.length]);
          folded += f;
          at += c.length;
        }
        for (const word of words) {
          for (let i = folded.indexOf(word); i >= 0; i = folded.indexOf(word, i + word.length)) {
            const range = new Range();
            range.setStart(node, from[i][0]);
            range.setEnd(node, from[i + word.length - 1][1]);
            ranges.push(range);
          }
        }
      }
    }
    CSS.highlights.set('hit', new Highlight(...ranges));
  }

  function reset() {
    q.value = '';
    for (const c of chips) c.ariaPressed = 'false';
    show();
  }

  // A link to an entry that a search hides shows all again.
  function follow() {
    let id = '';
    try { id = decodeURIComponent(location.hash.slice(1)); } catch { return; }
    const target = id && d.getElementById(id);
    const entry = target && target.closest('.e, .g, section');
    if (!entry) return;
    if (target.closest('[hidden]')) {
      reset();
      target.scrollIntoView({ behavior: 'instant' });
    }
    if (target.matches('.e')) {
      target.tabIndex = -1;
      target.focus({ preventScroll: true });
    }
  }

  q.addEventListener('input', show);
  clear.addEventListener('click', () => { reset(); q.focus(); });
  for (const c of chips) c.addEventListener('click', () => { c.ariaPressed = c.ariaPressed === 'true' ? 'false' : 'true'; show(); });
  addEventListener('hashchange', follow);
  addEventListener('keydown', (e) => {
    if (e.key === '/' && !e.ctrlKey && !e.metaKey && !e.altKey && d.activeElement !== q) {
      e.preventDefault();
      q.focus();
      q.select();
    } else if (e.key === 'Escape') {
      if (q.value || wanted().size) reset();
      else if (d.activeElement === q) q.blur();
    } else if (e.key === 'Enter' && d.activeElement === q) {
      const first = entries.find((one) => !one.el.hidden);
      if (first) {
        first.el.tabIndex = -1;
        first.el.focus();
        first.el.scrollIntoView({ block: 'center' });
      }
    }
  });

  $('tools').hidden = $('chips').hidden = false;
  show();
  follow();
})();
