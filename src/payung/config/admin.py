"""The operator's command: ``payung-admin migrate``, ``init``, ``serve``, ``audit verify``, …"""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run a management command with the settings of the house."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "payung.config.settings")
    execute_from_command_line(["payung-admin", *sys.argv[1:]])
