// Whoever opens a row of a tool goes on in its first field; whoever closes it goes on at the row.
// Streamlit leaves the keyboard where it was, or nowhere.
(() => {
  // A check inside a lesson is framed in the same way, but nobody opened it.
  const OPEN = '[class*="st-key-open-"]:not([class*="st-key-open-check-"])';
  const nameOf = (row) => [...row.classList].find((name) => name.startsWith("st-key-open-"));
  let open = null;
  const look = () => {
    const row = document.querySelector(OPEN);
    const name = row ? nameOf(row) : null;
    if (name === open) return;
    const focused = document.activeElement;
    if (row) {
      const field = row.querySelector('input, textarea, [role="radiogroup"] button');
      if (!field) return; // still being drawn
      field.focus();
    } else if (focused === document.body) {
      const line = open.replace("st-key-open-", "st-key-go-");
      document.querySelector(`.${CSS.escape(line)} button`)?.focus();
    }
    open = name;
  };
  new MutationObserver(look).observe(document.documentElement, {
    attributeFilter: ["class"],
    childList: true,
    subtree: true,
  });
})();
