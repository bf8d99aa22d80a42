// A page that turns inside Streamlit begins at its top, and there keyboard and screen reader go on.
// The heading of every such page carries data-place; Streamlit itself leaves both where they were.
(() => {
  let shown = null;
  const look = () => {
    const heading = document.querySelector("[data-place]");
    const place = heading ? heading.dataset.place : null;
    if (place === shown) return;
    const turned = shown !== null && place !== null;
    shown = place;
    if (!turned) return;
    document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
    heading.focus({ preventScroll: true });
  };
  new MutationObserver(look).observe(document.documentElement, {
    attributeFilter: ["data-place"],
    childList: true,
    subtree: true,
  });
})();
