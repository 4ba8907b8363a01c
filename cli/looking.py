"""What an AWS account is found to be able to do; loads AWS's SDK, so it is imported when asked."""

from botocore.exceptions import BotoCoreError, ClientError

from cli.exits import Exit, Stop
from cli.where import Asked, region_of
from tools.account import Account, NotJudged, this_account, turn_to
from tools.preflight import Found, look


def looked(asked: Asked, instance: str, language: str) -> tuple[Account, Found]:
    """Whose account it is and what was found; Stop where that can't be judged."""
    try:
        account = _account(asked)
        return account, look(account, instance, language)
    except NotJudged as error:
        raise Stop(Exit.USAGE, str(error)) from None
    except (BotoCoreError, ClientError) as error:
        raise Stop(Exit.USAGE, f"AWS answered what was not foreseen: {error}") from None


def _account(asked: Asked) -> Account:
    """The account that the options mean."""
    region = region_of(asked)
    if asked.local:
        turn_to(asked.local)
    return this_account(region, asked.profile)
