// Streamlit reconnects by itself, but says so in English and knows nothing about signing in.
// Here: the notice in the page (document.py) while the server is away, and the sign-in page when
// the server is there and lets this browser in no more.
(() => {
  const EVERY = 1000; // milliseconds between two looks
  const PATIENCE = 3; // looks before anything is said: most breaks are over by then
  const LOADING = 10; // looks before a page that was never connected says the same
  let connected = false;
  let lost = 0;
  const look = async () => {
    const app = document.querySelector('[data-testid="stApp"]');
    const notice = document.getElementById("connection-lost");
    if (!app || app.dataset.testConnectionState === "CONNECTED") {
      connected ||= Boolean(app);
      lost = 0;
      notice.hidden = true;
      return;
    }
    lost += 1;
    if (lost < PATIENCE) return;
    notice.hidden = !connected && lost < LOADING;
    try {
      const answer = await fetch(location.href, { method: "HEAD", redirect: "manual", cache: "no-store" });
      if (answer.type === "opaqueredirect") location.reload();
    } catch {
      // The server is away; the notice says so.
    }
  };
  setInterval(look, EVERY);
})();
