"""Who is who: may two signed calls be of one and the same person?"""

from dataclasses import dataclass

_ROLE = ":assumed-role/"
_IDENTITY_CENTER = "AWSReservedSSO_"
"""IAM Identity Center names the sessions of its roles after people; nobody can choose them."""


@dataclass(frozen=True)
class Person:
    """Whoever signed a call, as API Gateway says: the ARN, and AWS's id of the principal."""

    arn: str
    id: str = ""

    @property
    def name(self) -> str:
        """The user, or the name of the session."""
        return self.arn.rpartition("/")[2].casefold()

    @property
    def role(self) -> str:
        """The role whose session it is, empty for a user."""
        head, _, rest = self.arn.partition(_ROLE)
        return f"{head}{_ROLE}{rest.rpartition('/')[0]}" if rest else ""

    @property
    def is_named_by_aws(self) -> bool:
        """True where the name of the session is not the caller's own choice."""
        return self.role.rpartition("/")[2].startswith(_IDENTITY_CENTER)

    def as_data(self) -> dict[str, str]:
        """The person as plain data."""
        return {"arn": self.arn, "id": self.id}


def may_be_one(first: Person, second: Person) -> bool:
    """True unless AWS itself tells the two apart.

    Two sessions of one role may be one person, who chose both names; so may equal names in two
    roles. Only Identity Center's sessions of one role are told apart by their names. A user who
    was renamed keeps the id.
    """
    if not (first.arn and second.arn) or first.arn == second.arn:
        return True
    if first.id and first.id == second.id:
        return True
    if first.name == second.name:
        return True
    return bool(first.role) and first.role == second.role and not first.is_named_by_aws
