"""Models keep the object as it was sent, and lose no more than a field to an odd value."""

from typing import Any

import pytest

from hubtui.hub.models.account import Account
from hubtui.hub.models.collection import Collection
from hubtui.hub.models.croissant import Croissant
from hubtui.hub.models.repo import DatasetInfo, ModelInfo, SpaceInfo

ACCOUNT = {
    "type": "user",
    "id": "0123",
    "name": "ada",
    "isPro": False,
    "periodEnd": 1767225599,
    "billingMode": "prepaid",
    "orgs": [{"type": "org", "name": "acme", "roleInOrg": "admin", "plan": "team"}],
    "auth": {
        "type": "access_token",
        "accessToken": {
            "displayName": "laptop",
            "role": "fineGrained",
            "fineGrained": {
                "canReadGatedRepos": True,
                "global": ["discussion.write", "brand.new"],
                "scoped": [{"entity": {"_id": "1", "type": "user", "name": "ada"}, "permissions": ["repo.write"]}],
            },
        },
    },
}


def test_whoami() -> None:
    account = Account.read(ACCOUNT)
    assert account.token is not None
    assert (account.token.name, account.token.role) == ("laptop", "fineGrained")
    assert account.token.everywhere == ("discussion.write", "brand.new")
    assert account.token.scopes is not None
    assert [(one.type, one.name, one.permissions) for one in account.token.scopes] == [("user", "ada", ("repo.write",))]
    assert (account.name, account.is_pro) == ("ada", False)
    assert [(one.name, one.role) for one in account.organizations] == [("acme", "admin")]
    assert account.sent == ACCOUNT


@pytest.mark.parametrize("odd", [None, 3, "\x1b[31mx\ny", [1], ["\x1b[31mred\nline"], {"a": 1}, 3.5, True])
def test_of_an_account_what_is_odd_is_not_told(odd: Any) -> None:
    for sent in (
        {"name": odd, "fullname": odd, "isPro": odd, "orgs": odd, "auth": odd},
        {"name": "ada", "auth": {"accessToken": odd}, "orgs": [odd, {"name": odd, "roleInOrg": odd}]},
        {"name": "ada", "auth": {"accessToken": {"role": odd, "displayName": odd, "fineGrained": odd}}},
        {"auth": {"accessToken": {"fineGrained": {"global": odd, "scoped": [odd, {"entity": odd}]}}}},
    ):
        account = Account.read(sent)
        assert account.sent == sent
        assert isinstance(account.name, str)
    with pytest.raises(TypeError):
        Account.read([odd])


@pytest.mark.parametrize("model", [ModelInfo, DatasetInfo, SpaceInfo])
@pytest.mark.parametrize("odd", ["text", 3, [1], {"a": 1}, 3.5, float("inf"), 10**30])
def test_an_odd_field_is_unknown_and_the_others_stay(model: type[ModelInfo], odd: Any) -> None:
    sent = {"id": "a/b", "likes": odd, "private": odd, "lastModified": odd, "siblings": odd, "strange": odd}
    info = model.read(sent)
    assert (info.id, info.private, info.siblings) == ("a/b", None, [] if odd == [1] else None)
    assert info.likes == (3 if odd == 3 else None)
    assert info.last_modified == ("text" if odd == "text" else None)
    assert info.sent == sent


def test_oddities_inside_stay_inside() -> None:
    sent = {"id": "a/b", "runtime": {"stage": 3, "hardware": {"current": ["x"], "requested": "l4"}, "domains": None}}
    info = SpaceInfo.read(sent)
    assert info.runtime is not None
    assert (info.runtime.stage, info.runtime.domains) == (None, [])
    assert info.runtime.hardware is not None
    assert (info.runtime.hardware.current, info.runtime.hardware.requested) == (None, "l4")
    assert info.sent == sent


def test_a_bad_element_costs_no_other() -> None:
    collection = Collection.read({"slug": "a/b-0", "items": [{"_id": "1", "id": "x"}, None, {"_id": 2, "id": "y"}]})
    assert [(item.item_id, item.item_object_id) for item in collection.items] == [("x", "1"), ("y", "")]


def test_dates_that_mean_unknown() -> None:
    assert (
        ModelInfo.read({"createdAt": "2022-03-02T23:29:05.000Z", "lastModified": "2024-01-01T00:00:00Z"}).created
        is None
    )
    modified = ModelInfo.read({"lastModified": "2024-01-01T00:00:00Z"}).modified
    assert modified is not None
    assert modified.year == 2024


def test_names_of_files_and_of_the_repo() -> None:
    info = ModelInfo.read({"id": "a\nb", "siblings": [{"rfilename": "README.md"}, {"rfilename": 3}, {}]})
    assert info.file_names == ["README.md"]
    assert info.id == "a\nb"


def test_croissant() -> None:
    sent = {
        "@context": {"@vocab": "https://schema.org/"},
        "@type": "sc:Dataset",
        "alternateName": ["x"],
        "distribution": [{"@type": "cr:FileObject", "@id": "repo", "contentUrl": "https://x", "sha256": "y"}],
        "recordSet": [{"@id": "default", "field": [{"@id": "default/text", "dataType": ["sc:Text", "cr:Split"]}]}],
    }
    croissant = Croissant.read(sent)
    assert croissant.license is None
    assert croissant.record_set[0].field[0].data_type == ["sc:Text", "cr:Split"]
    assert croissant.sent == sent


@pytest.mark.parametrize("value", [None, [], "x", 3])
def test_what_is_no_object_is_no_model(value: Any) -> None:
    with pytest.raises(TypeError):
        ModelInfo.read(value)
