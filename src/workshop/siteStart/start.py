"""Serves the site that lies beside it for the person at this machine, and opens it in their browser: what start.mjs does with Node."""

import os
import sys
import webbrowser
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "site")
# The same as in siteServer.mjs: what a browser keeps for a site, it keeps for one port of it.
PORTS = [8017, 8018, 8019, 8020, 8021, 0]


class Handler(SimpleHTTPRequestHandler):
    # Python asks Windows' registry, where any program may have put other types; browsers insist on these.
    extensions_map = {
        **SimpleHTTPRequestHandler.extensions_map,
        ".css": "text/css",
        ".html": "text/html",
        ".js": "text/javascript",
        ".json": "application/json",
        ".mjs": "text/javascript",
        ".svg": "image/svg+xml",
        ".wasm": "application/wasm",
    }

    def end_headers(self):
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    # On Windows, two programs could share a port.
    allow_reuse_address = os.name != "nt"


def main():
    for port in PORTS:
        try:
            server = Server(("127.0.0.1", port), partial(Handler, directory=FOLDER))
            break
        except OSError:
            if port == 0:
                raise
    address = f"http://localhost:{server.server_address[1]}/"
    words = "Leave this window open; closing it, or Ctrl-C, ends the lessons."
    print(f"Reading Logits\n\n  {address}\n\n{words}", flush=True)
    if "--no-browser" not in sys.argv:
        webbrowser.open(address)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass


main()
