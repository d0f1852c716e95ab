"""What benches do in their own process works; what starts programs is seen when they are run."""

from tests.bench import bench_many, bench_official


async def test_rows_are_set_and_counted() -> None:
    rows = bench_many._rows(300)
    assert await bench_many._set(rows) > 0
    assert await bench_many._beyond(rows) > 0


def test_the_official_clients_rows_are_made() -> None:
    assert all(figure.measured > 0 for figure in bench_official._decoding())
