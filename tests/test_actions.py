"""The registry of actions, and keys that become actions."""

import pytest

from hubtui.action import Action
from hubtui.actions import ACTIONS
from hubtui.bindings import Bindings, Keys, Prefix
from hubtui.places import FIELD, FILTER_FIELD, LIST, LISTING, MENU, PAGE, PICKER
from hubtui.user_keys import PLACE_SETS

PLACES_THAT_MEET = ((LISTING, LIST, PAGE), (MENU,), (PICKER, FIELD), (FILTER_FIELD, FIELD))


def test_a_key_runs_the_action_of_its_place() -> None:
    found = Keys().press("space", (LISTING, LIST))
    assert isinstance(found, Action)
    assert found.name == "mark"


def test_a_key_of_another_place_does_nothing() -> None:
    assert Keys().press("space", (FIELD,)) is None


def test_two_keys_one_after_the_other_run_an_action() -> None:
    keys = Keys()
    prefix = keys.press("g", (LISTING, LIST, PAGE))
    assert isinstance(prefix, Prefix)
    assert {key for key, _ in prefix.then} == {"g", "m", "d", "s", "p", "c", "h", "u", "v"}
    found = keys.press("d", (LISTING, LIST, PAGE))
    assert isinstance(found, Action)
    assert found.name == "datasets"
    assert keys.prefix is None


def test_a_key_that_continues_nothing_is_taken_alone() -> None:
    keys = Keys()
    keys.press("g", (LISTING, LIST, PAGE))
    found = keys.press("j", (LISTING, LIST, PAGE))
    assert isinstance(found, Action)
    assert found.name == "down"


@pytest.mark.parametrize("places", PLACES_THAT_MEET)
def test_no_two_actions_of_a_place_share_a_key(places: tuple[str, ...]) -> None:
    keys = [key for action in Bindings().of(places) for key in action.keys]
    assert len(keys) == len(set(keys))


def test_an_action_of_an_outer_place_is_not_listed_beside_the_same_one_of_an_inner_place() -> None:
    for stand in PLACE_SETS:
        found = [(action.name, action.keys) for action in Bindings().of(stand)]
        assert len(found) == len(set(found)), stand


def test_every_action_has_words_and_stands_in_a_place_for_a_key_once() -> None:
    entries = [(action.name, place, key) for action in ACTIONS for place in action.places for key in action.keys]
    assert len(set(entries)) == len(entries)
    assert all(action.help and action.keys and action.places for action in ACTIONS)


def test_no_key_that_tmux_screen_or_flow_control_take_is_the_only_way() -> None:
    taken = {"ctrl+a", "ctrl+b", "ctrl+s", "ctrl+q"}
    assert all(set(action.keys) - taken for action in ACTIONS)
