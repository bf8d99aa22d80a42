// What was typed and may not have reached the server outlives a reload of this tab. A slow browser
// drops the last message of a page that it leaves, and a server drops a run nobody waits for.
// Every text is noted as it is typed, in the tab's own storage, and crossed out when a run that
// began after it was sent has ended and the page complains of nothing. After a reload, or when the
// server is back, it is put back where the field still shows what it showed before; then it is saved
// as if typed again. Other content stands: it was saved from elsewhere.
(() => {
  const STORE = "unsaved";
  const KEEP = 600_000; // milliseconds after which nobody expects a text back
  const PAUSE = 1000; // a field that sends while one types has sent by then (exercises/view)
  const LONG = 5000; // milliseconds within which an idle page was answered
  const FIELDS = "input[type=text]:not([role=combobox]), textarea";
  const OPEN = "st-key-open-";
  const app = () => document.querySelector('[data-testid="stApp"]')?.dataset;
  const person = document.querySelector('meta[name="person"]')?.content;

  const read = () => {
    try {
      const kept = JSON.parse(sessionStorage.getItem(STORE)) ?? {};
      return kept.person === person ? Object.entries(kept.notes) : [];
    } catch {
      return [];
    }
  };
  const early = new Map(read().filter(([, note]) => Date.now() - note.at < KEEP)); // to be put back
  const notes = new Map(early);
  let later;
  const write = () => {
    try {
      sessionStorage.setItem(STORE, JSON.stringify({ person, notes: Object.fromEntries(notes) }));
    } catch {
      // No room, or forbidden: then a reload at once may lose the last words.
    }
    // A page busy with something else may never show that a run began: it has ended by then.
    clearTimeout(later);
    if (notes.size) later = setTimeout(() => isIdle() && crossOut(Date.now() - LONG), LONG + PAUSE);
  };
  if (person) write(); // drops what another person left in this tab

  // The key without the edition in it, which begins anew with the page (Desk.widget).
  const classOf = (element, part) => [...element.classList].find((name) => name.startsWith(part));
  const keyOf = (field) => {
    const box = field.closest('[class*="st-key-"]');
    return box && classOf(box, "st-key-").replace(/-(us|customer)-\d+-/, "-$1-");
  };
  const rowOf = (field) => {
    const box = field.closest(`[class*="${OPEN}"]`);
    return box ? classOf(box, OPEN).slice(OPEN.length) : null;
  };
  const isOurs = (field) => field.matches?.(FIELDS) && field.closest('[data-testid="stApp"]');

  const shown = new WeakMap(); // what a field showed before anything in it was unsaved
  const note = (field) => {
    const key = keyOf(field);
    if (!key) return;
    const before = notes.get(key)?.before ?? shown.get(field) ?? "";
    early.delete(key);
    notes.set(key, { before, now: field.value, at: Date.now(), left: false, row: rowOf(field) });
    write();
  };
  const ofFields = (act) => (event) => isOurs(event.target) && act(event.target, event);
  const listen = (kind, act) => document.addEventListener(kind, ofFields(act), true);
  listen("focusin", (field) => shown.set(field, field.value));
  listen("input", (field, event) => event.isComposing || note(field));
  listen("compositionend", note);
  listen("focusout", (field) => {
    const noted = notes.get(keyOf(field));
    if (!noted || noted.left) return;
    Object.assign(noted, { left: true, at: Date.now() });
    write();
  });

  const complains = () => document.querySelector('.unsaved, [class*="st-key-notice-bad-"]');
  const crossOut = (began) => {
    if (complains()) return;
    for (const [key, { at, left, now }] of notes) {
      if (early.has(key) || at + (left ? 0 : PAUSE) > began) continue;
      notes.delete(key);
      const field = document.activeElement;
      if (isOurs(field) && keyOf(field) === key) shown.set(field, now);
    }
    write();
  };

  const putBack = (field, { before, now }) => {
    shown.set(field, before);
    const kind = field.matches("textarea") ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(field, now);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    // React hears of leaving only once it has drawn what was typed.
    setTimeout(() => field.dispatchEvent(new FocusEvent("focusout", { bubbles: true })));
  };
  const recall = () => {
    for (const field of document.querySelectorAll(FIELDS)) {
      const key = isOurs(field) ? keyOf(field) : null;
      const noted = early.get(key);
      if (!noted) continue;
      early.delete(key);
      notes.delete(key);
      // The browser itself may have put the text back, where Streamlit does not know of it.
      if (field.value === noted.before || field.value === noted.now) putBack(field, noted);
      else write();
    }
    if (document.querySelector(`[class*="${OPEN}"]`)) return;
    const row = [...early.values()].find((noted) => noted.row)?.row;
    if (!row) return;
    const button = document.querySelector(`.${CSS.escape(`st-key-go-${row}`)} button`);
    if (button && reopened !== row) {
      reopened = row;
      button.click();
    }
  };

  const SETTLING = 200; // milliseconds in which Streamlit puts the saved text into a new field
  const isConnected = () => app()?.testConnectionState === "CONNECTED";
  const isIdle = () => isConnected() && app().testScriptState === "notRunning";
  let soon;
  const recallSoon = () => {
    clearTimeout(soon);
    soon = setTimeout(() => isIdle() && recall(), SETTLING);
  };

  let reopened = null;
  let began = null;
  // A server that was started anew knows nothing of what this page had not saved.
  const expectBack = () => {
    reopened = null;
    for (const [key, noted] of notes) early.set(key, noted);
  };
  const look = () => {
    if (isIdle()) {
      if (began !== null) crossOut(began);
      began = null;
      if (early.size) recallSoon();
    } else if (isConnected()) {
      began ??= Date.now();
    } else {
      began = null;
      expectBack();
    }
  };
  new MutationObserver(look).observe(document.documentElement, {
    attributeFilter: ["data-test-script-state", "data-test-connection-state"],
    childList: true,
    subtree: true,
  });
})();
