"""Where the AWS console shows the execution of a port-out."""

_CONSOLES = {
    "aws": "console.aws.amazon.com",
    "aws-cn": "console.amazonaws.cn",
    "aws-us-gov": "console.amazonaws-us-gov.com",
}


def execution_link(machine_arn: str, port_out_id: str) -> str:
    """The execution that is named after the port-out; empty where the machine is not known.

    `machine_arn` is that of the state machine, of one of its versions or of its alias.
    """
    parts = machine_arn.split(":")
    if len(parts) < 7 or parts[1] not in _CONSOLES:
        return ""
    _, partition, _, region, account, _, name = parts[:7]
    execution = f"arn:{partition}:states:{region}:{account}:execution:{name}:{port_out_id}"
    host = f"{region}.{_CONSOLES[partition]}"
    return f"https://{host}/states/home?region={region}#/v2/executions/details/{execution}"
