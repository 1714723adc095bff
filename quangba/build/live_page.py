"""What a preview adds to a page: what is wrong with it, and a script that asks if it is right."""

from __future__ import annotations

_SCRIPT = """<script>(() => {
  const ask = async (stop) => {
    for (;;) {
      try {
        const found = await fetch("%(url)s?since=%(version)d&page="
          + encodeURIComponent(location.pathname), {cache: "no-store", signal: stop.signal});
        if (!found.ok) throw found.status;
        if (await found.text() !== "%(version)d") return location.reload();
      } catch (reason) {
        if (stop.signal.aborted) return;
        await new Promise((go) => setTimeout(go, 1000));
      }
    }
  };
  let stop;
  const look = () => {
    stop?.abort();
    stop = new AbortController();
    if (document.visibilityState === "visible") ask(stop);
  };
  addEventListener("visibilitychange", look);
  addEventListener("pagehide", () => stop?.abort());
  addEventListener("pageshow", look);
})();</script>"""


def alive(html: bytes, foot: str, url: str, version: int) -> bytes:
    """A page as it is sent. url: where it asks; version: of what it shows."""
    script = _SCRIPT % {"url": url, "version": version}
    at = html.rfind(b"</body>")
    at = len(html) if at < 0 else at
    return html[:at] + (foot + script).encode() + html[at:]
