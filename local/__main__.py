"""`python -m local`: start the local world, say how to reach it, and stay until told to end."""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path
from types import FrameType

from local.folder import AlreadyRunning
from local.world import World, WorldFailed


def main() -> int:
    """Run one world in the foreground; Ctrl-C or SIGTERM ends it and all it started."""
    arguments = _arguments()
    world = World(
        arguments.root, retry_scale=arguments.retry_scale, keep=True, fresh=arguments.fresh
    )
    # Also for SIGINT: a shell starts what it runs in the background with it ignored.
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, _interrupt)
    try:
        world.start()
        _say(world)
        return world.wait()
    except KeyboardInterrupt:
        return 0
    except (AlreadyRunning, WorldFailed) as problem:
        print(f"local: {problem}", file=sys.stderr)
        return 1
    finally:
        world.stop()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m local", description=main.__doc__)
    parser.add_argument("command", nargs="?", choices=["up"], default="up")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the repository")
    parser.add_argument(
        "--retry-scale",
        type=float,
        default=None,
        help="seconds between Step Functions retries are multiplied by this (default 0.2)",
    )
    parser.add_argument(
        "--fresh", action="store_true", help="begin anew, and put aside what was kept"
    )
    return parser.parse_args()


def _say(world: World) -> None:
    print(f"local: up. How to reach it: {world.settings.facts_file}")
    print(f"  program   {world['api_url']}")
    print(f"  AWS       {world['aws_endpoint_url']}")
    print(f"  steering  {world['twin_url']}  (GET / lists the calls)")
    if world.put_aside:
        print(f"local: what was kept until now lies in {world.put_aside}")
    if going_on := world["executions_going_on"]:
        print(f"local: {going_on} executions go on where they were")
    print("local: Ctrl-C ends it; started again it goes on, with FRESH=yes it begins anew")
    sys.stdout.flush()


def _interrupt(signum: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    raise SystemExit(main())
