#!/bin/sh
# Make what the load test runs, outside the course's folder: an environment with JupyterHub and the course, and the
# hub's proxy. Needs Python 3.11 or newer, Node 18 or newer with npm, and git.
#
#     sh deploy/jupyterhub/local/set_up.sh [FOLDER]
set -eu
course=$(cd "$(dirname "$0")/../../.." && pwd)
tools=${1:-$course/../nato-hub}
python3 -m venv "$tools/venv"
"$tools/venv/bin/python" -m pip install --quiet --require-hashes -r "$course/deploy/jupyterhub/requirements.lock"
"$tools/venv/bin/python" -m pip install --quiet --no-deps --no-index --no-build-isolation --editable "$course/engine" --editable "$course"
npm install --silent --prefix "$tools/proxy" configurable-http-proxy@5.1.0
echo "Ready: $tools"
