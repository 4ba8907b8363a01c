"""Where ministack 1.5.33 differs from AWS in something the program sees, and the cure.

Each module mends one difference: its docstring says what AWS does and what the stand-in does, and
its test under tests/local/ fails as soon as ministack has mended it, so that the module can go.

Known and left as it is, because the program does not lean on it:
- an alias runs the machine's present definition, not its version's;
- Retry knows neither MaxDelaySeconds nor JitterStrategy, and sleeps 60 seconds at most;
- HeartbeatSeconds, TimeoutSecondsPath and RedriveExecution do nothing or are missing;
- a wrong state machine definition is accepted, and fails only when it runs;
- Step Functions writes no execution log and no metrics, so alarms on them stay silent;
- a stopped execution leaves its task token open;
- a Distributed Map writes no results to S3, and asks the machine's role neither for what it reads
  nor for its items' executions;
- headers reach a function in lower case, whatever the caller wrote.
"""

from __future__ import annotations

from collections.abc import Callable

from local.patches import (
    domain_names,
    failing_callbacks,
    function_errors,
    gateway_errors,
    idempotent_start,
    identity_sources,
    invoke_permissions,
    lambda_throttle,
    machine_role,
    machine_timeout,
    old_signatures,
    parameter_resources,
    renamed_headers,
    request_validators,
    scheduled_time,
    state_machine_versions,
    task_tokens,
)
from local.patches.bounded_functions import bound_functions
from local.patches.function_output import keep_output
from local.patches.functions import end_functions, isolate_functions
from local.patches.shared_code import share_code

PATCHES: tuple[Callable[[], None], ...] = (
    function_errors.apply,
    lambda_throttle.apply,
    machine_role.apply,
    failing_callbacks.apply,
    task_tokens.apply,
    idempotent_start.apply,
    machine_timeout.apply,
    state_machine_versions.apply,
    scheduled_time.apply,
    gateway_errors.apply,
    request_validators.apply,
    old_signatures.apply,
    invoke_permissions.apply,
    parameter_resources.apply,
    identity_sources.apply,
    renamed_headers.apply,
    domain_names.apply,
)

__all__ = [
    "PATCHES",
    "apply_all",
    "bound_functions",
    "end_functions",
    "isolate_functions",
    "keep_output",
    "share_code",
]


def apply_all() -> None:
    """Mend everything; to be called once, before the gateway serves."""
    for patch in PATCHES:
        patch()
