"""What counts as worse: more than the figures of one checkout differ among themselves."""

from tests.bench.compare import compared


def test_only_what_is_beyond_the_noise_is_named() -> None:
    before = {"noisy": [10, 14, 9], "steady": [10, 10.1, 9.9], "faster": [10, 10, 10], "gone": [1]}
    now = {"noisy": [13, 10, 12], "steady": [12, 12.1, 12], "faster": [5, 5, 5.1], "new": [1]}
    lines, worse = compared(before, now)
    assert worse == 1
    verdicts = {line.split()[0]: line.split()[-1] for line in lines}
    assert verdicts["steady"] == "worse"
    assert verdicts["faster"] == "better"
    assert verdicts["noisy"] not in ("worse", "better")
    assert set(verdicts) == {"noisy", "steady", "faster"}
