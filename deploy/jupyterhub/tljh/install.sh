#!/bin/sh
# Put the course on The Littlest JupyterHub, or bring a newer release of it:
#
#     sudo sh deploy/jupyterhub/tljh/install.sh LEARNERS_COPY
#
# LEARNERS_COPY is what `course release --class` has made. README.md beside this folder says what to do before and after.
set -eu
umask 022 # learners read what root puts here
copy=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")/.." && pwd)
hub=${TLJH_INSTALL_PREFIX:-/opt/tljh}
place=/srv/nato-course
python=$hub/user/bin/python

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "The user environment in $hub/user needs Python 3.11 or newer. Install a newer Littlest JupyterHub." >&2
    exit 1
fi

mkdir -p "$place"
rm -rf "$place/course.new"
cp -R "$copy" "$place/course.new"
chown -R root:root "$place/course.new"
chmod -R u+rwX,go+rX,go-w "$place/course.new"
rm -rf "$place/course"
mv "$place/course.new" "$place/course"

"$python" -m pip install --require-hashes -r "$place/course/requirements.lock"
"$python" -m pip install --no-deps --no-index --no-build-isolation --editable "$place/course/engine" --editable "$place/course"
"$python" -m compileall -q "$place/course/engine/src" "$place/course/src" # a learner cannot write there

sh "$here/make_class_repository.sh" "$place/course" "$place/class.git"
# git hands out another account's repository only when it is named here.
git config --system --get-all safe.directory | grep -qxF "$place/class.git" || git config --system --add safe.directory "$place/class.git"

"$python" "$here/drop_folder.py" make "$place/drop" --group jupyterhub-admins
cp "$here/start_server.sh" "$place/start_server.sh"
mkdir -p "$hub/config/jupyterhub_config.d"
cp "$here/tljh/nato_course.py" "$hub/config/jupyterhub_config.d/nato_course.py"

config=$hub/hub/bin/tljh-config
"$config" set user_environment.default_app jupyterlab
"$config" set limits.memory 768M
"$config" set limits.cpu 2
"$config" set services.cull.timeout 3600
"$config" reload
