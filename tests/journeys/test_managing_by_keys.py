"""Each change, by keys alone in a terminal, for each kind and both sorts of owners: the official client sees it."""

import pytest
from huggingface_hub import HfApi

from tests import warm
from tests.demo_hub import DemoHub
from tests.terminal.session import Session

TABS = {"model": "models", "dataset": "datasets", "space": "spaces"}
DOWN, RIGHT, LEFT, END = "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[F"


def hubtui(demo: DemoHub, kind: str, owner: str) -> Session:
    environ = {"HF_ENDPOINT": demo.endpoint, "HF_TOKEN": demo.token}
    return Session(warm.hubtui("--tab", TABS[kind], "--author", owner), size=(100, 30), environ=environ)


@pytest.mark.parametrize("owner", ["ada", "acme-lab"])
@pytest.mark.parametrize("kind", ["model", "dataset", "space"])
@pytest.mark.some(2)
def test_every_change_is_what_the_official_client_sees(hub_to_change: DemoHub, kind: str, owner: str) -> None:
    api = HfApi(hub_to_change.endpoint, token=hub_to_change.token)
    other = "acme-lab" if owner == "ada" else "ada"
    name = f"{owner}/by-keys-{kind}"
    with hubtui(hub_to_change, kind, owner) as session:
        session.wait_for("that is all")
        session.wait_for("ada · write")
        # Create: the focus is where the name is typed, the owner is the listing's.
        session.send("n")
        session.wait_for("New repo")
        session.send(f"by-keys-{kind}")
        session.wait_for("the name is free")
        session.send("\r")
        session.wait_for(f"{name}: created")
        info = api.repo_info(name, repo_type=kind)
        assert info.private
        # It is the one that is looked for.
        session.send("/by-keys\r")
        session.wait_for("1 loaded, all")
        session.wait_for(f"▌  {name} ")
        session.rest(0.3)  # a key that comes before rows of another query is asked for again
        # Visibility, and gating where there is one.
        session.send("P")
        session.wait_for("is private now")
        session.send(LEFT)
        if kind != "space":
            session.send(DOWN + RIGHT)
        session.send("\r")
        session.wait_for("private → public")
        info = api.repo_info(name, repo_type=kind)
        assert not info.private
        assert kind == "space" or info.gated == "auto"
        # Rename.
        session.send("m")
        session.wait_for(f"Move {name}")
        session.send(END + "-two\r")
        session.wait_for(f"{name} → {name}-two")
        assert api.repo_info(name, repo_type=kind).id == f"{name}-two"
        # Transfer.
        session.wait_for(f"{name}-two ")
        session.send("m")
        session.wait_for(f"Move {name}-two")
        session.send("\x1b[A" + (RIGHT if owner == "ada" else LEFT) + DOWN + "\r")
        session.wait_for(f"{name}-two → {other}/by-keys-{kind}-two")
        moved = f"{other}/by-keys-{kind}-two"
        assert api.repo_info(name, repo_type=kind).id == moved
        # Back by undo, then delete.
        session.send("u")
        session.wait_for("Undo")
        session.wait_for("as ada)")
        session.rest(0.5)
        session.send("\r")
        session.wait_for(f"{moved} → {name}-two")
        assert api.repo_info(moved, repo_type=kind).id == f"{name}-two"
        session.send("r")
        session.wait_for(f"▌  {name}-two ")
        session.send("D")
        session.wait_for("Its whole id")
        session.send(f"{name}-two\r")
        session.wait_for(f"{name}-two: deleted")
        assert not api.repo_exists(f"{name}-two", repo_type=kind)
        session.send("\x03")
        session.rest(0.3)
        session.send("\r")
        assert session.end() == 0
        assert session.left_on() == []
