"""Discussions and pull requests: those that a repo comes with, and those that were opened here."""

import html
import json
import time
from random import Random
from typing import Any, NamedTuple

from hubtui.demo.accounts import owner_fields
from hubtui.demo.box import Box, Repo
from hubtui.demo.content.cards import shade
from hubtui.demo.content.history import commit_id, date, seeded_pulls
from hubtui.demo.errors import Refusal
from hubtui.demo.names import SINGULARS, hex_id, number_of
from hubtui.demo.seed.known import words

STATUSES = ("open", "closed", "merged", "draft")
TITLES = (
    "How much memory does this need?", "Licence for commercial use", "Wrong chat template", "Thank you!",
    "Results differ from the paper", "Which revision should I use?",
)  # fmt: skip
PULL_TITLES = ("Fix a typo in README.md", "Add safetensors weights", "Update the chat template")
Json = dict[str, Any]


class Discussion(NamedTuple):
    """A row of the table of discussions; `pull` is 1 for a pull request, `merged` the commit of its merge."""

    repo: int
    num: int
    title: str
    status: str
    pull: int
    author: str
    seconds: int
    pinned: int
    merged: str


class Event(NamedTuple):
    """A row of the table of events: a comment, a commit, or a change of the status or the title; `data` is JSON."""

    num: int
    repo: int
    discussion: int
    type: str
    author: str
    seconds: int
    data: str


def _seeded(repo: Repo) -> list[Discussion]:
    """What the repo comes with: first its pull requests, as its refs number them."""
    if repo.made:
        return []
    pulls = len(seeded_pulls(repo))
    first, second = words()["first"], words()["second"]
    found = []
    for num in range(1, pulls + shade(repo, "discussions", 5) + 1):
        chance = Random(f"{repo.num}/discussion/{num}")
        pull = num <= pulls
        title = chance.choice(PULL_TITLES if pull else TITLES)
        author = f"{chance.choice(first)}-{chance.choice(second)}"
        seconds = (repo.num >> 24) + int(chance.random() * max(1, repo.modified - (repo.num >> 24)))
        status = "closed" if chance.random() < 0.3 else "open"
        found.append(Discussion(repo.num, num, title, status, int(pull), author, seconds, 0, ""))
    return found


def _seeded_events(repo: Repo, one: Discussion) -> list[Event]:
    chance = Random(f"{repo.num}/events/{one.num}")
    start = one.seconds << 24 | shade(repo, f"event/{one.num}", 2**20) << 4
    text = chance.choice(words()["sentences"])
    found = [Event(start, repo.num, one.num, "comment", one.author, one.seconds, comment_data(text))]
    if one.pull:
        told = json.dumps({"subject": one.title, "oid": commit_id(repo, f"refs/pr/{one.num}"), "parents": []})
        found.append(Event(start + 1, repo.num, one.num, "commit", one.author, one.seconds, told))
    if one.status == "closed":
        told = json.dumps({"status": "closed"})
        found.append(Event(start + 2, repo.num, one.num, "status-change", one.author, one.seconds + 60, told))
    return found


def comment_data(text: str, edited: bool = False, hidden: bool = False) -> str:
    """What is stored of a comment."""
    return json.dumps({"raw": text, "edited": edited, "hidden": hidden})


def _kept(box: Box, repo: Repo) -> bool:
    return box.one("SELECT 1 FROM discussion WHERE repo = ? LIMIT 1", repo.num) is not None


def discussions(box: Box, repo: Repo) -> list[Discussion]:
    """All discussions and pull requests of a repo, the newest first."""
    if not _kept(box, repo):
        return _seeded(repo)[::-1]
    rows = box.all("SELECT * FROM discussion WHERE repo = ? ORDER BY num DESC", repo.num)
    return list(map(Discussion._make, rows))


def find_discussion(box: Box, repo: Repo, num: int) -> Discussion:
    """Raises a Refusal (404) where there is none of this number."""
    for one in discussions(box, repo):
        if one.num == num:
            return one
    raise Refusal(404, "Discussion not found")


