"""`port-out completion`: the script with which a shell completes commands, options and states."""

from enum import StrEnum
from typing import Annotated

import typer

from cli.app import Group, command
from cli.here import Here


class Shell(StrEnum):
    """The shells that are served."""

    BASH = "bash"
    ZSH = "zsh"


_SCRIPTS = {
    Shell.BASH: """\
_port_out_completion() {
    local IFS=$'\\n'
    COMPREPLY=( $( env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD \\
        _PORT_OUT_COMPLETE=complete_bash "$1" ) )
}
complete -o default -F _port_out_completion port-out""",
    Shell.ZSH: """\
#compdef port-out
_port_out_completion() {
    eval "$(env _TYPER_COMPLETE_ARGS="${words[1,$CURRENT]}" \\
        _PORT_OUT_COMPLETE=complete_zsh port-out)"
}
compdef _port_out_completion port-out""",
}
ShellArgument = Annotated[Shell, typer.Argument(metavar="bash|zsh", help="Which shell.")]


@command(
    "completion",
    group=Group.SHELL,
    offline=True,
    examples={
        'eval "$(port-out completion bash)"': "in ~/.bashrc",
        'eval "$(port-out completion zsh)"': "in ~/.zshrc, after compinit",
    },
)
def completion(here: Here, shell: ShellArgument) -> None:
    """Print the script that completes commands, options and states with the Tab key."""
    script = _SCRIPTS[shell]
    here.out.show({"shell": str(shell), "script": script}, lambda: here.out.line(script))
