"""Makes the product's English package importable by itself, without what the rest of the product installs.

Import this module before anything of `armsledger`: it stands in for the two packages above
`armsledger.reading.english`, whose own imports training has no use for.
"""

from __future__ import annotations

import sys
import types
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src"
PACKAGE = SOURCE / "armsledger" / "reading" / "english"

for _name in ("armsledger", "armsledger.reading"):
    if _name not in sys.modules:
        _stub = types.ModuleType(_name)
        _stub.__path__ = [str(SOURCE / Path(*_name.split(".")))]
        sys.modules[_name] = _stub
