from services.opening_answers import State, WhyKind


def test_states_are_the_words_of_the_interface() -> None:
    assert [str(state) for state in State] == ["open", "closed", "unknown", "now", "later", "no"]


def test_reasons_stand_in_order_of_precedence() -> None:
    assert [str(kind) for kind in WhyKind] == ["exception", "yearly", "regular", "holiday", "week"]
