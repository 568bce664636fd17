"""Common short forms of first names, as one table. How they are matched is said in `names`."""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType

_PAIRS = """
abby abigail; al albert alan alfred; alex alexander alexandra; andy andrew andrea; annie anne ann anna; barb barbara;
becky rebecca; ben benjamin benedict; bernie bernard bernadette; beth elizabeth bethany; betty elizabeth; bill
william; billy william; bob robert; bobby robert; cathy catherine; charlie charles charlotte; chris christopher
christine christina christian; chuck charles; cindy cynthia; dan daniel danielle; danny daniel; dave david; debbie
deborah debra; dick richard; dom dominic dominik; don donald; doug douglas; ed edward edwin edmund; eddie edward
edwin; ellie eleanor ellen; fran frances francis francesca; frank francis franklin; fred frederick alfred; gabe
gabriel; greg gregory; hank henry; harry harold henry; izzy isabel isabelle isabella; jack john; jake jacob; jan janet
janice; jen jennifer; jenny jennifer; jerry gerald jerome jeremy; jess jessica; jim james; jimmy james; joe joseph; jo
joanne joanna josephine; johnny john; jon jonathan; josh joshua; judy judith; kate katherine catherine kathryn; kathy
katherine kathleen kathryn; katie katherine kathryn; ken kenneth; kim kimberly; larry lawrence laurence; len leonard;
leo leonard leonardo; liz elizabeth; lizzie elizabeth; lou louis louise; maggie margaret; mandy amanda; matt matthew;
max maximilian maxwell; meg margaret megan; mel melissa melanie; mick michael; mike michael; mindy melinda; nate
nathan nathaniel; nick nicholas nicolas nikolai; nicky nicole nicholas; pam pamela; pat patrick patricia; patty
patricia; peg margaret; peggy margaret; pete peter; phil philip phillip; ray raymond; rich richard; rick richard
ricardo; rob robert; ron ronald; rosie rosemary; russ russell; sally sarah; sam samuel samantha; sandy alexandra
sandra; sasha alexander alexandra; steph stephanie; steve steven stephen; stu stuart; sue susan suzanne; susie susan;
ted edward theodore; terry terence teresa theresa; tess teresa theresa; theo theodore; tim timothy; toby tobias; tom
thomas; tommy thomas; tony anthony antonio; trish patricia; val valerie valentina; vicky victoria; vince vincent; viv
vivian; walt walter; wes wesley; will william; zach zachary
"""

SHORT_FORMS = MappingProxyType({words[0]: tuple(words[1:]) for pair in _PAIRS.split(";") if (words := pair.split())})
"""Short form -> the names it stands for, all folded."""


@lru_cache(maxsize=4096)
def forms(word: str) -> frozenset[str]:
    """A folded first name and all it may stand for: `bob` gives `bob` and `robert`."""
    return frozenset((word, *SHORT_FORMS.get(word, ())))
