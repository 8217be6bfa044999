from services.imports.stored import BATCH_ROWS, LOCATIONS, batches


def test_batches_hold_everything_once_and_in_order() -> None:
    things = list(range(2 * BATCH_ROWS + 1))

    cut = list(batches(things))

    assert [len(batch) for batch in cut] == [BATCH_ROWS, BATCH_ROWS, 1]
    assert [thing for batch in cut for thing in batch] == things


def test_nothing_makes_no_batch() -> None:
    assert list(batches([])) == []


def test_a_subject_names_the_kind_and_the_slug() -> None:
    assert LOCATIONS.subject("lounge-midori") == "location/lounge-midori"
