// Ctrl + Enter is for the button that names it, wherever the keyboard stands. On another button it
// would press that one too: a score chosen a moment ago would be taken back, unseen.
document.addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    if (!event.target.closest?.("button")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    // The same key, pressed where nothing else answers; Streamlit listens to the whole document.
    document.body.dispatchEvent(new KeyboardEvent("keydown", event));
  },
  true,
);
