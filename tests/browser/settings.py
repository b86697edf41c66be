"""The settings of a demonstration as bin/run serves it, with addresses at which things go wrong."""

from thirty3.settings import *  # noqa: F403

ROOT_URLCONF = "tests.browser.urls"
