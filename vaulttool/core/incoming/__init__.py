"""People from other programs -> what their data would change among the notes. No file is read or written here."""

from vaulttool.core.incoming.additions import Making, additions
from vaulttool.core.incoming.match import Acquaintances
from vaulttool.core.incoming.person import Batch, Person
from vaulttool.core.incoming.proposal import Outcome, Proposal, propose

__all__ = ["Acquaintances", "Batch", "Making", "Outcome", "Person", "Proposal", "additions", "propose"]
