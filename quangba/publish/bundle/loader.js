// The scripts of the theme as one classic script: browsers load no module, and fetch nothing, from file://.
// Files that modules fetch lie beside as scripts, NAME.js, which hand over what is in them.
(() => {
  "use strict";
  const script = document.currentScript;
  const root = new URL("../", script.src).href;
  const waiting = new Map();

  window.offlineFile = (path, content) => waiting.get(path)?.(content);

  const answer = (address, content) => ({
    ok: true,
    status: 200,
    url: address,
    json: async () => content,
    text: async () => content,
  });

  const coming = new Map();
  function $fetch(address) {
    const url = new URL(address, document.baseURI);
    url.search = url.hash = "";
    if (!coming.has(url.href)) coming.set(url.href, loaded(url.href).finally(() => coming.delete(url.href)));
    return coming.get(url.href);
  }

  async function loaded(address) {
    const path = decodeURIComponent(address.slice(root.length));
    const file = document.createElement("script");
    try {
      return await new Promise((resolve, reject) => {
        waiting.set(path, (content) => resolve(answer(address, content)));
        file.addEventListener("error", () => reject(new Error(`not in this copy: ${path}`)));
        file.src = `${address}.js`;
        document.head.append(file);
      });
    } finally {
      waiting.delete(path);
      file.remove();
    }
  }

  const made = new Map();
  function $need(name) {
    if (!made.has(name)) made.set(name, modules[name]($need, $later, $fetch));
    return made.get(name);
  }
  const $later = async (name) => $need(name);

  // A copy that is old says so, by the clock of the reader's machine; one that is wrong and behind says nothing.
  for (const note of document.querySelectorAll("[data-old-from]")) note.hidden = Date.now() < note.dataset.oldFrom * 1000;

  const modules = {
    /* MODULES */
  };
  for (const name of script.dataset.start.split(" ").filter(Boolean)) {
    try {
      $need(name);
    } catch (failure) {
      reportError(failure); // one script's failure is no other's, as with modules
    }
  }
})();
