// Whoever opens a row of a tool goes on in its first field; whoever closes it goes on at the row.
// Streamlit leaves the keyboard where it was, or nowhere.
(() => {
  // A check inside a lesson is framed in the same way, but nobody opened it.
  const OPEN = '[class*="st-key-open-"]:not([class*="st-key-open-check-"])';
  const FIELD = 'input, textarea, [role="radiogroup"] button';
  const nameOf = (row) => [...row.classList].find((name) => name.startsWith("st-key-open-"));
  const isIdle = () =>
    document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === "notRunning";
  let open = null;
  let opened = null; // the row just opened: what is drawn of it may still be replaced
  let closed = null; // the row whose line the keyboard still has to go to
  const look = () => {
    const row = document.querySelector(OPEN);
    const name = row ? nameOf(row) : null;
    if (name !== open) {
      const field = row?.querySelector(FIELD);
      if (row && !field) return; // still being drawn
      field?.focus();
      closed = row ? null : open;
      open = opened = name;
    } else if (opened && document.activeElement === document.body) {
      row.querySelector(FIELD)?.focus();
    }
    if (isIdle()) opened = null;
    if (!closed) return;
    if (document.activeElement !== document.body) closed = null; // the reader has gone on
    const line = closed?.replace("st-key-open-", "st-key-go-");
    const button = line && document.querySelector(`.${CSS.escape(line)} button`);
    if (!button) return; // still being drawn, or deleted
    button.focus();
    closed = null;
  };
  new MutationObserver(look).observe(document.documentElement, {
    attributeFilter: ["class", "data-test-script-state"],
    childList: true,
    subtree: true,
  });
})();
