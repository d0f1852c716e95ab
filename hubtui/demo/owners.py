"""Users and organisations: who there is, who follows whom, and who belongs to what, always the same and both ways."""

from zlib import crc32

from hubtui.demo.accounts import ORGANISATIONS, ROLES, USERS, is_organisation
from hubtui.demo.box import Box
from hubtui.demo.seed.known import known_organisations

_REPOS_LOOKED_AT = 5000
OF_OWNER = "kind IN (0, 1, 2) AND owner = ? COLLATE NOCASE AND owner = ?"
"""Finds the repos of an owner by the index, which knows no case, and then by the case."""
MOST_USERS = 400


def is_known(box: Box, name: str, is_user: bool) -> bool:
    """Return whether there is a user, or an organisation, of this name: one of ours, or the owner of a repo."""
    if is_organisation(name) is is_user:
        return False
    if name in USERS or name in ORGANISATIONS:
        return True
    return box.one(f"SELECT 1 FROM repo WHERE {OF_OWNER} AND private = 0 LIMIT 1", name, name) is not None


def users(box: Box) -> list[str]:
    """Return the users who follow others and are members of organisations: our own, and the first of the catalogue."""
    if not box.users:
        sql = "SELECT owner FROM repo WHERE private = 0 AND owner != '' ORDER BY num LIMIT ?"
        owners = dict.fromkeys(row[0] for row in box.all(sql, _REPOS_LOOKED_AT))
        others = [one for one in owners if one not in USERS and not is_organisation(one)]
        box.users = [*USERS, *others][:MOST_USERS]
    return box.users


def _luck(words: str) -> int:
    """Return a number below 1000 that these words always have."""
    return crc32(words.encode()) % 1000


def _follows(user: str, other: str) -> bool:
    fame = _luck(f"fame of {other}") / 1000
    is_famous = is_organisation(other) or other in USERS
    return user != other and _luck(f"{user} follows {other}") < (300 + 600 * fame if is_famous else 5 + 400 * fame**4)


def followers(box: Box, name: str) -> list[str]:
    """Return the users who follow a user or an organisation."""
    return [user for user in users(box) if _follows(user, name)]


def following(box: Box, name: str) -> list[str]:
    """Return the users whom a user follows."""
    known = users(box)
    return [other for other in known if _follows(name, other)] if name in known else []


def _is_member(user: str, organisation: str) -> bool:
    if user in ROLES or organisation in ORGANISATIONS:
        return organisation in ROLES.get(user, ())
    return _luck(f"{user} at {organisation}") < 15


def members(box: Box, organisation: str) -> list[str]:
    """Return the users who belong to an organisation."""
    return [user for user in users(box) if _is_member(user, organisation)]


def organisations_of(box: Box, user: str) -> list[str]:
    """Return the organisations that a user belongs to."""
    if user not in ROLES and user not in users(box):
        return []
    known = (*ORGANISATIONS, *sorted(known_organisations()))
    return [one for one in known if _is_member(user, one) and is_known(box, one, is_user=False)]


def author_of(box: Box, paper_id: str) -> str:
    """Return the account of a paper's first author."""
    known = users(box)
    return known[crc32(paper_id.encode()) % len(known)]


def submitter_of(box: Box, paper_id: str) -> str:
    """Return who brought a paper to the daily papers: ada every third one."""
    known = users(box)
    number = crc32(f"submitted {paper_id}".encode())
    return "ada" if number % 3 == 0 else known[number % len(known)]
