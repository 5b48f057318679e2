"""JupyterLab's layout, kept beside this environment and not in the reader's home.

A first layout with the table of contents open is installed there. Where the folder cannot be
written (a shared installation), or another was chosen, JupyterLab keeps its layouts there.
"""

import os
import sys

_layouts = os.path.join(sys.prefix, "share", "jupyter", "lab", "workspaces")
if "JUPYTERLAB_WORKSPACES_DIR" not in os.environ and os.access(_layouts, os.W_OK):
    c.LabApp.workspaces_dir = _layouts  # noqa: F821  (`c` is given by JupyterLab)
