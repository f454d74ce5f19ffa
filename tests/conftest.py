"""What every test relies on: nothing kept on disk, the same generated examples in each run."""

import os

# Before the app is imported; a test that needs a data folder gives its own.
os.environ["STEPGRAD_DATA_DIR"] = ":memory:"

from hypothesis import settings

settings.register_profile("stepgrad", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("stepgrad")
