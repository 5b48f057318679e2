#!/bin/sh
# Start a learner's server on a machine that other learners use too. A hub calls it in place of jupyterhub-singleuser.
#
# Kernels get sockets in the learner's home folder, not ports of the machine. A port is free when the server picks it
# and may be taken when the kernel opens it: with 25 starts at once that happens. And what a kernel sends out by a port,
# every account of the machine can read. The folder's name is short because a socket's path has 107 characters at most.
umask 027
export JUPYTER_RUNTIME_DIR="$HOME/.run"
exec jupyterhub-singleuser --KernelManager.transport=ipc "$@"
