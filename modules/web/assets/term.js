// A term of a lesson explains itself to who points at it. Pressing needs no script: it opens the
// explanation too, or keeps open what pointing has opened.
(() => {
  const PATIENCE = 200; // milliseconds; who only passes opens nothing, and may cross the gap between the two
  let opened = null; // by pointing, and not kept by pressing
  let waiting = 0;
  const meaningOf = (term) => term && document.getElementById(term.getAttribute("popovertarget"));
  const hide = () => {
    if (opened?.matches(":popover-open")) opened.hidePopover();
    opened = null;
  };
  document.addEventListener("pointerover", ({ target, pointerType, buttons }) => {
    if (pointerType !== "mouse" || buttons) return;
    clearTimeout(waiting);
    const meaning = meaningOf(target.closest(".term"));
    if (opened ? opened === meaning || opened.contains(target) : !meaning) return;
    waiting = setTimeout(() => {
      hide();
      // Looked up again: Streamlit may have drawn the page anew in the meantime.
      const pointedAt = document.querySelector(".term:hover");
      const found = meaningOf(pointedAt);
      if (!found || found.matches(":popover-open")) return;
      found.showPopover({ source: pointedAt });
      opened = found;
    }, PATIENCE);
  });
  document.addEventListener("click", (event) => {
    clearTimeout(waiting); // a press is sooner than patience, and would be undone
    if (!opened || meaningOf(event.target.closest(".term")) !== opened) return;
    if (opened.matches(":popover-open")) event.preventDefault(); // the press would close it
    opened = null;
  });
})();
