"""Who asks: whoami, and the list of agents that the official client wants first."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hubtui.demo.accounts import ORGANISATIONS, ROLES, USERS, Viewer
from hubtui.demo.routes.asking import answer, viewer


async def whoami(request: Request) -> Response:
    """GET /api/whoami-v2."""
    asking = viewer(request)
    asking.require_user()
    return answer(_account(asking))


def _account(asking: Viewer) -> dict[str, Any]:
    user = USERS[asking.name]
    orgs = [
        {
            "type": "org", "id": ORGANISATIONS[name]["_id"], "name": name, "fullname": ORGANISATIONS[name]["fullname"],
            "email": None, "canPay": False, "periodEnd": None, "avatarUrl": f"/avatars/{name}.svg", "roleInOrg": role,
            "isEnterprise": False,
        }
        for name, role in ROLES[asking.name].items()
    ]  # fmt: skip
    token = {"displayName": f"demo-{asking.role}", "role": asking.role, "createdAt": "2026-01-05T09:30:00.000Z"}
    return {
        "type": "user", "id": user["_id"], "name": asking.name, "fullname": user["fullname"], "email": user["email"],
        "emailVerified": True, "canPay": False, "billingMode": "prepaid", "periodEnd": None, "isPro": user["isPro"],
        "avatarUrl": f"/avatars/{asking.name}.svg", "orgs": orgs,
        "auth": {"type": "access_token", "accessToken": token},
    }  # fmt: skip


async def agent_harnesses(_: Request) -> Response:
    """GET /api/agent-harnesses: none."""
    return answer({"standardEnvVars": [], "harnesses": {}})
