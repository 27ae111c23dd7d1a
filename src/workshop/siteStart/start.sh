#!/bin/sh
# Starts a small server for the lessons in this folder, with the Node.js or the Python that is on this machine.
case $0 in */*) cd "${0%/*}" || exit 1 ;; esac
if node -e 'process.exit(parseInt(process.versions.node) < 16 ? 1 : 0)' >/dev/null 2>&1; then
  exec node start/start.mjs "$@"
fi
for python in python3 python; do
  if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 7))' >/dev/null 2>&1; then
    exec "$python" start/start.py "$@"
  fi
done
echo "The lessons need Python or Node.js for their small server, and neither is on this machine: install Python from python.org and start this again, or put the folder \"site\" on any web server."
exit 1
