"""Imports modules from a folder, makes a client if one is named, and says what was loaded.

`python starting.py FOLDER SERVICE [MODULE...]`; SERVICE may be empty.
"""

import importlib
import json
import sys

if __name__ == "__main__":
    folder, service, *modules = sys.argv[1:]
    sys.path.insert(0, folder)
    for module in modules:
        importlib.import_module(module)
    loaded = sorted(sys.modules)
    if service:
        session = importlib.import_module("botocore.session").get_session()
        session.create_client(service, region_name="us-east-1")
    print(json.dumps({"modules": loaded}))
