// A page that turns inside Streamlit begins at its top, and there keyboard and screen reader go on.
// The heading of every such page carries data-place; Streamlit itself leaves both where they were.
(() => {
  const SETTLING = 1500; // milliseconds in which Streamlit may replace the heading once more
  let shown = null;
  let turned = -SETTLING;
  const nowhere = () => document.activeElement === document.body;
  const look = () => {
    const heading = document.querySelector("[data-place]");
    if (!heading) return;
    const place = heading.dataset.place;
    if (place !== shown) {
      if (shown !== null) {
        turned = performance.now();
        document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
        heading.focus({ preventScroll: true });
      }
      shown = place;
    } else if (nowhere() && performance.now() - turned < SETTLING) {
      // On its way from one field to the next the keyboard is nowhere, too, but only for a moment.
      setTimeout(() => nowhere() && document.querySelector("[data-place]")?.focus({ preventScroll: true }));
    }
  };
  new MutationObserver(look).observe(document.documentElement, {
    attributeFilter: ["data-place"],
    childList: true,
    subtree: true,
  });
})();
