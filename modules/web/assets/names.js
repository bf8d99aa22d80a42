// Streamlit's own controls are named in English, and no setting changes that. Those who hear the
// page, or come to its first link by keyboard, get the names in <meta name="control-names">.
(() => {
  const names = JSON.parse(document.querySelector('meta[name="control-names"]').content);
  const ATTRIBUTES = ["aria-label", "alt"];
  const SKIP_LINK = 'a[href="#stMain"]';
  const rename = (element) => {
    for (const attribute of ATTRIBUTES) {
      const name = names[element.getAttribute(attribute)];
      if (name) element.setAttribute(attribute, name);
    }
    const text = element.matches(SKIP_LINK) && element.firstChild;
    if (text && names[text.data]) text.data = names[text.data];
  };
  const look = (changes) => {
    for (const change of changes) {
      if (change.type === "attributes") rename(change.target);
      for (const node of change.addedNodes) {
        if (!(node instanceof Element)) continue;
        rename(node);
        node.querySelectorAll(`[aria-label], [alt], ${SKIP_LINK}`).forEach(rename);
      }
    }
  };
  look([{ addedNodes: [document.documentElement] }]); // what was drawn before this script came
  new MutationObserver(look).observe(document.documentElement, {
    attributeFilter: ATTRIBUTES,
    childList: true,
    subtree: true,
  });
})();
