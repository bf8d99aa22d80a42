// Streamlit's own controls are named in English, and no setting changes that. Those who hear the
// page, or come to its first link by keyboard, get the names in <meta name="control-names">. What the
// file uploader writes is English too; everybody gets the texts in <meta name="uploader-texts">.
(() => {
  const names = JSON.parse(document.querySelector('meta[name="control-names"]').content);
  const ATTRIBUTES = ["aria-label", "alt"];
  const SKIP_LINK = 'a[href="#stMain"]';
  // What the file uploader says: English patterns, and what stands for them ($1 is its number).
  const UPLOADER = '[data-testid="stFileUploader"]';
  const said = JSON.parse(document.querySelector('meta[name="uploader-texts"]').content).map(
    ([pattern, text]) => [new RegExp(pattern), text],
  );
  const inChinese = (text) => {
    const found = said.find(([pattern]) => pattern.test(text));
    return found ? text.replace(...found) : text;
  };
  const restate = (text) => {
    const chinese = inChinese(text.data);
    if (chinese !== text.data) text.data = chinese;
  };
  const restateAll = (root) => {
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) restate(texts.currentNode);
  };
  const rename = (element) => {
    for (const attribute of ATTRIBUTES) {
      const now = element.getAttribute(attribute);
      const name = names[now] ?? (now && element.closest(UPLOADER) ? inChinese(now) : now);
      if (name !== now) element.setAttribute(attribute, name);
    }
    const text = element.matches(SKIP_LINK) && element.firstChild;
    if (text && names[text.data]) text.data = names[text.data];
  };
  const look = (changes) => {
    for (const change of changes) {
      if (change.type === "attributes") rename(change.target);
      if (change.type === "characterData" && change.target.parentElement?.closest(UPLOADER)) {
        restate(change.target);
      }
      for (const node of change.addedNodes) {
        if (node instanceof Text && node.parentElement?.closest(UPLOADER)) restate(node);
        if (!(node instanceof Element)) continue;
        rename(node);
        node.querySelectorAll(`[aria-label], [alt], ${SKIP_LINK}`).forEach(rename);
        if (node.closest(UPLOADER)) restateAll(node);
        else node.querySelectorAll(UPLOADER).forEach(restateAll);
      }
    }
  };
  look([{ addedNodes: [document.documentElement] }]); // what was drawn before this script came
  new MutationObserver(look).observe(document.documentElement, {
    attributeFilter: ATTRIBUTES,
    characterData: true,
    childList: true,
    subtree: true,
  });
})();
