// A tap leaves a text field and presses something else in the same instant. Streamlit then sends
// both as one: the press may redraw only the field's fragment, or a link be overtaken by the text.
// So the field is left when the finger goes down, and what was typed is under way before the press.
// Not a box with a list of choices: the list would be gone before the finger is up again.
document.addEventListener(
  "pointerdown",
  (event) => {
    const field = document.activeElement;
    if (!field?.matches("input:not([role=combobox]), textarea")) return;
    const pressed = event.target.closest?.("a, button, label, [role]");
    if (pressed && !pressed.contains(field)) field.blur();
  },
  true,
);
// A page that is closed, reloaded or put away by the phone is left without its field being left.
const leave = () => {
  const field = document.activeElement;
  if (field?.matches("input:not([role=combobox]), textarea")) field.blur();
};
window.addEventListener("beforeunload", leave);
document.addEventListener("visibilitychange", () => document.hidden && leave());
