"""The product's settings over a home of the tests' own, never the user's."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

_home = tempfile.mkdtemp(prefix="startpunkt-tests-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["STARTPUNKT_HOME"] = _home

from startpunkt.project.settings import *  # noqa: E402, F403 -- the home must be known before the settings are read
