"""Imports one module from a package's folder and says how many seconds that took."""

import importlib
import json
import sys
import time

if __name__ == "__main__":
    folder, module = sys.argv[1:]
    sys.path.insert(0, folder)
    began = time.perf_counter()
    importlib.import_module(module)
    print(json.dumps({"seconds": time.perf_counter() - began}))
