"""Runs npm with the node that came as a Python package; a fresh machine has no other."""

import os
import subprocess
import sys

from infra.synth import NODE

if __name__ == "__main__":
    npm = NODE.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    search = f"{NODE}{os.pathsep}{os.environ.get('PATH', '')}"
    command = [str(NODE / "node"), str(npm), *sys.argv[1:]]
    sys.exit(subprocess.run(command, env=os.environ | {"PATH": search}, check=False).returncode)
