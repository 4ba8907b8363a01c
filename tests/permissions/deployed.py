"""The roles of a deployment beside what they were needed for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tests.infra.reading import Template
from tests.permissions.by_aws import done_by_aws, machine_role
from tests.permissions.needs import Need
from tests.permissions.roles import Grant, Roles, denied

Calls = Mapping[str, list[Need]]
"""What each function was needed for; what the machine of batches reads itself is under `batch`."""


@dataclass(frozen=True)
class Deployed:
    """The roles of a deployment, and by role what they were needed for."""

    roles: Roles
    needed: Mapping[str, set[Need]]

    def unused(self, grants: Iterable[Grant]) -> list[Grant]:
        """Those that no call needs."""
        return [one for one in grants if not any(map(one.is_for, self._on(one)))]

    def missed(self, role: str, action: str) -> list[Need]:
        """What the role can't do any more once it lost the action."""
        left = [one for one in self.roles.of(role) if one.action != action]
        return [need for need in self.needed[role] if need[0] == action and denied(left, need)]

    def _on(self, grant: Grant) -> list[Need]:
        return [need for need in self.needed[grant.role] if need[0] == grant.action]


def deployed(template: Template, calls: Calls, names: Mapping[str, str]) -> Deployed:
    """A template, and the calls of what it deploys in a world with these names."""
    roles = Roles(template, names)
    needed: dict[str, set[Need]] = {one.role: set() for one in roles.grants}
    for role, need in done_by_aws(roles):
        needed[role].add(need)
    whose = dict(roles.of_functions())
    for name, needs in calls.items():
        role = whose[name] if name in whose else machine_role(roles, name)
        needed[role] |= {(action, resource) for action, resource in needs}
    return Deployed(roles, needed)
