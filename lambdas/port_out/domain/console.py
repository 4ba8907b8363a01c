"""Where the AWS console shows the execution of a port-out, and the runs through batches."""

_CONSOLES = {
    "aws": "console.aws.amazon.com",
    "aws-cn": "console.amazonaws.cn",
    "aws-us-gov": "console.amazonaws-us-gov.com",
}


def execution_link(machine_arn: str, run: str) -> str:
    """The execution of this name (see `run_name`); empty where the machine is not known.

    `machine_arn` is that of the state machine, of one of its versions or of its alias.
    """
    machine = machine_arn.split(":")[:7]
    execution = ":".join([*machine[:5], "execution", *machine[6:], run])
    return _link(machine, f"v2/executions/details/{execution}")


def runs_link(machine_arn: str) -> str:
    """All executions of a machine, by name; a batch is run again where one of its runs stopped."""
    machine = machine_arn.split(":")[:7]
    return _link(machine, f"statemachines/view/{':'.join(machine)}")


def _link(machine: list[str], page: str) -> str:
    if len(machine) < 7 or machine[1] not in _CONSOLES:
        return ""
    host, region = _CONSOLES[machine[1]], machine[3]
    return f"https://{region}.{host}/states/home?region={region}#/{page}"