def events_of(box: Box, repo: Repo, one: Discussion) -> list[Event]:
    """What happened in a discussion, in order."""
    if not _kept(box, repo):
        return _seeded_events(repo, one)
    rows = box.all("SELECT * FROM event WHERE repo = ? AND discussion = ? ORDER BY num", repo.num, one.num)
    return list(map(Event._make, rows))


def keep_seeded(box: Box, repo: Repo) -> None:
    """Store what the repo came with, before the first change of it."""
    if _kept(box, repo):
        return
    for one in _seeded(repo):
        box.connection.execute("INSERT INTO discussion VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", one)
        for event in _seeded_events(repo, one):
            box.connection.execute("INSERT OR IGNORE INTO event VALUES (?, ?, ?, ?, ?, ?, ?)", event)


def add_event(box: Box, repo: Repo, num: int, kind: str, author: str, data: str) -> Event:
    found = Event(box.new_number("event"), repo.num, num, kind, author, int(time.time()), data)
    box.connection.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)", found)
    return found


def open_discussion(box: Box, repo: Repo, title: str, text: str, author: str, pull: bool) -> int:
    """Open a discussion or a pull request; its number."""
    keep_seeded(box, repo)
    num = int(box.one("SELECT max(num) FROM discussion WHERE repo = ?", repo.num)[0] or 0) + 1
    status = "draft" if pull else "open"
    found = Discussion(repo.num, num, title, status, int(pull), author, int(time.time()), 0, "")
    box.connection.execute("INSERT INTO discussion VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", found)
    add_event(box, repo, num, "comment", author, comment_data(text))
    return num


def open_pull(box: Box, repo: Repo, title: str, text: str, author: str) -> int:
    """Open a pull request for a commit; its number."""
    num = open_discussion(box, repo, title, text, author, pull=True)
    box.connection.execute("UPDATE discussion SET status = 'open' WHERE repo = ? AND num = ?", (repo.num, num))
    return num


def owner_of_pull(box: Box, repo: Repo, ref: str) -> str:
    """Who opened the pull request of a ref; "" where there is none."""
    number = ref.rpartition("/")[2]
    found = [one for one in discussions(box, repo) if one.pull and str(one.num) == number]
    return found[0].author if found else ""


def discussion_row(box: Box, repo: Repo, one: Discussion) -> Json:
    """A discussion as a listing tells it."""
    comments = sum(event.type == "comment" for event in events_of(box, repo, one))
    return {
        "num": one.num, "author": owner_fields(one.author) | {"isUserFollowing": False},
        "repo": {"name": repo.name, "type": SINGULARS[repo.kind]}, "title": one.title, "status": one.status,
        "createdAt": date(one.seconds), "isPullRequest": bool(one.pull), "numComments": comments,
        "topReactions": [], "numReactionUsers": 0, "pinned": bool(one.pinned),
        "repoOwner": {"name": repo.owner, "isParticipating": False, "isDiscussionAuthor": one.author == repo.owner},
    }  # fmt: skip


def event_json(event: Event) -> Json:
    """An event as the details of a discussion tell it."""
    data: Json = json.loads(event.data)
    if event.type == "comment":
        data = _comment_json(event, data)
    return {
        "id": hex_id(event.num), "author": owner_fields(event.author), "createdAt": date(event.seconds),
        "type": event.type, "data": data,
    }  # fmt: skip


def _comment_json(event: Event, data: Json) -> Json:
    raw = "This comment has been hidden" if data["hidden"] else data["raw"]
    latest = {
        "raw": raw, "html": f"<p>{html.escape(raw)}</p>\n", "updatedAt": date(event.seconds),
        "author": {"name": event.author, "type": "user"},
    }  # fmt: skip
    return {
        "edited": data["edited"], "hidden": data["hidden"], "latest": latest, "numEdits": int(data["edited"]),
        "history": [latest] if data["edited"] else [], "editors": [event.author], "reactions": [], "isReport": False,
    }  # fmt: skip


def find_event(box: Box, repo: Repo, one: Discussion, comment: str) -> Event:
    """The comment of this id. Raises a Refusal (404) where there is none."""
    number = number_of(comment)
    for event in events_of(box, repo, one):
        if event.num == number and event.type == "comment":
            return event
    raise Refusal(404, "Comment not found")
